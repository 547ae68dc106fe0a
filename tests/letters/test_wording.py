from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints import wording

TUESDAY = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


def test_a_moment_is_written_out_in_swedish_time():
    assert wording.moment(TUESDAY, "sv") == "tisdag 10 mars 2026 kl. 10.00"
    assert wording.moment(TUESDAY, "en") == "Tuesday 10 March 2026 at 10.00"


def test_a_moment_late_on_sunday_stays_on_sunday():
    assert wording.moment(datetime(2026, 3, 8, 22, 58, tzinfo=UTC), "sv") == "söndag 8 mars 2026 kl. 23.58"


def test_a_moment_after_midnight_in_sweden_is_the_next_day():
    assert wording.day(datetime(2026, 3, 8, 23, 30, tzinfo=UTC), "sv") == "måndag 9 mars"


@pytest.mark.parametrize(
    ("instant", "told"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "söndag 29 mars 2026 kl. 01.59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "söndag 29 mars 2026 kl. 03.00"),
        (datetime(2026, 10, 25, 1, 0, tzinfo=UTC), "söndag 25 oktober 2026 kl. 02.00"),
    ],
)
def test_the_clock_changes_as_in_sweden(instant, told):
    assert wording.moment(instant, "sv") == told


def test_days_are_written_out():
    assert wording.day(date(2026, 3, 12), "sv") == "torsdag 12 mars"
    assert wording.day(date(2026, 3, 12), "en") == "Thursday 12 March"
    assert wording.short_day(date(2026, 3, 19), "sv") == "to 19 mars"
    assert wording.short_day(date(2026, 3, 19), "en") == "Thu 19 March"
    assert wording.date_alone(date(2026, 3, 19), "sv") == "19 mars"


def test_a_fact_may_hold_a_day_or_an_instant():
    assert wording.day("2026-03-19", "sv") == "torsdag 19 mars"
    assert wording.day("2026-03-19T23:30:00Z", "sv") == "fredag 20 mars"


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        wording.moment(datetime(2026, 3, 10, 9, 0), "sv")  # noqa: DTZ001


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), st.integers(-12, 14))  # noqa: DTZ001
def test_an_instant_is_told_the_same_whatever_zone_it_came_in(naive, hours):
    instant = naive.replace(tzinfo=UTC)

    elsewhere = instant.astimezone(timezone(timedelta(hours=hours)))
    assert wording.moment(elsewhere, "sv") == wording.moment(instant, "sv")


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_english_days_are_as_the_standard_library_has_them(value):
    assert wording.day(value, "en") == f"{value:%A} {value.day} {value:%B}"


def test_one_greets_with_the_first_name():
    assert wording.first_name("Disa Ek-Berg") == "Disa"
