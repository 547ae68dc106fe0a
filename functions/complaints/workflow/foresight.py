"""What a command needs that only the store has, fetched before it is decided."""

from dataclasses import dataclass
from datetime import datetime

from complaints.model import Case, Mail
from complaints.organisation import Organisation
from complaints.process import commands
from complaints.workflow.ports import Store


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """The cases that a command cites, and the number of the one that it opens."""

    cited: tuple[Case, ...] = ()
    number: str = ""


def foresee(mail: Mail, store: Store, organisation: Organisation, now: datetime) -> Foreseen:
    """What a colleague's words on a case will need; nothing if they are no command."""
    command, order = commands.foreseen(mail)
    if command is None:
        return Foreseen()
    return Foreseen(
        cited=_cited(order.text, store, organisation, now) if command.cites else (),
        number=next_number(mail.envelope.received_at, store, organisation) if command.opens_case else "",
    )


def next_number(arrived: datetime, store: Store, organisation: Organisation) -> str:
    """The next readable number of the year in which something arrived."""
    year = organisation.calendar.day_of(arrived).year
    return f"{organisation.number_prefix}-{year}-{store.next_number(year):04d}"


def _cited(text: str, store: Store, organisation: Organisation, now: datetime) -> tuple[Case, ...]:
    """The cases that a command names by number, those that are merged into another left out."""
    year = organisation.calendar.day_of(now).year
    numbers = commands.numbers_in(text, organisation.number_prefix, year)
    found = (store.numbered(number) for number in numbers)
    return tuple(case for case in found if case and not case.merged_into)
