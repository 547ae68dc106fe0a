"""A day that becomes free after dates were promised moves those that lie ahead, once, and never back."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from complaints.model import Complainant, Lane, State
from complaints.process.deadlines import clock, ladder
from tests.builders import a_case, a_judgement
from tests.lindhoj import at, lindhoj

LINDHOJ = lindhoj()
ARRIVED = at("2026-05-04T10:00")  # a Monday; Ascension Day is the 14th


def with_free(*days):
    free = LINDHOJ.calendar.free_days | {date.fromisoformat(day): "klämdag" for day in days}
    return replace(LINDHOJ, calendar=replace(LINDHOJ.calendar, free_days=free))


def promised(**changes):
    case = a_case(
        state=State.WITH_OWNER,
        received_at=ARRIVED,
        clock_from=ARRIVED,
        first_contact_by=date(2026, 5, 6),
        answer_by=date(2026, 5, 13),
        **changes,
    )
    return clock.rescheduled(case, LINDHOJ)


def moved(case, organisation, now):
    case = clock.rescheduled(case, organisation)
    return clock.on_due(case, organisation, now) if case.due_at <= now else None


def test_the_answer_moves_by_a_day_and_both_are_told_why():
    decision = moved(promised(), with_free("2026-05-08"), at("2026-05-05T10:00"))
    assert decision.case.answer_by == date(2026, 5, 15)  # the 14th is free already
    assert decision.case.first_contact_by == date(2026, 5, 6)
    assert [letter.template for letter in decision.letters] == ["dates_moved_owner", "dates_moved"]
    assert decision.letters[0].facts == {"before": "2026-05-13", "free": "2026-05-08", "named": "klämdag"}


def test_it_is_told_once():
    organisation = with_free("2026-05-08")
    case = clock.rescheduled(moved(promised(), organisation, at("2026-05-05T10:00")).case, organisation)
    assert moved(case, organisation, at("2026-05-05T10:05")) is None


def test_a_free_day_that_is_taken_back_brings_no_date_nearer():
    case = moved(promised(), with_free("2026-05-08"), at("2026-05-05T10:00")).case
    assert moved(clock.rescheduled(case, LINDHOJ), LINDHOJ, at("2026-05-05T10:05")) is None


def test_a_day_that_has_passed_moves_nothing_and_is_not_looked_at_again():
    organisation = with_free("2026-05-05")
    decision = moved(promised(), organisation, at("2026-05-07T06:00"))
    assert (decision.case.answer_by, decision.letters) == (date(2026, 5, 13), ())
    assert clock.rescheduled(decision.case, organisation).due_at > at("2026-05-07T06:00")


def test_a_free_day_after_the_promise_moves_nothing():
    assert moved(promised(), with_free("2026-05-20"), at("2026-05-05T10:00")) is None


def test_whoever_cannot_be_mailed_is_not():
    anonymous = Complainant(name="", address="", language="sv", mailable=False)
    decision = moved(promised(complainant=anonymous), with_free("2026-05-08"), at("2026-05-05T10:00"))
    assert [letter.to for letter in decision.letters] == ["maltidschef"]


def test_a_protected_identity_is_mailed_no_dates_and_the_owner_is_told_so():
    case = promised(judgement=a_judgement(lane=Lane.PROTECTED))
    [letter] = moved(case, with_free("2026-05-08"), at("2026-05-05T10:00")).letters
    assert (letter.to, letter.facts["unsent"]) == ("maltidschef", "yes")


def test_without_a_clock_nothing_was_promised():
    case = promised(judgement=a_judgement(lane=Lane.PRAISE))
    assert clock.rescheduled(case, with_free("2026-05-08")).due_at is None


days = st.dates(date(2026, 5, 5), date(2026, 5, 29)).filter(LINDHOJ.calendar.is_working_day)


@given(
    st.lists(days, min_size=1, max_size=4, unique=True),
    st.datetimes(at("2026-05-05T00:00").replace(tzinfo=None), at("2026-05-12T00:00").replace(tzinfo=None)),
)
def test_what_lies_ahead_is_counted_as_if_the_days_had_always_been_free(free, local):
    now = at(local.isoformat())
    organisation = with_free(*(day.isoformat() for day in free))
    decision = moved(promised(), organisation, now)
    while decision and decision.verdict not in ("dates moved", "no date moved"):
        decision = moved(decision.case, organisation, now)
    ahead = with_free(*(day.isoformat() for day in free if day >= now.date())).calendar
    expected = ahead.add_working_days(ARRIVED.date(), 7)
    assert (decision.case if decision else promised()).answer_by == expected


@given(
    st.lists(days, max_size=4, unique=True),
    st.integers(0, 20),
    st.lists(st.timedeltas(timedelta(0), timedelta(days=3)), max_size=12),
)
def test_no_step_of_the_ladder_is_lost_or_taken_twice_when_days_become_free(free, when, delays):
    case, seen = promised(), []
    changed = at("2026-05-04T12:00") + timedelta(days=when)
    later = with_free(*(day.isoformat() for day in free))
    late = iter(delays)
    for _ in range(12):
        now = max(case.due_at + next(late, timedelta(0)), case.received_at)
        organisation = later if now >= changed else LINDHOJ
        decision = clock.on_due(case, organisation, now)
        if decision is None:
            break
        seen += [name for name in decision.case.steps if name not in case.steps]
        case = clock.reschedule(decision, organisation, now).case
    assert len(seen) == len(set(seen))
    once = [name for name in seen if not name.startswith((ladder.AGAIN, "late-"))]
    assert len(once) == 5  # and then the head alone is reminded, week after week
