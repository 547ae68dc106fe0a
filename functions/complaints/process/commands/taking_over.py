"""`Jag tar det`: whoever an escalation reached takes the case over."""

from dataclasses import replace

from complaints.model import COMPLAINANT, Decision, Letter
from complaints.policy import policy_of
from complaints.process.commands.order import Occasion, Order
from complaints.process.handover import ROUTED
from complaints.process.outgoing.ways import Outlet, outlet


def take(order: Order, at: Occasion) -> Decision:
    """The case is theirs from now on; its former owner is told, and so is who to ring the complainant."""
    before = at.case.owner
    if before == at.staff.id:
        return Decision(verdict="already theirs", case=at.case, entries=(at.note(),))
    case = replace(at.case, owner=at.staff.id)
    entry = at.entry("owner", "took the case over", to=at.staff.id, **{"from": before})
    mine = replace(
        at.letter("taken_over", had=at.organisation.role(before).holder.name),
        copies=(before,),
        repeats=ROUTED if policy_of(case.judgement).content else "",
    )
    letters = (mine,) if outlet(case) is Outlet.NOTHING else (mine, _to_the_complainant(at))
    return Decision(verdict="taken over", case=case, entries=(entry,), letters=letters)


def _to_the_complainant(at: Occasion) -> Letter:
    """They were told another name: now they learn whom to ring."""
    return Letter(
        name=f"new_contact-{at.case.entries + 1}",
        template="new_contact",
        to=COMPLAINANT,
        not_before=at.organisation.calendar.next_office_moment(at.now),
    )
