"""What mail changes in the organisation between two pushes of its file: who is away, and new topics."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Absence:
    """The holder of a role is away, `first` and `last` day included; `deputy` (a role id) is asked first."""

    role: str
    first: date
    last: date
    deputy: str = ""
    school_break: str = ""  # its name, when the role is away because the schools are closed


@dataclass(frozen=True, kw_only=True)
class Presence:
    """The holder of a role is there on these days, though the pushed file says away: in a school break."""

    role: str
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Silent:
    """A mailbox answers by itself that its owner is away: the coordinator was asked about it that day."""

    role: str
    asked_on: date


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A category made by mail for a surge, such as "smittspridning".

    `words` are in the pattern language; one that has ended has none, and keeps its name.
    """

    code: str
    name: str
    words: tuple[str, ...]
    since: date


@dataclass(frozen=True, kw_only=True)
class Amendments:
    """All of them. `version` is that of the stored row, 0 when there is none yet."""

    version: int = 0
    absences: tuple[Absence, ...] = ()
    topics: tuple[Topic, ...] = ()
    silent: tuple[Silent, ...] = ()
    present: tuple[Presence, ...] = ()
