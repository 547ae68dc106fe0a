"""When what is sent before a leaders' meeting is sent. Days on which nobody works are passed backwards.

The reminder goes the Thursday before, the sheet on the Monday of the meeting's week, or before it where the
meeting begins no later; the copy of those who lead it on the working day before the meeting; each when the
office opens. A reminder comes at least a working day before the sheet, or its answers would come too late.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from complaints.calendar import BeyondCalendarError, Calendar
from complaints.model import DueStep, Meetings, MeetingStep
from complaints.organisation import Organisation

THURSDAY_BEFORE = timedelta(days=-4)  # from the Monday of the week
LOOKED_AT = 2  # meetings ahead: the steps of a later one lie behind theirs
REMEMBERED = 12  # steps that were taken


def meetings_from(day: date, organisation: Organisation) -> Iterator[date]:
    """The meetings that are held from that day on, as far as the calendar reaches; none on a free day."""
    rhythm, calendar = organisation.meetings, organisation.calendar
    if rhythm is None:
        return
    for meeting in rhythm.held(max(day, calendar.first), calendar.last):
        if calendar.is_working_day(meeting):
            yield meeting


def begins(meeting: date, organisation: Organisation) -> datetime:
    """When a meeting begins, in UTC. Only for an organisation that has meetings."""
    if organisation.meetings is None:
        raise ValueError("the organisation file has no meetings")
    return organisation.calendar.at(meeting, organisation.meetings.hour)


def before(meeting: date, organisation: Organisation) -> date | None:
    """The meeting before that one, if it was held within the calendar."""
    rhythm = organisation.meetings
    earliest = meetings_from(rhythm.first, organisation) if rhythm else iter(())
    return max((day for day in earliest if day < meeting), default=None)


def coming(now: datetime, organisation: Organisation) -> date | None:
    """The next meeting that has not begun."""
    return next(_ahead(now, organisation), None)


def steps(meeting: date, organisation: Organisation) -> tuple[DueStep, ...]:
    """What is sent before a meeting, in order. Raises BeyondCalendarError at the edge of the calendar."""
    calendar = organisation.calendar
    monday = meeting - timedelta(days=meeting.weekday())
    sheet = _latest(monday, calendar)
    if calendar.opening(sheet) >= begins(meeting, organisation):
        sheet = calendar.add_working_days(sheet, -1)
    reminder = min(_latest(monday + THURSDAY_BEFORE, calendar), calendar.add_working_days(sheet, -1))
    leaders = calendar.add_working_days(meeting, -1)
    days = {MeetingStep.REMINDER: reminder, MeetingStep.LEADERS: leaders, MeetingStep.SHEET: sheet}
    found = (DueStep(step=step, meeting=meeting, at=calendar.opening(day)) for step, day in days.items())
    return tuple(sorted(found, key=lambda step: step.at))


def lying_ahead(state: Meetings, organisation: Organisation, now: datetime) -> list[DueStep]:
    """What is still to be sent, the next first. What is too late is passed over: the next sheet tells it."""
    taken = {(step.step, step.meeting) for step in state.done}
    found = []
    for meeting in islice(_ahead(now, organisation), LOOKED_AT):
        try:
            planned = steps(meeting, organisation)
        except BeyondCalendarError:
            continue
        of_sheet = covered_to(meeting, organisation)
        found += [
            step
            for step in planned
            if (step.step, meeting) not in taken
            and not (state.since and step.at < state.since)
            and not (step.step is MeetingStep.REMINDER and of_sheet <= now)
        ]
    return sorted(found, key=lambda step: step.at)


def sheet_before(meeting: date, state: Meetings, organisation: Organisation) -> DueStep | None:
    """The sheet that a meeting's continues from: the last sent, else the last planned before Lyhörd's time.

    One that ends where this one does was for the same meeting, which was moved since.
    """
    until = covered_to(meeting, organisation)
    earlier_ones = (s for s in state.done if s.step is MeetingStep.SHEET and s.meeting < meeting)
    sent = [step for step in earlier_ones if step.at < until]
    if sent:
        return max(sent, key=lambda step: step.meeting)
    rhythm = organisation.meetings
    earlier = [m for m in meetings_from(rhythm.first, organisation) if m < meeting] if rhythm else []
    planned = (_sheet(m, organisation) for m in reversed(earlier))
    return next((step for step in planned if state.since is None or step.at <= state.since), None)


def covered_to(meeting: date, organisation: Organisation) -> datetime:
    """Until when a sheet tells: what comes later is for the next one, so that nothing is told twice."""
    return _sheet(meeting, organisation).at


def _sheet(meeting: date, organisation: Organisation) -> DueStep:
    return next(step for step in steps(meeting, organisation) if step.step is MeetingStep.SHEET)


def _ahead(now: datetime, organisation: Organisation) -> Iterator[date]:
    today = organisation.calendar.day_of(now)
    return (m for m in meetings_from(today, organisation) if begins(m, organisation) > now)


def _latest(day: date, calendar: Calendar) -> date:
    """The day itself, or the last working day before it."""
    return day if calendar.is_working_day(day) else calendar.add_working_days(day, -1)
