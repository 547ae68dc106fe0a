"""`Släpp`: what was taken for spam is mail like any other: in a reply on it, or by its number."""

from complaints.model import Change, Decision, Entry
from complaints.process.commands.order import Arrival, Occasion, Order
from complaints.process.quarantine import is_held, released

MOST_AT_ONCE = 8  # cases; one transaction holds them


def release(order: Order, at: Occasion) -> Decision:
    """On the case itself."""
    if not (at.opening and is_held(at.case)):
        return at.helped(order.written, why="not_held")
    let_in = released(at.case, at.opening, at.organisation, at.now)
    entry = at.entry("released", order.text or "it is no spam")
    receipt = at.letter("released", number=at.case.number)
    return Decision(
        verdict="released",
        case=let_in.case,
        entries=(entry, *let_in.entries),
        letters=(*let_in.letters, receipt),
    )


def release_listed(order: Order, at: Arrival) -> Decision:
    """`Släpp 7, 9`: those of the daily list that are named. The receipt tells which."""
    waiting = [(case, mail) for case, mail in at.cited if is_held(case)]
    held = waiting[:MOST_AT_ONCE]
    changes = []
    for case, mail in held:
        let_in = released(case, mail, at.organisation, at.now)
        entry = Entry(what="released", by=at.staff.id, why="it is no spam", happened_at=at.now)
        changes.append(Change(case=let_in.case, entries=(entry, *let_in.entries), letters=let_in.letters))
    numbers = ", ".join(case.number for case, _ in held)
    left = ", ".join(case.number for case, _ in waiting[MOST_AT_ONCE:])
    receipt = at.letter("released", number=numbers, left=left)
    return Decision(verdict=f"released: {len(held)}", letters=(receipt,), beside=tuple(changes))
