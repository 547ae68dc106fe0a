"""A command as somebody gave it, and all that its decision may look at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from complaints.model import Case, Decision, Entry, Letter, Mail, Meetings, Role
from complaints.organisation import Organisation
from complaints.process.arrival.quarantine import Admission
from complaints.process.outgoing import closings


@dataclass(frozen=True, kw_only=True)
class Order:
    """What stood behind the command's word, on its line and below. `written` is that first line."""

    text: str
    written: str = ""
    alone: bool = False  # nothing stood behind the word on its line


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """What a command will look at besides its case: read before it is decided, and no more than it needs."""

    cited: tuple[Case, ...] = ()  # the cases that it names by number, in its order
    of_person: tuple[Case, ...] = ()  # those on which the complainant wrote lately
    number: str = ""  # for the case that it opens
    admission: Admission | None = None  # what the case becomes that it lets in
    apart: tuple[Admission, ...] = ()  # what the mails held on the case become as cases of their own


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """A staff member's words on a case: who, in what mail, when. What is posted on a page has no raw file."""

    case: Case
    mail: Mail
    staff: Role
    organisation: Organisation
    now: datetime
    raw_key: str = ""  # where the mail is kept
    posted: str = ""  # how it is known who posted it, where a page was used and no mail came
    others: tuple[Case, ...] = ()  # of the other matters that the case's opening mail was about
    foreseen: Foreseen = field(default_factory=Foreseen)

    @property
    def today(self) -> date:
        """The day in the municipality."""
        return self.organisation.calendar.day_of(self.now)

    def says_something(self, words: str) -> bool:
        """Whether the words hold more than courtesy and who wrote them."""
        return closings.says_something(
            words, self.staff, self.organisation.department, closings.called(self.case.complainant)
        )

    def entry(self, what: str, why: str, *, text: str | None = None, **facts: str) -> Entry:
        """A line of the log by whoever wrote; its text is what is new in the mail, unless another is given.

        What a colleague quotes stands in the log already, and may hold links that are theirs alone. What they
        pass on does not.
        """
        return Entry(
            what=what,
            by=self.staff.id,
            why=why,
            happened_at=self.mail.envelope.received_at,
            facts={**self._proof, **facts},
            text=self._words if text is None else text,
        )

    @property
    def _words(self) -> str:
        return self.mail.text if self.mail.forwarded else self.mail.new_text

    @property
    def _proof(self) -> dict[str, str]:
        """How it is known who wrote: a mail of which the raw file is kept, or a post on a page."""
        if self.posted:
            return {"page": self.posted}
        return {"sha256": self.mail.raw_sha256, "dmarc": self.mail.envelope.dmarc}

    def letter(self, template: str, *, to: str = "", quote: str = "", **facts: str) -> Letter:
        """A letter, by default to whoever wrote; an answer to one's own mail never waits for the office."""
        return Letter(
            name=f"{template}-{self.case.entries + 1}",
            template=template,
            to=to or self.staff.id,
            not_before=self.organisation.calendar.next_office_moment(self.now) if to else self.now,
            quote=quote,
            facts=facts,
            in_person=not to,
        )

    def letters(self, template: str, to: Iterable[str], *, quote: str = "", **facts: str) -> list[Letter]:
        """The same letter to each of several roles."""
        alike = ((role, self.letter(template, to=role, quote=quote, **facts)) for role in to)
        return [replace(letter, name=f"{letter.name}-{role}") for role, letter in alike]

    def helped(self, written: str, **why: str) -> Decision:
        """Nothing is done or sent; the words are kept as a note, and whoever wrote is told why."""
        return Decision(
            verdict="command not understood",
            case=self.case,
            entries=(self.note(),),
            letters=(self.letter("command_help", written=written[:200], **why),),
        )

    def note(self) -> Entry:
        """The mail kept as it is."""
        return self.entry("note", "internal: it never leaves the house")


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A staff member's mail that belongs to no case. `number` is empty unless the command opens a case."""

    mail: Mail
    staff: Role
    organisation: Organisation
    now: datetime
    raw_key: str
    number: str = ""
    cited: tuple[Case, ...] = ()  # the cases that the command names by number
    admissions: Mapping[str, Admission] = field(default_factory=dict)  # of those that it lets in, by id
    meetings: Meetings | None = None  # how far they have come, where the command speaks of the next one
    meeting: date | None = None  # the next one
    recent: tuple[tuple[Case, str], ...] = ()  # open cases, with what was written, if the command looks back

    @property
    def today(self) -> date:
        """The day in the municipality."""
        return self.organisation.calendar.day_of(self.now)

    def letter(self, template: str, *, to: str = "", quote: str = "", **facts: str) -> Letter:
        """A letter, by default to whoever wrote; an answer to one's own mail never waits for the office."""
        return Letter(
            name=f"{template}-{self.mail.identity[:16]}",
            template=template,
            to=to or self.staff.id,
            not_before=self.organisation.calendar.next_office_moment(self.now) if to else self.now,
            quote=quote,
            facts=facts if to else facts | {"answers": self.mail.message_id},
            in_person=not to,
        )
