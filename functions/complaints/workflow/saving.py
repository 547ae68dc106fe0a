"""What every story does around its decision: retry while the case changes, keep it, wake what is ready."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from complaints.model import Decision, LetterRef
from complaints.organisation import Organisation
from complaints.process.deadlines import clock, ladder
from complaints.workflow.ports import (
    AlreadyDealtWithError,
    Bell,
    ConflictError,
    ReminderClosedError,
    Store,
)

T = TypeVar("T")

MOST_TRIES = 10


def retry_on_conflict(attempt: Callable[[], T]) -> T:
    """Decide anew while the case changes under our hands; the last conflict rises and the queue retries."""
    for _ in range(MOST_TRIES - 1):
        try:
            return attempt()
        except ConflictError:
            continue
    return attempt()


def keep(store: Store, decision: Decision, organisation: Organisation, now: datetime) -> Decision:
    """Store all of a decision, its cases' clocks set anew; returns it as stored. Raises as `Store.save` does.

    A line that comes after its day's mail has left goes into the next working day's.
    """
    for change in decision.ahead:
        keep(store, Decision(verdict=decision.verdict, beside=(change,)), organisation, now)
    rescheduled = clock.reschedule(decision, organisation, now)
    try:
        store.save(rescheduled, now)
    except ReminderClosedError:
        if decision.nudge is None:
            raise
        nudge = ladder.postponed(decision.nudge, organisation)
        return keep(store, replace(decision, nudge=nudge, ahead=()), organisation, now)
    return rescheduled


def wake(bell: Bell, decision: Decision, now: datetime) -> None:
    """Wake the letters whose hour has come; the tick finds the others, and any that this misses."""
    changes = (*decision.ahead, *decision.changes)
    letters = [(change.case.id, letter) for change in changes for letter in change.letters]
    if decision.case is None:
        letters += [("", letter) for letter in decision.letters]
    ready = [LetterRef(case_id=id_, name=letter.name) for id_, letter in letters if letter.not_before <= now]
    bell.letters(ready, now)


def tell_once(store: Store, bell: Bell, told: Decision, organisation: Organisation, now: datetime) -> None:
    """Tell somebody of something, unless that was done already."""
    with suppress(AlreadyDealtWithError):
        wake(bell, keep(store, told, organisation, now), now)
