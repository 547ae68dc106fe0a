"""A meeting of those who lead units comes near: what is to be sent before it is sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from complaints.model import Case, Decision, DueStep, Meetings, MeetingStep
from complaints.organisation import Organisation
from complaints.parallel import begun
from complaints.reports import meetings
from complaints.reports.sheet import wanted
from complaints.workflow.ports import Bell, Store
from complaints.workflow.saving import keep, retry_on_conflict, wake

LOOKS_BACK = timedelta(days=365)  # for cases that still wait: the register holds them by month
AT_A_TIME = 100  # cases read


@dataclass(frozen=True, kw_only=True)
class Preparing:
    """A meeting comes near. However often it is woken, each step is taken once."""

    organisation: Organisation
    store: Store
    bell: Bell

    def prepare(self, now: datetime) -> str:
        """Take every step whose time has come, and say which."""
        verdicts, read = [], dict[date, list[Case]]()
        while decision := retry_on_conflict(lambda: self._step(read, now)):
            wake(self.bell, decision, now)
            verdicts.append(decision.verdict)
        return ", ".join(verdicts) or "no meeting to prepare"

    def _step(self, read: dict[date, list[Case]], now: datetime) -> Decision | None:
        """The next step; None when there is none, and then the next one is waited for.

        `read` are the cases of a meeting: its two sheets show the same.
        """
        state = self.store.meetings()
        if step := meetings.ripe(state, self.organisation, now):
            if step.step is not MeetingStep.REMINDER and step.meeting not in read:
                read[step.meeting] = self._cases(step, state, now)
            cases = read.get(step.meeting, [])
            decision = meetings.taken(step, cases, state, self.organisation, now)
            return keep(self.store, decision, self.organisation, now)
        waiting = meetings.rescheduled(state, self.organisation, now)
        if waiting != state and (self.organisation.meetings or state.version):
            keep(self.store, Decision(verdict="meeting awaited", meetings=waiting), self.organisation, now)
        return None

    def _cases(self, step: DueStep, state: Meetings, now: datetime) -> list[Case]:
        """The cases that a sheet may tell of: those that wait, and those of its time."""
        return wanted(self._registered(now), step, state, self.organisation, now)

    def _registered(self, now: datetime) -> Iterator[Case]:
        """All cases of a year, a page at a time: a surge of thousands is never in memory at once."""
        day = self.organisation.calendar.day_of
        first, last = day(now - LOOKS_BACK), day(now)
        months = dict.fromkeys(f"{first + timedelta(days=n):%Y-%m}" for n in range((last - first).days + 1))
        asked = [begun(partial(self._ids_in, month)) for month in months]
        for answer in asked:
            ids = answer()
            for start in range(0, len(ids), AT_A_TIME):
                yield from self.store.cases(ids[start : start + AT_A_TIME])

    def _ids_in(self, month: str) -> tuple[str, ...]:
        return tuple(self.store.cases_in(month))
