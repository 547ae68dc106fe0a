"""`Släpp` and `Släpp in`: a mail that is kept back belongs here, whichever of the two is written. `Avvisa`:
it does not.

What was taken for spam is mail like any other: in a reply on it, or by its number. What somebody unverified
wrote on a case belongs to the case.
"""

from collections.abc import Iterable

from complaints.model import Change, Decision, Entry
from complaints.process.arrival.quarantine import Admission, is_held, released, turned_away
from complaints.process.commands import deciding
from complaints.process.commands.order import Arrival, Occasion, Order
from complaints.process.commands.who import waiting


def let_in(order: Order, at: Occasion) -> Decision:
    """On the case itself. Of somebody unverified the word must stand alone: a sentence may mean more."""
    if admission := at.foreseen.admission:
        return _released(order, at, admission)
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
    named = waiting(at.cited, at.staff, at.organisation, at.today)
    word = Entry(what="released", by=at.staff.id, why="it is no spam", happened_at=at.now)
    admitted = [(case, at.admissions[case.id]) for case in named if case.id in at.admissions]
    changes = [
        change
        for case, admission in admitted
        for change in released(case, admission, word, at.organisation, at.now)
    ]
    left = ", ".join(case.number for case in named if case.id not in at.admissions)
    receipt = at.letter("released", number=_numbers(changes), left=left)
    return Decision(verdict=f"released: {len(admitted)}", letters=(receipt,), beside=tuple(changes))


def turn_away(order: Order, at: Occasion) -> Decision:
    """It is spam, or what somebody unverified wrote does not belong to the case. It is kept all the same."""
    if not is_held(at.case):
        return deciding.turn_away(order, at)
    entry, receipt = at.entry("called_spam", "it is spam"), at.letter("turned_away", number=at.case.number)
    return Decision(verdict="turned away", case=turned_away(at.case), entries=(entry,), letters=(receipt,))


def turn_away_listed(order: Order, at: Arrival) -> Decision:
    """`Avvisa 7, 9`: those of the daily list that are named; without a number none. The receipt tells."""
    named = waiting(at.cited, at.staff, at.organisation, at.today)
    word = Entry(what="called_spam", by=at.staff.id, why="it is spam", happened_at=at.now)
    changes = [Change(case=turned_away(case), entries=(word,)) for case in named]
    receipt = at.letter("turned_away", number=_numbers(changes))
    return Decision(verdict=f"turned away: {len(changes)}", letters=(receipt,), beside=tuple(changes))


def _numbers(changes: Iterable[Change]) -> str:
    return ", ".join(change.case.number for change in changes)
