"""A letter of no case did not arrive: the coordinator hears of a colleague's dead mailbox, once a week."""

from collections.abc import Iterable
from datetime import datetime

from complaints.model import Decision, Letter
from complaints.organisation import Organisation
from complaints.process.arrival.traces import week_of


def told(addresses: Iterable[str], organisation: Organisation, now: datetime) -> Decision:
    """Whoever acts for the coordinator is told, never through the mailbox that it is about.

    The mark of being dealt with stands for the mailbox and the week, so that a second one finds it. Of a
    stranger's address there is nobody to tell: what they wrote was kept, and no case waits for them.
    """
    role = next(filter(None, map(organisation.role_of, addresses)), None)
    if role is None:
        return Decision(verdict="letter without a case")
    calendar = organisation.calendar
    name = f"undelivered-{role.id}-{week_of(calendar.day_of(now))}"
    hour = calendar.next_office_moment(now)
    above = organisation.acting(organisation.posts.coordinator, calendar.day_of(hour), barred=(role.id,))
    letter = Letter(
        name=name,
        template="undelivered",
        to=above.id,
        not_before=hour,
        facts={"address": role.holder.address},
    )
    return Decision(verdict="coordinator told of a dead mailbox", mail=name, letters=(letter,))
