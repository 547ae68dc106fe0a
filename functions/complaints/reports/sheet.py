"""The sheet of a meeting: cases, organisation and calendar → what is read round the table."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from complaints.calendar import ONE_DAY
from complaints.model import Apart, Case, DueStep, Meetings, MeetingStep, Nothing, Shared, Sheet
from complaints.organisation import Organisation
from complaints.process.confidentiality.anonymity import person
from complaints.reports.blocks import blocks
from complaints.reports.effort import effort, is_of, months_told
from complaints.reports.leaders import for_leaders
from complaints.reports.period import Period
from complaints.reports.steps import begins, covered_to, meetings_from, sheet_before
from complaints.reports.treatment import Treatment, treatment_of

A_FIRST_SHEET = timedelta(days=14)  # where there is none that it could go on from


def period_of(step: DueStep, state: Meetings, organisation: Organisation, now: datetime) -> Period:
    """The time of which the sheet of a step tells."""
    until = covered_to(step.meeting, organisation)
    last = sheet_before(step.meeting, state, organisation)
    return Period(
        since=last.at if last else until - A_FIRST_SHEET,
        until=until,
        today=organisation.calendar.day_of(now),
    )


def wanted(
    cases: Iterable[Case], step: DueStep, state: Meetings, organisation: Organisation, now: datetime
) -> list[Case]:
    """Those of many cases that the sheet of a step may have anything to do with."""
    period, months = period_of(step, state, organisation, now), months_told(step.meeting, organisation)

    def is_wanted(case: Case) -> bool:
        waits = any(errand.done_at is None for errand in case.errands)
        heavy = case.load_told_at is not None and case.load_told_at >= period.since
        return period.concerns(case) or waits or heavy or is_of(case, months, organisation)

    return list(filter(is_wanted, cases))


def sheet_of(
    cases: Sequence[Case], step: DueStep, state: Meetings, organisation: Organisation, now: datetime
) -> Sheet:
    """The sheet as it is when it is made. `cases` are all that may have anything to do with its time."""
    period, posts = period_of(step, state, organisation, now), organisation.posts
    last = sheet_before(step.meeting, state, organisation)
    said = [said.role for said in still_said(step, state, organisation)]
    leaders = (organisation.role(post).holder.name for post in (posts.deputy_head, posts.head))
    sheet = Sheet(
        meeting=step.meeting,
        step=step.step,
        at=begins(step.meeting, organisation),
        last=last.meeting if last else None,
        led_by=tuple(dict.fromkeys(leaders)),
        blocks=blocks(cases, _turn(step, organisation), said, period, organisation),
        shared=_shared(cases, period, organisation),
        krankning=_counted(cases, Treatment.KRANKNING, period),
        apart=_counted(cases, Treatment.APART, period),
        effort=effort(cases, months_told(step.meeting, organisation), organisation),
    )
    if step.step is not MeetingStep.LEADERS:
        return sheet
    following = next(meetings_from(step.meeting + ONE_DAY, organisation), None)
    return replace(sheet, leaders=for_leaders(cases, period, following, organisation))


def still_said(step: DueStep, state: Meetings, organisation: Organisation) -> tuple[Nothing, ...]:
    """What was said for this meeting, or for it before it was moved: not for the sheet before."""
    last = sheet_before(step.meeting, state, organisation)
    return tuple(said for said in state.nothing if last is None or said.meeting > last.meeting)


def _turn(step: DueStep, organisation: Organisation) -> int:
    """By how many seats the order has turned since the first meeting."""
    return organisation.meetings.number(step.meeting) if organisation.meetings else 0


def _counted(cases: Sequence[Case], treatment: Treatment, period: Period) -> Apart:
    found = [case for case in cases if treatment_of(case) is treatment]
    return Apart(new=sum(map(period.is_new, found)), open=sum(map(period.is_open, found)))


def _shared(cases: Sequence[Case], period: Period, organisation: Organisation) -> tuple[Shared, ...]:
    """What several have written about, where all of it may be told. One who wrote twice is one."""
    matters: dict[str, list[Case]] = {}
    for case in cases:
        if case.joint and period.concerns(case) and treatment_of(case) is Treatment.TOLD:
            matters.setdefault(case.joint, []).append(case)
    return tuple(_together(found, organisation) for found in matters.values() if len(found) > 1)


def _together(cases: Sequence[Case], organisation: Organisation) -> Shared:
    people = {person(case): case.complainants for case in cases}
    return Shared(
        category=organisation.category(cases[0].judgement.category).name["sv"],
        people=sum(people.values()),
        units=len({case.judgement.unit for case in cases}),
    )
