"""A letter to staff did not arrive: somebody above hears of it, once for each mailbox and case.

Once, for a mailbox that takes no mail may be that of whoever would hear of it, too.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from complaints.model import Case, ErrandKind, Letter
from complaints.organisation import Organisation
from complaints.policy import COORDINATOR, DEPUTY, HEAD, policy_of


def told(
    case: Case, addresses: Iterable[str], name: str, organisation: Organisation, now: datetime
) -> tuple[Case, tuple[Letter, ...]]:
    """The case that remembers it, and the letter to the first who may know of the case and was reached.

    `name` tells this event from others of the case.
    """
    roles = {role.id: role for address in addresses if (role := organisation.role_of(address))}
    fresh = [role for role in roles.values() if role.id not in case.unreached]
    hour = organisation.calendar.next_office_moment(now)
    above = _above(case, organisation, hour, {*roles, *case.unreached})
    if not fresh or not above:
        return case, ()
    letter = Letter(
        name=f"unreached-{name}",
        template="unreached",
        to=above,
        not_before=hour,
        facts={"addresses": ", ".join(role.holder.address for role in fresh)},
    )
    return replace(case, unreached=(*case.unreached, *(role.id for role in fresh))), (letter,)


def _above(case: Case, organisation: Organisation, hour: datetime, unreached: set[str]) -> str:
    """Of those to whom the case would be escalated, the nearest whose mailbox is not known to be dead."""
    day, barred = organisation.calendar.day_of(hour), case.judgement.barred
    policy = policy_of(case.judgement)
    with_hr = {errand.of for errand in case.errands if errand.kind is ErrandKind.HR}
    heard = (DEPUTY, HEAD) if with_hr & unreached else (COORDINATOR, DEPUTY, HEAD)  # of HR's thread no others
    posts = [getattr(organisation.posts, post) for post in heard if post in policy.ladder]
    acting = (organisation.acting(post, day, barred).id for post in posts)
    return next((role for role in acting if role not in unreached and role not in barred), "")
