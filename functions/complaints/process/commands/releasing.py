"""`Släpp` and `Släpp in`: a mail that is kept back belongs here, whichever of the two is written.

What was taken for spam is mail like any other: in a reply on it, or by its number. What somebody unverified
wrote on a case belongs to the case.
"""

from collections.abc import Iterable

from complaints.model import Change, Decision, Entry
from complaints.process.commands import deciding
from complaints.process.commands.order import Arrival, Occasion, Order
from complaints.process.commands.who import ANSWERING, may
from complaints.process.quarantine import Admission, released

MOST_AT_ONCE = 8  # cases; one transaction holds them


def let_in(order: Order, at: Occasion) -> Decision:
    """On the case itself. Of somebody unverified the word must stand alone: a sentence may mean more."""
    if at.admission:
        return _released(order, at, at.admission)
    if at.case.held and order.alone:
        return deciding.let_in(order, at)
    return at.helped(order.written, why="not_held")


def _released(order: Order, at: Occasion, admission: Admission) -> Decision:
    word = at.entry("released", order.text or "it is no spam")
    first, *others = released(at.case, admission, word, at.organisation, at.now)
    receipt = at.letter("released", number=_numbers([first, *others]))
    return Decision(
        verdict="released",
        case=first.case,
        entries=first.entries,
        letters=(*first.letters, receipt),
        beside=tuple(others),
        contact=first.contact,
    )


def release_listed(order: Order, at: Arrival) -> Decision:
    """`Släpp 7, 9`: those of the daily list that are named; without a number none. The receipt tells.

    Whoever stands in for the coordinator, that day or in a matter about her, got the list and may.
    """
    waiting = [
        case
        for case in at.cited
        if case.id in at.admissions and may(at.staff, ANSWERING, case, at.organisation, at.today)
    ]
    word = Entry(what="released", by=at.staff.id, why="it is no spam", happened_at=at.now)
    changes: list[Change] = []
    left: list[str] = []
    for case in waiting:
        opened = released(case, at.admissions[case.id], word, at.organisation, at.now)
        if left or len(changes) + len(opened) > MOST_AT_ONCE:
            left.append(case.number)
        else:
            changes += opened
    receipt = at.letter("released", number=_numbers(changes), left=", ".join(left))
    return Decision(
        verdict=f"released: {len(waiting) - len(left)}", letters=(receipt,), beside=tuple(changes)
    )


def _numbers(changes: Iterable[Change]) -> str:
    return ", ".join(change.case.number for change in changes)
