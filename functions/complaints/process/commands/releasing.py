"""`Släpp` and `Släpp in`: a mail that is kept back belongs here, whichever of the two is written.

What was taken for spam is mail like any other: in a reply on it, or by its number. What somebody unverified
wrote on a case belongs to the case.
"""

from complaints.model import Change, Decision, Entry, Mail
from complaints.process.commands import deciding
from complaints.process.commands.order import Arrival, Occasion, Order
from complaints.process.commands.who import ANSWERING, may
from complaints.process.quarantine import is_held, released

MOST_AT_ONCE = 8  # cases; one transaction holds them


def let_in(order: Order, at: Occasion) -> Decision:
    """On the case itself. Of somebody unverified the word must stand alone: a sentence may mean more."""
    if at.opening and is_held(at.case):
        return _released(order, at, at.opening)
    if at.case.held and order.alone:
        return deciding.let_in(order, at)
    return at.helped(order.written, why="not_held")


def _released(order: Order, at: Occasion, mail: Mail) -> Decision:
    now_a_case = released(at.case, mail, at.of_person, at.organisation, at.now)
    entry = at.entry("released", order.text or "it is no spam")
    receipt = at.letter("released", number=at.case.number)
    return Decision(
        verdict="released",
        case=now_a_case.case,
        entries=(entry, *now_a_case.entries),
        letters=(*now_a_case.letters, receipt),
        contact=now_a_case.contact,
    )


def release_listed(order: Order, at: Arrival) -> Decision:
    """`Släpp 7, 9`: those of the daily list that are named; without a number none. The receipt tells.

    Whoever stands in for the coordinator, that day or in a matter about her, got the list and may.
    """
    waiting = [
        (case, mail)
        for case, mail in at.cited
        if is_held(case) and may(at.staff, ANSWERING, case, at.organisation, at.today)
    ]
    held = waiting[:MOST_AT_ONCE]
    changes = []
    for case, mail in held:
        now_a_case = released(case, mail, at.of_person[case.id], at.organisation, at.now)
        entry = Entry(what="released", by=at.staff.id, why="it is no spam", happened_at=at.now)
        entries = (entry, *now_a_case.entries)
        changes.append(
            Change(
                case=now_a_case.case,
                entries=entries,
                letters=now_a_case.letters,
                contact=now_a_case.contact,
            )
        )
    numbers = ", ".join(case.number for case, _ in held)
    left = ", ".join(case.number for case, _ in waiting[MOST_AT_ONCE:])
    receipt = at.letter("released", number=numbers, left=left)
    return Decision(verdict=f"released: {len(held)}", letters=(receipt,), beside=tuple(changes))
