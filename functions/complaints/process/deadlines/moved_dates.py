"""The dates promised to a complainant move when a day becomes free after they were promised.

`Case.counted` remembers over which free weekdays the dates were counted. A date never moves to an
earlier day: what was promised is kept.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from complaints.model import COMPLAINANT, UNANSWERED, Case, Counted, Decision, Entry, Letter
from complaints.organisation import Organisation
from complaints.policy import Clock, policy_of
from complaints.process.deadlines.timers import Timer
from complaints.process.outgoing.ways import Outlet, outlet


def counted(case: Case, organisation: Organisation) -> Case:
    """The case with the free weekdays of its newest promise; one that stands since longer keeps its own."""
    if case.counted and case.counted.to == case.answer_by:
        return case
    over = _free_weekdays(case, case.answer_by, organisation)
    return replace(case, counted=Counted(to=case.answer_by, over=over))


def timers(case: Case, organisation: Organisation) -> list[Timer]:
    """At once, when a day before the promised date has become free."""
    counts = policy_of(case.judgement).clock not in (Clock.NOTHING, Clock.MONTH)
    waits = case.state in UNANSWERED and counts and not case.merged_into
    added = _added(case, organisation) if waits else ()
    return [Timer("dates_moved", case.clock_from)] if added else []


def take(case: Case, _ripe: Sequence[Timer], organisation: Organisation, now: datetime) -> Decision:
    """Move the dates that still lie ahead and tell why; a day that has passed moves nothing any more."""
    calendar = organisation.calendar
    today = calendar.day_of(now)
    added = [day for day in _added(case, organisation) if day >= today]
    first_contact_by = _later(case.first_contact_by, added, organisation)
    answer_by = _later(case.answer_by, added, organisation)
    before, case = case, replace(case, first_contact_by=first_contact_by, answer_by=answer_by)
    case = counted(replace(case, counted=None), organisation)
    if answer_by == before.answer_by:
        return Decision(verdict="no date moved", case=case)
    free = ", ".join(day.isoformat() for day in added)
    facts = {"before": before.answer_by.isoformat(), "free": free, "named": calendar.free_days[added[0]]}
    hour = calendar.next_office_moment(now)
    name = f"dates_moved-{case.entries + 1}"
    is_told = outlet(case) is not Outlet.NOTHING and bool(policy_of(case.judgement).letter)
    letters = [
        Letter(
            name=f"{name}-owner",
            template="dates_moved_owner",
            to=case.owner,
            not_before=hour,
            facts=facts if is_told else facts | {"unsent": "yes"},
        )
    ]
    if is_told:
        letters.append(
            Letter(name=name, template="dates_moved", to=COMPLAINANT, not_before=hour, facts=facts)
        )
    entry = Entry(
        what="dates_moved",
        by="lyhörd",
        why=f"free since: {free}",
        happened_at=now,
        facts={"answer_by": answer_by.isoformat()},
    )
    return Decision(verdict="dates moved", case=case, entries=(entry,), letters=tuple(letters))


def _added(case: Case, organisation: Organisation) -> tuple[date, ...]:
    known = case.counted
    if known is None or known.to != case.answer_by:
        return ()
    return tuple(day for day in _free_weekdays(case, known.to, organisation) if day not in known.over)


def _free_weekdays(case: Case, to: date, organisation: Organisation) -> tuple[date, ...]:
    """Free days that are no weekend, after the day the clock started and up to a day."""
    start = organisation.calendar.day_of(case.clock_from)
    days = (start + timedelta(days=n) for n in range(1, (to - start).days + 1))
    return tuple(day for day in days if day in organisation.calendar.free_days)


def _later(promised: date, added: Sequence[date], organisation: Organisation) -> date:
    """As many working days later as days before it became free."""
    moved = promised
    for _ in (day for day in added if day <= promised):
        moved = organisation.calendar.add_working_days(moved, 1)
    return moved
