"""A case as its page tells of it to one reader, oldest first: as much of it as a page holds.

A row holds a quarter of a megabyte of foreign text, which HTML may spell six times as long, and a case has
any number of rows. Lambda answers with at most 6 MB, spelt in base64.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from html import escape

from complaints.model import Attachment, Case, Entry, Role
from complaints.organisation import Organisation
from complaints.process.confidentiality import anonymity
from complaints.process.confidentiality.signed import unsigned
from complaints.workflow.files import files_of, may_be_taken
from complaints.workflow.ports import Mailbox

MOST_OF_A_TEXT = 20_000  # characters
MOST_ON_A_PAGE = 2_000_000  # bytes of texts and files, the latest first
A_FILE = 300  # bytes of HTML around its name
CUT = " […]"

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
    cut: bool = False  # there is more than the page holds


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the page shows. `unit` and `category` are names, `text` and `files` those of the first mail.

    `cut` and `outgoing_cut`: there is more of the first mail, or of what waits to be sent, than is shown.
    """

    case: Case
    category: str
    unit: str
    owner: Role  # who acts for the owner today
    text: str
    files: tuple[File, ...]
    events: tuple[Event, ...]
    today: date
    cut: bool = False
    outgoing_cut: bool = False


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
        opening = self._with_words(*first, case, MOST_ON_A_PAGE) if first else None
        waits, outgoing_cut = _excerpt(case.outgoing.text) if case.outgoing else ("", False)
        shown = replace(case, outgoing=replace(case.outgoing, text=waits)) if case.outgoing else case
        return Told(
            case=anonymity.hidden(shown, self.organisation),
            category=self.organisation.category(case.judgement.category).name[self.language],
            unit=unit.name if unit else "",
            owner=self.organisation.acting(case.owner, self.today, case.judgement.barred),
            text=opening.text if opening else "",
            files=opening.files if opening else (),
            cut=bool(opening and opening.cut),
            outgoing_cut=outgoing_cut,
            today=self.today,
            events=self._events(log, case, MOST_ON_A_PAGE - (_size(opening) if opening else 0)),
        )

    def _events(self, log: Sequence[tuple[int, Entry]], case: Case, room: int) -> tuple[Event, ...]:
        """The whole log; the words and files of its latest entries, as many as there is room for in bytes."""
        events: list[Event] = []
        for number, entry in reversed(log):
            above = entry.what in SHOWN_ABOVE
            event = self._event(entry) if above else self._with_words(number, entry, case, room)
            room -= _size(event)
            events.append(event)
        return tuple(reversed(events))

    def _text(self, entry: Entry, case: Case) -> str:
        """What was written, without the name of whoever asked to be anonymous."""
        if not anonymity.is_anonymous(case):
            return entry.text
        text = entry.text if entry.by in self.organisation.roles else unsigned(entry.text)
        return anonymity.unnamed(text, case, self.organisation)

    def _with_words(self, number: int, entry: Entry, case: Case, room: int) -> Event:
        """A line with its words and files, or without them if there is no room for them."""
        event = self._event(entry)
        text, cut = _excerpt(self._text(entry, case))
        worded = replace(event, text=text, cut=cut)
        if _size(worded) <= room:  # else its mail is not even read
            worded = replace(worded, files=self._files(number, entry, case))
        return worded if _size(worded) <= room else replace(event, cut=True)

    def _event(self, entry: Entry) -> Event:
        roles, to = self.organisation.roles, entry.facts.get("to", "")
        return Event(
            at=entry.happened_at,
            what=entry.what,
            by=entry.by,
            who=self._title(entry.by) if entry.by in roles else "",
            to=self._title(to) if to in roles else to,
            letter=entry.why if entry.what == "letter_sent" else "",
        )

    def _files(self, number: int, entry: Entry, case: Case) -> tuple[File, ...]:
        files = files_of(entry, case, self.mailbox)
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


def _excerpt(text: str) -> tuple[str, bool]:
    """As much of a text as is shown at most, and whether there is more."""
    return (text[:MOST_OF_A_TEXT] + CUT, True) if len(text) > MOST_OF_A_TEXT else (text, False)


def _size(event: Event) -> int:
    """How many bytes of HTML the words and files of a line come to, at most."""
    return _spelt(event.text) + sum(A_FILE + _spelt(file.name) for file in event.files)


def _spelt(text: str) -> int:
    return len(escape(text).encode())
