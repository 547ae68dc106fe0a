"""The clock of a case. A case may wait for several things at once; its one due time is the earliest of them,
or the instant at which it was stored too late for that.

Each source of timers says what still lies ahead of a case, and takes what has become due. What waits for
nothing is not due, and a clock that comes late or twice finds the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from complaints.model import Case, Decision
from complaints.organisation import Organisation
from complaints.process import errands
from complaints.process.arrival import quarantine
from complaints.process.deadlines import (
    held_mails,
    ladder,
    lane_clock,
    moved_dates,
    overdue,
    pausing,
)
from complaints.process.deadlines.timers import Timer
from complaints.process.outgoing import leaving
from complaints.process.owners import standing_in


@dataclass(frozen=True)
class Source:
    """Where timers come from, and who takes the ripe ones, all of them at once."""

    timers: Callable[[Case, Organisation], list[Timer]]
    take: Callable[[Case, Sequence[Timer], Organisation, datetime], Decision]


SOURCES = (  # the first with something ripe goes first
    Source(leaving.timers, leaving.take),
    Source(quarantine.timers, quarantine.take),
    Source(moved_dates.timers, moved_dates.take),
    Source(standing_in.timers, standing_in.take),
    Source(pausing.timers, pausing.take),
    Source(errands.timers, errands.take),
    Source(lane_clock.timers, lane_clock.take),
    Source(ladder.timers, ladder.take),  # before the next, which says who knows
    Source(overdue.timers, overdue.take),
    Source(held_mails.timers, held_mails.take),
)


def is_due(case: Case | None, now: datetime) -> bool:
    """Whether a case, as it is stored, waits for something whose time has come."""
    return case is not None and case.due_at is not None and case.due_at <= now


def on_due(case: Case, organisation: Organisation, now: datetime) -> Decision | None:
    """Take what one source has due at `now`; None when nothing is, as after a second message about it.

    What the others have stays due. A case found due by a date that has since moved only gets its new date.
    """
    for source in SOURCES:
        ripe = [timer for timer in source.timers(case, organisation) if timer.at <= now]
        if ripe:
            return source.take(case, ripe, organisation, now)
    moved = rescheduled(case, organisation)
    return Decision(verdict="date moved", case=moved) if moved != case else None


def reschedule(decision: Decision, organisation: Organisation, now: datetime) -> Decision:
    """The decision with the due time of every case that it changes: done once, where it is stored.

    What should have come before `now` is due from now on: the tick takes what is older for told already. A
    case that was due keeps its instant, or what fails for ever would seem young.
    """

    def anew(case: Case) -> Case:
        was, case = case.due_at, rescheduled(case, organisation)
        if case.due_at is None:
            return case
        told = was is not None and case.due_at <= was <= now
        return replace(case, due_at=was if told else max(case.due_at, now))

    return replace(
        decision,
        case=anew(decision.case) if decision.case else None,
        beside=tuple(replace(change, case=anew(change.case)) for change in decision.beside),
    )


def rescheduled(case: Case, organisation: Organisation) -> Case:
    """The case with the instant its clock next wants something, by the calendar as it is now."""
    case = moved_dates.counted(case, organisation)
    ahead = [timer.at for source in SOURCES for timer in source.timers(case, organisation)]
    return replace(case, due_at=min(ahead, default=None))
