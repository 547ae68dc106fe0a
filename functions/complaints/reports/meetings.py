"""What is done before a leaders' meeting: those who lead units are asked, then everybody gets the sheet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from complaints.model import Case, Decision, DueStep, Letter, Meetings, MeetingStep
from complaints.organisation import Organisation
from complaints.reports.sheet import sheet_of, still_said
from complaints.reports.steps import REMEMBERED, lying_ahead, steps

MOST_AT_ONCE = 80  # letters: a transaction holds a hundred rows
TEMPLATES = {
    MeetingStep.REMINDER: "meeting_reminder",
    MeetingStep.LEADERS: "sheet_leaders",
    MeetingStep.SHEET: "sheet",
}


def ripe(state: Meetings, organisation: Organisation, now: datetime) -> DueStep | None:
    """The step whose time has come, the earliest of several."""
    ahead = lying_ahead(state, organisation, now)
    return ahead[0] if ahead and state.since and ahead[0].at <= now else None


def rescheduled(state: Meetings, organisation: Organisation, now: datetime) -> Meetings:
    """The meetings with the instant of the next step, by the file and the calendar as they are now."""
    state = replace(state, since=state.since or now)
    ahead = lying_ahead(state, organisation, now)
    return replace(state, due_at=ahead[0].at if ahead else None)


def taken(
    step: DueStep, cases: Sequence[Case], state: Meetings, organisation: Organisation, now: datetime
) -> Decision:
    """The letters of a step. What one transaction cannot hold stays due for the next one."""
    told_before = state.told if _is_same(step, state.half_done) else ()
    everybody = [role for role in recipients(step, organisation, now) if role not in told_before]
    told = everybody[:MOST_AT_ONCE]
    sheet = None if step.step is MeetingStep.REMINDER else sheet_of(cases, step, state, organisation, now)
    facts = {"meeting": step.meeting.isoformat()} | ({"sheet": sheet.name} if sheet else {})
    letters = tuple(
        Letter(
            name=f"{step.step}-{step.meeting.isoformat()}-{role}",
            template=TEMPLATES[step.step],
            to=role,
            not_before=now,
            facts=facts | ({"asks_missing": "yes"} if role == organisation.posts.coordinator else {}),
        )
        for role in told
    )
    if len(told) < len(everybody):
        after = replace(state, half_done=step, told=(*told_before, *told))
    else:
        nothing = still_said(step, state, organisation)
        done = (*state.done, step)[-REMEMBERED:]
        after = replace(state, done=done, half_done=None, told=(), nothing=nothing)
    verdict = f"{step.step} of the meeting"
    return Decision(
        verdict=verdict, meetings=rescheduled(after, organisation, now), sheet=sheet, letters=letters
    )


def _is_same(step: DueStep, other: DueStep | None) -> bool:
    """Whether both are one step, whose hour may have been moved."""
    return other is not None and (step.step, step.meeting) == (other.step, other.meeting)


def recipients(step: DueStep, organisation: Organisation, now: datetime) -> list[str]:
    """The roles that get a step's letter; whoever acts for two of them gets it once."""
    posts = organisation.posts
    leaders = [posts.deputy_head, posts.head]
    heads = [unit.head for unit in organisation.units.values()]
    others = {
        MeetingStep.REMINDER: heads,
        MeetingStep.LEADERS: leaders,
        MeetingStep.SHEET: [*heads, posts.coordinator, *filter(None, [posts.development])],
    }
    day = organisation.calendar.day_of(now)
    acting = {organisation.acting(role, day).id: role for role in reversed(others[step.step])}
    if step.step is MeetingStep.SHEET and _copies_leave_with_it(step, organisation):
        for leader in leaders:
            acting.pop(organisation.acting(leader, day).id, None)
    return list(reversed(acting.values()))


def _copies_leave_with_it(step: DueStep, organisation: Organisation) -> bool:
    """Whether those who lead the meeting get their copy, which has all of the sheet, at the same time."""
    hours = {planned.step: planned.at for planned in steps(step.meeting, organisation)}
    return hours[MeetingStep.LEADERS] == hours[MeetingStep.SHEET]
