"""`Jag tar det`: whoever an escalation reached takes the case over."""

from dataclasses import replace

from complaints.model import COMPLAINANT, UNANSWERED, Case, Decision, Letter
from complaints.process.commands.order import Occasion, Order
from complaints.process.deadlines.promises import broken, promised_anew
from complaints.process.outgoing.leaving import with_owner
from complaints.process.outgoing.ways import Outlet, outlet
from complaints.process.owners.rerouting import Move, owned_by


def take(order: Order, at: Occasion) -> Decision:
    """The case is theirs at once, with all that its owner got; that one and the complainant are told."""
    before = at.case
    if before.owner == at.staff.id:
        return Decision(verdict="already theirs", case=before, entries=(at.note(),))
    case = promised_anew(owned_by(before, at.staff.id), before, at.organisation, at.now)
    case, entries, stopped = with_owner(before, case, at.now)
    entry = at.entry("owner", "took the case over", was=before.owner, now=case.owner)
    told = _to_the_complainant(case, at)
    move = Move(
        before=before,
        after=case,
        by=at.staff.id,
        organisation=at.organisation,
        now=at.now,
        told=bool(told),
    )
    letters = (*(_at_once(letter, at) for letter in move.letters()), *told, *stopped)
    return Decision(verdict="taken over", case=case, entries=(entry, *entries), letters=letters)


def _at_once(letter: Letter, at: Occasion) -> Letter:
    """An answer to one's own mail waits for no office."""
    return replace(letter, not_before=at.now, in_person=True) if letter.to == at.staff.id else letter


def _to_the_complainant(case: Case, at: Occasion) -> tuple[Letter, ...]:
    """They were told another name: while they wait for an answer they learn whom to ring."""
    if outlet(at.case) is Outlet.NOTHING or at.case.state not in UNANSWERED:
        return ()
    return (at.letter("new_contact", to=COMPLAINANT, **broken(at.case, case)),)
