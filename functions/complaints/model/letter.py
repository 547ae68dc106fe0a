"""What leaves the house, before it has words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from complaints.model.case import Complainant


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One outgoing mail before it has words. `name` is unique within its case, so it leaves once.

    `to` and `copies` are role ids, or "complainant", "forwarder" or "writer"; who holds a role is looked up
    when it is written.
    A letter without one case of its own, such as the collected reminder, speaks of `cases` or of none.
    """

    name: str
    template: str
    to: str
    copies: tuple[str, ...] = ()
    not_before: datetime
    facts: Mapping[str, str] = field(default_factory=dict)  # values for the template, never templates
    quote: str = ""  # foreign text the letter shows
    encloses: str = ""  # key of a raw mail whose attachments go along
    repeats: str = (
        ""  # name of an earlier letter of the case whose quote, facts and attachments it shows again
    )
    cases: tuple[str, ...] = ()
    addressee: Complainant | None = None  # who "writer" is: somebody whose mail belongs to no case
    attempts: int = 0  # how often it was claimed
    for_roles: tuple[str, ...] = ()  # who alone may know that it was sent; empty: whoever may read the case
    in_person: bool = False  # to the role's own holder, also while away: it answers that person's mail


COMPLAINANT = "complainant"
FORWARDER = "forwarder"
WRITER = "writer"


@dataclass(frozen=True, kw_only=True)
class LetterRef:
    """Where an outbox row is found: a case and the letter's name, or no case and the outbox id."""

    case_id: str
    name: str


class LetterState(StrEnum):
    """Where an outbox row stands. A claim that is never released runs out (see the store)."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    REFUSED = "refused"  # SES will never take it
    DROPPED = "dropped"  # there was nothing left to say


@dataclass(frozen=True, kw_only=True)
class Due:
    """Something whose time has come: a case whose clock wants something, a letter, or a meeting."""

    since: datetime
    case_id: str = ""
    letter: LetterRef | None = None
    meeting: bool = False


@dataclass(frozen=True, kw_only=True)
class Tick:
    """When the clock ticked, and for which version of the organisation all clocks were set then."""

    at: datetime | None = None  # None: never
    organisation: str = ""
    place: Mapping[str, str] = field(default_factory=dict)  # how far that has come; empty: all are
    again: bool = False  # it changed on the way: then they are set once more
    untold: str = ""  # where in the list of what is due it stopped for lack of room; empty: it told of all


@dataclass(frozen=True, kw_only=True)
class Nudge:
    """A line for a case in the one mail of its kind that a role gets that day."""

    role: str
    day: date
    not_before: datetime
    template: str = "reminder"


@dataclass(frozen=True, kw_only=True)
class SendResult:
    """What became of a claimed letter. `message_ids` are ours and the one SES gave it."""

    letter: LetterRef
    state: LetterState
    message_ids: tuple[str, ...] = ()
