"""What is asked again, over random nights and months: nothing twice, nothing out of hours but alarms."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.model import Errand, ErrandKind, Lane
from complaints.process import errands
from complaints.process.deadlines import clock
from complaints.process.errands.opening import begun
from tests.builders import a_case, a_judgement
from tests.lindhoj import lindhoj

ORGANISATION = lindhoj()
CALENDAR = ORGANISATION.calendar
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 6, 1, tzinfo=UTC)
arrivals = st.timedeltas(timedelta(0), LAST - FIRST).map(lambda since: FIRST + since)
lateness = st.lists(st.timedeltas(timedelta(0), timedelta(days=3)), min_size=5, max_size=30)


def opened(lane, arrived):
    judgement = a_judgement(lane=lane, owner="rektor-askolan", copies=("bitradande-chef",), barred=())
    case = a_case(judgement=judgement, owner="rektor-askolan", received_at=arrived, clock_from=arrived)
    case, letters = begun(case, ORGANISATION, arrived)
    return clock.rescheduled(replace(case, alarm_first=False), ORGANISATION), list(letters)


def live(case, delays):
    """Every decision of the errands' clock, each tick late by the next of the delays."""
    for delay in delays:
        ahead = errands.timers(case, ORGANISATION)
        if not ahead:
            break
        now = min(timer.at for timer in ahead) + delay
        ripe = [timer for timer in ahead if timer.at <= now]
        decision = errands.take(case, ripe, ORGANISATION, now)
        yield now, decision
        case = decision.case


@settings(max_examples=100, deadline=None)
@given(arrivals, lateness)
def test_no_letter_of_an_errand_has_the_name_of_another(arrived, delays):
    for lane in (Lane.ACUTE, Lane.KRANKNING):
        case, letters = opened(lane, arrived)
        letters += [letter for _, decision in live(case, delays) for letter in decision.letters]
        names = [letter.name for letter in letters]
        assert len(names) == len(set(names))


@settings(max_examples=100, deadline=None)
@given(arrivals, lateness)
def test_an_inquiry_is_asked_about_in_office_hours_and_a_working_week_apart(arrived, delays):
    case, _ = opened(Lane.KRANKNING, arrived)
    before = CALENDAR.day_of(arrived)
    for now, decision in live(case, delays):
        hours = {letter.not_before for letter in decision.letters}
        assert all(CALENDAR.in_office_hours(hour) and hour >= now for hour in hours)
        day = CALENDAR.day_of(now)
        assert CALENDAR.working_days_between(before, day) >= 5
        before = day


@settings(max_examples=100, deadline=None)
@given(arrivals, lateness)
def test_an_alarm_reaches_one_more_person_at_a_time_and_nobody_twice_before_the_chain_has_ended(
    arrived, delays
):
    case, letters = opened(Lane.ACUTE, arrived)
    alarmed = [letter.to for letter in letters]
    for _, decision in live(case, delays):
        to = [letter.to for letter in decision.letters]
        if set(to) <= set(alarmed):
            assert set(to) == set(alarmed)  # the chain has ended: all of them once more
            break
        assert len(to) == 1
        alarmed += to
    assert len(alarmed) == len(set(alarmed))


ASKED_FOREVER = (ErrandKind.URGED, ErrandKind.CONTACT)
ASKED_TWICE = (ErrandKind.ADVICE, ErrandKind.SEVERITY)


@settings(max_examples=50, deadline=None)
@given(arrivals, lateness, st.sampled_from((*ASKED_FOREVER, *ASKED_TWICE)))
def test_what_is_asked_of_colleagues_is_asked_in_office_hours_and_by_letters_of_their_own(
    since, delays, kind
):
    first = CALENDAR.working_day_opening(since, 2)
    errand = Errand(
        name="asked-1",
        kind=kind,
        of="rektor-askolan",
        by="bitradande-chef",
        text="x",
        due_on=CALENDAR.day_of(first),
        next_at=first,
    )
    case = a_case(errands=(errand,), clock_from=since)
    letters = [letter for _, decision in live(case, delays) for letter in decision.letters]
    names = [letter.name for letter in letters]
    assert len(names) == len(set(names))
    assert all(CALENDAR.in_office_hours(letter.not_before) for letter in letters)
    if kind in ASKED_TWICE:
        assert [letter.to for letter in letters] == ["rektor-askolan", "bitradande-chef"]


def test_an_errand_that_is_done_is_asked_about_no_more():
    case, _ = opened(Lane.ACUTE, FIRST)
    for errand in [e for e in case.errands if e.kind is ErrandKind.SEEN]:
        case = errands.done(case, errand, FIRST)
    assert errands.timers(case, ORGANISATION) == []
