"""Automatic mail that belongs to no case: never answered (RFC 3834), remembered, and told of once a week."""

from datetime import datetime

from complaints.model import Decision, Letter, Mail
from complaints.organisation import Organisation
from complaints.process.arrival.traces import week_of


def remember(mail: Mail) -> Decision:
    """The mail is remembered, never answered; its raw file is kept."""
    return Decision(verdict=f"automatic: {mail.kind}", mail=mail.identity)


def notice(mail: Mail, organisation: Organisation, now: datetime) -> Decision:
    """The coordinator is told that such mail comes, once a week for each kind, however much of it there is.

    The mark of being dealt with stands for the kind and the week, so that a second one finds it.
    """
    calendar = organisation.calendar
    name = f"automatic-{mail.kind}-{week_of(calendar.day_of(mail.envelope.received_at))}"
    letter = Letter(
        name=name,
        template="automatic",
        to=organisation.posts.coordinator,
        not_before=calendar.next_office_moment(now),
        facts={"kind": mail.kind, "sender": mail.sender.address if mail.sender else "?"},
    )
    return Decision(verdict="coordinator told of automatic mail", mail=name, letters=(letter,))
