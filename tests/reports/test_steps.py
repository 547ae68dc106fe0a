"""When what is sent before a leaders' meeting is sent: the municipality's plan, and any plan over years."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.calendar import Rhythm
from complaints.model import Meetings, MeetingStep
from complaints.reports import meetings
from complaints.reports.steps import before, begins, coming, meetings_from, steps
from tests.lindhoj import at, lindhoj

LINDHOJ = lindhoj()
CALENDAR = LINDHOJ.calendar
REMINDER, LEADERS, SHEET = MeetingStep.REMINDER, MeetingStep.LEADERS, MeetingStep.SHEET
FORTNIGHT = timedelta(days=14)


def planned(until):
    days = meetings_from(date(2026, 1, 1), LINDHOJ)
    return [f"{day.day}/{day.month}" for day in days if day <= until]


def local(instant):
    return f"{instant.astimezone(CALENDAR.zone):%d/%m %H.%M}"


def test_the_meetings_of_2026_are_those_of_the_plan_also_across_week_53():
    assert planned(date(2027, 1, 26)) == [
        "13/1", "27/1", "10/2", "24/2", "10/3", "24/3", "7/4", "21/4", "5/5", "19/5", "2/6", "16/6",
        "11/8", "25/8", "8/9", "22/9", "6/10", "20/10", "3/11", "17/11", "1/12", "15/12", "12/1", "26/1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("meeting", "reminder", "sheet"),
    [
        ("2026-03-24", "19/03 07.30", "23/03 07.30"),
        ("2026-04-07", "01/04 07.30", "02/04 07.30"),  # annandag påsk; the reminder comes a day before
        ("2026-05-19", "13/05 07.30", "18/05 07.30"),  # Kristi himmelsfärdsdag
        ("2026-10-20", "15/10 07.30", "19/10 07.30"),  # before the clocks change
        ("2026-11-03", "29/10 07.30", "02/11 07.30"),  # and after
    ],
)
def test_what_is_sent_comes_when_the_office_opens_and_never_on_a_free_day(meeting, reminder, sheet):
    found = {step.step: local(step.at) for step in steps(date.fromisoformat(meeting), LINDHOJ)}
    assert found == {REMINDER: reminder, SHEET: sheet, LEADERS: sheet}


def test_the_copy_of_those_who_lead_a_later_meeting_comes_the_day_before_it():
    thursday = replace(LINDHOJ, meetings=replace(LINDHOJ.meetings, first=date(2026, 1, 15)))
    found = {step.step: local(step.at) for step in steps(date(2026, 3, 26), thursday)}
    assert found == {REMINDER: "19/03 07.30", SHEET: "23/03 07.30", LEADERS: "25/03 07.30"}


@pytest.mark.parametrize(("hour", "sheet"), [(7, "20/03 07.30"), (8, "23/03 07.30")])
def test_the_sheet_of_a_meeting_early_on_monday_comes_before_it(hour, sheet):
    monday = replace(LINDHOJ, meetings=replace(LINDHOJ.meetings, first=date(2026, 1, 12), hour=time(hour)))
    found = {step.step: local(step.at) for step in steps(date(2026, 3, 23), monday)}
    assert found[SHEET] == sheet
    assert found[REMINDER] == "19/03 07.30"


def test_the_last_meeting_is_the_one_that_was_held():
    assert before(date(2026, 8, 11), LINDHOJ) == date(2026, 6, 16)
    assert before(date(2027, 1, 12), LINDHOJ) == date(2026, 12, 15)
    assert before(date(2026, 1, 13), LINDHOJ) is None


def test_a_meeting_is_coming_until_it_begins():
    assert coming(at("2026-03-24T12:59"), LINDHOJ) == date(2026, 3, 24)
    assert coming(at("2026-03-24T13:00"), LINDHOJ) == date(2026, 4, 7)
    assert coming(at("2026-03-24T12:59"), replace(LINDHOJ, meetings=None)) is None


# --- Any plan, any clock ----------------------------------------------------------------------------

days = st.dates(date(2025, 3, 1), date(2034, 1, 1))


@st.composite
def rhythms(draw):
    starts = draw(st.lists(days, max_size=4))
    pauses = tuple((start, start + timedelta(days=draw(st.integers(0, 60)))) for start in starts)
    hour = time(draw(st.integers(6, 16)))
    return Rhythm(first=draw(days), hour=hour, every_days=14, pauses=pauses)


@given(rhythms(), days, st.integers(0, 900))
def test_meetings_lie_whole_fortnights_apart_and_none_in_a_pause_or_missing(rhythm, start, length):
    end = start + timedelta(days=length)
    held = list(rhythm.held(start, end))
    assert all(start <= day <= end and day >= rhythm.first for day in held)
    assert all((day - rhythm.first) % FORTNIGHT == timedelta(0) for day in held)
    every = {rhythm.first + n * FORTNIGHT for n in range((end - rhythm.first).days // 14 + 1)}
    paused = {day for day in every if any(first <= day <= last for first, last in rhythm.pauses)}
    assert set(held) == {day for day in every - paused if day >= start}


def live(organisation, start, waits):
    """All steps taken by a clock that looks so long after each was due."""
    state = meetings.rescheduled(Meetings(), organisation, start)
    taken, now = [], start
    for wait in waits:
        if state.due_at is None:
            break
        now = max(now, state.due_at) + wait
        while step := meetings.ripe(state, organisation, now):
            state = meetings.taken(step, [], state, organisation, now).meetings
            taken.append((step, now))
        state = meetings.rescheduled(state, organisation, now)
    return taken


starts = st.timedeltas(timedelta(0), timedelta(days=3000)).map(
    lambda since: datetime(2025, 4, 1, tzinfo=UTC) + since
)
delays = st.lists(st.timedeltas(timedelta(0), timedelta(days=20)), min_size=1, max_size=30)


@settings(deadline=None, max_examples=60)
@given(rhythms(), starts, delays)
def test_each_step_is_taken_once_never_early_never_after_its_meeting(rhythm, start, waits):
    organisation = replace(LINDHOJ, meetings=rhythm)
    taken = live(organisation, start, waits)
    names = [(step.step, step.meeting) for step, _ in taken]
    assert len(names) == len(set(names))
    assert all(step.at <= now < begins(step.meeting, organisation) for step, now in taken)
    assert all(step.at >= start and CALENDAR.in_office_hours(step.at) for step, _ in taken)


@settings(deadline=None, max_examples=60)
@given(rhythms(), starts)
def test_a_clock_in_time_skips_none(rhythm, start):
    organisation = replace(LINDHOJ, meetings=rhythm)
    taken = {(step.step, step.meeting) for step, _ in live(organisation, start, [timedelta(0)] * 12)}
    last = max((meeting for _, meeting in taken), default=None)
    between = [day for day in meetings_from(start.date(), organisation) if last and day < last]
    due = {(s.step, s.meeting) for day in between for s in steps(day, organisation) if s.at >= start}
    assert due <= taken
