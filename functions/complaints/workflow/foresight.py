"""What a command needs that only the stores have, fetched before it is decided."""

from dataclasses import dataclass
from datetime import datetime

from complaints.mail import read
from complaints.model import Case, Envelope, Mail
from complaints.organisation import Organisation
from complaints.process import commands
from complaints.workflow.ports import Mailbox, Store


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """The cases that a command cites, the number of the one that it opens, the mail that opened its own."""

    cited: tuple[Case, ...] = ()
    number: str = ""
    opening: Mail | None = None


@dataclass(frozen=True, kw_only=True)
class Foresight:
    """Fetches what a colleague's words will need, and no more than that."""

    organisation: Organisation
    store: Store
    mailbox: Mailbox

    def of(self, mail: Mail, case: Case, now: datetime) -> Foreseen:
        """What the words on a case will need; nothing if they are no command."""
        command, order = commands.foreseen(mail)
        if command is None:
            return Foreseen()
        return Foreseen(
            cited=self.cited(order.text, now) if command.cites else (),
            number=self.next_number(mail.envelope.received_at) if command.opens_case else "",
            opening=self.opening(case) if command.rereads else None,
        )

    def cited(self, text: str, now: datetime) -> tuple[Case, ...]:
        """The cases that a command names by number, those that are merged into another left out."""
        year = self.organisation.calendar.day_of(now).year
        numbers = commands.numbers_in(text, self.organisation.number_prefix, year)
        found = (self.store.numbered(number) for number in numbers)
        return tuple(case for case in found if case and not case.merged_into)

    def opening(self, case: Case) -> Mail:
        """The mail that opened a case, read again; its verdicts stand in the log."""
        return read(self.mailbox.fetch(case.raw_key), Envelope(received_at=case.received_at))

    def next_number(self, arrived: datetime) -> str:
        """The next readable number of the year in which something arrived."""
        year = self.organisation.calendar.day_of(arrived).year
        return f"{self.organisation.number_prefix}-{year}-{self.store.next_number(year):04d}"
