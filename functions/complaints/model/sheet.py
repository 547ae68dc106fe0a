"""The sheet read round the table at the leaders' meeting. It names nobody but who leads the meeting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from complaints.model.case import Outcome, Result
from complaints.model.judgement import Writer
from complaints.model.meeting import MeetingStep


class Standing(StrEnum):
    """How a matter on the sheet stands."""

    WAITING = "waiting"
    ASKED = "asked"  # the clock stands still until the complainant has said more
    LATE = "late"
    ANSWERED = "answered"


@dataclass(frozen=True, kw_only=True)
class Undertaking:
    """A measure on the sheet: its day, and if it is done. Its words were not written for the sheet."""

    due_on: date | None
    done: bool


@dataclass(frozen=True, kw_only=True)
class Event:
    """A matter on the sheet: facts, and no words of the mail. `event` and `wish` a person wrote for it."""

    category: str  # its name
    writer: Writer
    people: int
    oral: bool
    standing: Standing
    answer_by: date
    event: str = field(default="", repr=False)
    wish: str = field(default="", repr=False)
    measures: tuple[Undertaking, ...] = ()
    answered_on: date | None = None
    result: Result | None = None
    reason: str = ""  # of the list, where it was dismissed
    outcome: Outcome | None = None
    answer: Mapping[str, str] = field(default_factory=dict, repr=False)  # to whom no letter reaches, by part


@dataclass(frozen=True, kw_only=True)
class Block:
    """A unit on the sheet, or those of one form that one person leads. `name` is empty for those without one.

    `untold`: matters that are counted and not told. `reported`: somebody has said what was heard there.
    """

    name: str
    form: str = ""
    new: int = 0
    open: int = 0
    late: int = 0
    closed: int = 0
    dismissed: int = 0
    praise: int = 0
    untold: int = 0
    more: int = 0  # matters that the sheet has no room for
    reported: bool = True
    small: bool = False  # too few pupils to tell of
    events: tuple[Event, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to report."""
        return not (self.new or self.open or self.closed)


@dataclass(frozen=True, kw_only=True)
class Shared:
    """A matter that several have written about and that is handled together."""

    category: str
    people: int
    units: int


@dataclass(frozen=True, kw_only=True)
class Apart:
    """What is counted for the whole municipality and told of no unit."""

    new: int = 0
    open: int = 0


@dataclass(frozen=True, kw_only=True)
class Line:
    """A case as those who lead the meeting need it; no category where it is sensitive."""

    number: str
    unit: str = ""
    category: str = ""
    day: date | None = None
    words: str = field(default="", repr=False)
    text: str = field(default="", repr=False)  # that was written to the complainant, names covered


@dataclass(frozen=True, kw_only=True)
class Listed:
    """Cases of one kind. `more`: those that the sheet has no room for."""

    lines: tuple[Line, ...] = ()
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class ForLeaders:
    """What the two who lead the meeting get beside the sheet."""

    late: Listed = Listed()
    at_risk: Listed = Listed()  # the right to education
    measures: Listed = Listed()  # due before the next meeting, or overdue
    dismissed: Listed = Listed()
    load: tuple[str, ...] = ()  # units whose rektor has had very many mails of one person


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How much the house has worked, about, on the cases answered from one day to another."""

    first: date
    last: date
    cases: int
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What is read round the table at a meeting. `last` is the day of the one before, where it is known."""

    meeting: date
    step: MeetingStep
    at: datetime  # of the meeting
    last: date | None
    led_by: tuple[str, ...]  # names of those who lead it
    blocks: tuple[Block, ...]
    shared: tuple[Shared, ...] = ()
    krankning: Apart = Apart()
    apart: Apart = Apart()
    effort: Effort | None = None
    leaders: ForLeaders | None = None

    @property
    def name(self) -> str:
        """By which it is stored."""
        return f"{self.meeting.isoformat()}#{self.step.value}"
