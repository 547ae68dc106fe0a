"""The clock of a case over random months: no step twice, none skipped, none outside office hours."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.model import Lane, State
from complaints.process.deadlines import clock, ladder
from tests.builders import a_case, a_judgement
from tests.lindhoj import at, lindhoj

ORGANISATION = lindhoj()
CALENDAR = ORGANISATION.calendar
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 11, 1, tzinfo=UTC)
arrivals = st.timedeltas(timedelta(0), LAST - FIRST).map(lambda since: FIRST + since)
lateness = st.lists(st.timedeltas(timedelta(0), timedelta(days=20)), min_size=1, max_size=40)


def fresh(arrived, **changes):
    case = a_case(received_at=arrived, clock_from=arrived, **changes)
    return clock.rescheduled(case, ORGANISATION)


def live(case, delays):
    """Every decision of a case's life, each tick late by the next of the delays."""
    taken = []
    for delay in delays:
        if case.due_at is None:
            break
        now = case.due_at + delay
        decision = clock.on_due(case, ORGANISATION, now)
        taken.append((now, decision))
        case = clock.reschedule(decision, ORGANISATION, now).case
    return taken, case


def test_an_ordinary_case_climbs_as_the_routine_says():
    taken, case = live(fresh(at("2026-03-10T10:00")), [timedelta(0)] * 8)
    assert [
        (f"{now.astimezone(CALENDAR.zone):%d/%m %H.%M}", decision.verdict) for now, decision in taken
    ] == [
        ("12/03 07.30", "reminder-2"),
        ("17/03 07.30", "reminder-5"),
        ("18/03 07.30", "escalation-coordinator"),
        ("20/03 07.30", "escalation-deputy_head"),
        ("20/03 07.30", "late_answer"),
        ("24/03 07.30", "escalation-head"),
        ("31/03 07.30", "again-1"),
        ("09/04 07.30", "again-2"),
    ]
    assert case.due_at == at("2026-04-16T07:30")


@settings(max_examples=150, deadline=None)
@given(arrivals, lateness)
def test_each_step_is_taken_or_noted_exactly_once(arrived, delays):
    case = fresh(arrived)
    taken, case = live(case, [*delays, *[timedelta(0)] * 9])
    *every, to_come = [step.name for step in ladder.steps(case, ORGANISATION)]
    late = f"late-{case.answer_by}"
    assert [step for step in case.steps if step != late] == every
    assert case.steps.count(late) <= 1
    assert to_come == f"again-{len(every) - 4}"
    notes = [entry for _, decision in taken for entry in decision.entries if entry.what == "passed_over"]
    own = [decision for _, decision in taken if decision.verdict != "late_answer"]
    assert len(own) + len(notes) == len(every)


@settings(max_examples=150, deadline=None)
@given(arrivals, lateness)
def test_nothing_is_mailed_outside_office_hours_or_before_its_time(arrived, delays):
    taken, _ = live(fresh(arrived), delays)
    for now, decision in taken:
        hours = [letter.not_before for letter in decision.letters]
        hours += [decision.nudge.not_before] if decision.nudge else []
        assert all(CALENDAR.in_office_hours(hour) and hour >= now for hour in hours)


@settings(max_examples=100, deadline=None)
@given(arrivals)
def test_an_answered_case_is_asked_twice_and_then_let_go(answered):
    case = fresh(answered, state=State.ANSWERED, answered_at=answered)
    taken, case = live(case, [timedelta(0)] * 9)
    assert [decision.verdict for _, decision in taken] == ["follow_up", "follow_up_reminder", "no reply"]
    assert (case.state, case.due_at) == (State.EVALUATED, None)


def test_a_second_message_about_a_step_does_nothing():
    case = fresh(at("2026-03-10T10:00"))
    decision = clock.on_due(case, ORGANISATION, case.due_at)
    stored = clock.rescheduled(decision.case, ORGANISATION)
    assert clock.on_due(stored, ORGANISATION, case.due_at) is None


def test_a_date_that_moved_is_only_written_down():
    case = replace(fresh(at("2026-03-10T10:00")), due_at=at("2026-03-11T07:30"))
    decision = clock.on_due(case, ORGANISATION, at("2026-03-11T07:30"))
    assert decision.case.due_at == at("2026-03-12T07:30")
    assert (decision.letters, decision.nudge, decision.entries) == ((), None, ())


def test_praise_has_no_clock_and_a_kranking_is_never_asked_about():
    assert fresh(at("2026-03-10T10:00"), judgement=a_judgement(lane=Lane.PRAISE)).due_at is None
    krankning = a_judgement(lane=Lane.COMPLAINT, also=(Lane.KRANKNING,))
    assert fresh(at("2026-03-10T10:00"), state=State.ANSWERED, judgement=krankning).due_at is None


def test_a_coordinator_is_not_told_of_her_own_lateness():
    case = fresh(at("2026-03-10T10:00"), owner="sektorsamordnare")
    taken, _ = live(case, [timedelta(0)] * 3)
    assert [bool(decision.nudge) for _, decision in taken] == [True, True, True]
