"""How the meetings of those who lead units come and go. A `date` is a day in Europe/Stockholm."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class MeetingStep(StrEnum):
    """What is sent before a meeting, in this order where it falls together."""

    REMINDER = "reminder"  # to those who lead units: was anything told by word of mouth?
    LEADERS = "leaders"  # the sheet for the two who lead the meeting, with what they decide on
    SHEET = "sheet"  # the sheet for everybody else


@dataclass(frozen=True, kw_only=True)
class DueStep:
    """A step of a meeting (its day), and when it is to be taken."""

    step: MeetingStep
    meeting: date
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Nothing:
    """Somebody who leads a unit says that nothing was told by word of mouth before that meeting."""

    role: str
    meeting: date


@dataclass(frozen=True, kw_only=True)
class Meetings:
    """How far the meetings have come: one row. `version` is that of the stored row, 0 when there is none yet.

    Nothing is sent that was to be sent before `since`. `told` are the roles that have got the letter of
    the step `half_done`, which takes more than one transaction.
    """

    version: int = 0
    since: datetime | None = None
    due_at: datetime | None = None
    done: tuple[DueStep, ...] = ()  # the latest of them
    half_done: DueStep | None = None
    told: tuple[str, ...] = ()
    nothing: tuple[Nothing, ...] = ()
