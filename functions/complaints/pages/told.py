"""A case as its page tells of it to one reader, oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from complaints.model import Attachment, Case, Entry, Role
from complaints.organisation import Organisation
from complaints.process import anonymity
from complaints.workflow.files import files_of, may_be_taken
from complaints.workflow.ports import Mailbox

SHOWN_ABOVE = ("received", "judged")  # their texts stand above the log, or are ours


@dataclass(frozen=True, kw_only=True)
class File:
    """A file that came with a mail; `path` leads to it, below the page. Empty: it is not given out."""

    name: str
    kilobytes: int
    path: str = ""


@dataclass(frozen=True, kw_only=True)
class Event:
    """A line of the log. `who` is a title, such as "rektor, Åskolan", or empty: the template knows `by`."""

    at: datetime
    what: str
    by: str
    who: str = ""
    to: str = ""  # whom a letter went to: a title, or "complainant" and the like
    letter: str = ""  # its template
    text: str = ""
    files: tuple[File, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the page shows. `unit` and `category` are names, `text` and `files` those of the first mail."""

    case: Case
    category: str
    unit: str
    owner: Role  # who acts for the owner today
    text: str
    files: tuple[File, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, kw_only=True)
class Teller:
    """Tells of cases in a language, the names and titles being the organisation's."""

    organisation: Organisation
    mailbox: Mailbox
    language: str
    today: date

    def told(self, case: Case, log: Sequence[tuple[int, Entry]]) -> Told:
        """All that stands in `log`: the entries that the reader may know, by their number."""
        unit = self.organisation.unit(case.judgement.unit)
        arrivals = [(number, entry) for number, entry in log if entry.what == "received"]
        first = arrivals[-1] if arrivals else None  # what was divided later tells last of its own matter
        return Told(
            case=anonymity.hidden(case),
            category=self.organisation.category(case.judgement.category).name[self.language],
            unit=unit.name if unit else "",
            owner=self.organisation.acting(case.owner, self.today, case.judgement.barred),
            text=self._text(first[1], case) if first else "",
            files=self._files(*first) if first else (),
            events=tuple(self._event(number, entry, case) for number, entry in log),
        )

    def _text(self, entry: Entry, case: Case) -> str:
        """What was written, without the name of whoever asked to be anonymous."""
        return anonymity.unnamed(entry.text, case.complainant) if anonymity.is_anonymous(case) else entry.text

    def _event(self, number: int, entry: Entry, case: Case) -> Event:
        roles, to = self.organisation.roles, entry.facts.get("to", "")
        above = entry.what in SHOWN_ABOVE
        return Event(
            at=entry.happened_at,
            what=entry.what,
            by=entry.by,
            who=self._title(entry.by) if entry.by in roles else "",
            to=self._title(to) if to in roles else to,
            letter=entry.why if entry.what == "letter_sent" else "",
            text="" if above else self._text(entry, case),
            files=() if above else self._files(number, entry),
        )

    def _files(self, number: int, entry: Entry) -> tuple[File, ...]:
        files = files_of(entry, self.mailbox)
        return tuple(
            self._file(f"{number}/{place}", file, entry) for place, file in enumerate(files, start=1)
        )

    def _file(self, path: str, file: Attachment, entry: Entry) -> File:
        given = path if may_be_taken(file, entry) else ""
        return File(name=file.name, kilobytes=max(1, round(file.size / 1000)), path=given)

    def _title(self, role_id: str) -> str:
        """A title, with the school where one is led: who held it then is not told by who holds it now."""
        role = self.organisation.role(role_id)
        schools = (unit for unit in self.organisation.units.values() if unit.form != "fritidshem")
        led = [unit.name for unit in schools if unit.head == role.id]
        return f"{role.title[self.language]}, {led[0]}" if len(led) == 1 else role.title[self.language]
