"""Working days, office hours, promised days: a written table, the holidays package and Easter agree."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.calendar import BeyondCalendarError, Break, Calendar
from lyhord.organisation.free_days import free_days

STOCKHOLM = ZoneInfo("Europe/Stockholm")
CALENDAR = Calendar(
    first=date(2025, 1, 1),
    last=date(2036, 12, 31),
    free_days=free_days(2025, 2036),
    breaks=(Break(name="höstlov", first=date(2026, 10, 26), last=date(2026, 10, 30)),),
)
DAYS = st.dates(date(2025, 6, 1), date(2036, 6, 1))
COUNTS = st.integers(1, 40)
ELEVEN_YEARS = 11 * 365 * 86_400  # in seconds
INSTANTS = st.integers(0, ELEVEN_YEARS).map(lambda s: datetime(2025, 6, 1, tzinfo=UTC) + timedelta(seconds=s))

# Each day that is not worked, as weekday, day and month in 2026, 2027 and 2028.
TABLE = """
Nyårsdagen              to 1 jan   fr 1 jan   lö 1 jan
Trettondedag jul        ti 6 jan   on 6 jan   to 6 jan
Långfredagen            fr 3 apr   fr 26 mar  fr 14 apr
Annandag påsk           må 6 apr   må 29 mar  må 17 apr
Första maj              fr 1 maj   lö 1 maj   må 1 maj
Kristi himmelsfärdsdag  to 14 maj  to 6 maj   to 25 maj
Pingstdagen             sö 24 maj  sö 16 maj  sö 4 jun
Nationaldagen           lö 6 jun   sö 6 jun   ti 6 jun
Midsommarafton          fr 19 jun  fr 25 jun  fr 23 jun
Alla helgons dag        lö 31 okt  lö 6 nov   lö 4 nov
Julafton                to 24 dec  fr 24 dec  sö 24 dec
Juldagen                fr 25 dec  lö 25 dec  må 25 dec
Annandag jul            lö 26 dec  sö 26 dec  ti 26 dec
Nyårsafton              to 31 dec  fr 31 dec  sö 31 dec
"""
WEEKDAYS = ("må", "ti", "on", "to", "fr", "lö", "sö")
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def _table_days(year: int) -> dict[date, str]:
    """The table's days of one year; each weekday it gives must be right."""
    found = {}
    for line in TABLE.strip().splitlines():
        name, *columns = re.split(r"\s{2,}", line)
        weekday, day, month = columns[year - 2026].split()
        found[date(year, MONTHS.index(month) + 1, int(day))] = name
        assert WEEKDAYS[date(year, MONTHS.index(month) + 1, int(day)).weekday()] == weekday, line
    return found


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_the_table_and_the_package_agree_on_every_free_weekday(year):
    written = {day for day in _table_days(year) if day.weekday() < 5}

    assert written == {day for day in CALENDAR.free_days if day.year == year}


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    g = (8 * b + 13) // 25
    h = (19 * a + b - b // 4 - g + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    n = h + k - 7 * m + 114
    return date(year, n // 31, n % 31 + 1)


@given(st.integers(2025, 2036))
def test_the_days_that_follow_easter_are_free_every_year(year):
    easter = _easter(year)

    for away, name in ((-2, "Långfredagen"), (1, "Annandag påsk"), (39, "Kristi himmelsfärdsdag")):
        assert CALENDAR.free_days[easter + timedelta(days=away)] == name


@pytest.mark.parametrize(
    ("arrived", "contact", "answer"),
    [
        ("2026-03-10T10:00", "2026-03-12", "2026-03-19"),  # plain
        ("2026-03-08T23:58", "2026-03-10", "2026-03-17"),  # late on a Sunday: Monday is working day 1
        ("2026-04-02T15:00", "2026-04-08", "2026-04-15"),  # Easter
        ("2026-04-30T12:00", "2026-05-05", "2026-05-12"),  # 1 May on a Friday
        ("2026-05-13T12:00", "2026-05-18", "2026-05-25"),  # the Friday after Ascension is worked
        ("2026-06-17T12:00", "2026-06-22", "2026-06-29"),  # midsommarafton
        ("2026-12-22T12:00", "2026-12-28", "2027-01-07"),  # julafton, nyårsafton, trettondagen
        ("2026-12-30T12:00", "2027-01-05", "2027-01-13"),  # the turn of the year, after week 53
    ],
)
def test_promised_days_are_the_worked_examples(arrived, contact, answer):
    day = CALENDAR.day_of(datetime.fromisoformat(arrived).replace(tzinfo=STOCKHOLM))

    assert CALENDAR.add_working_days(day, 2).isoformat() == contact
    assert CALENDAR.add_working_days(day, 7).isoformat() == answer


@given(DAYS, COUNTS)
def test_counted_days_are_worked_and_count_back_the_same(day, count):
    there = CALENDAR.add_working_days(day, count)

    assert CALENDAR.is_working_day(there)
    assert CALENDAR.working_days_between(day, there) == count
    assert CALENDAR.working_days_between(there, day) == -count
    if CALENDAR.is_working_day(day):
        assert CALENDAR.add_working_days(there, -count) == day


@given(DAYS, DAYS, COUNTS)
def test_whoever_writes_later_is_never_promised_an_earlier_day(one, other, count):
    early, late = sorted((one, other))

    assert CALENDAR.add_working_days(early, count) <= CALENDAR.add_working_days(late, count)
    assert CALENDAR.add_working_days(early, count) < CALENDAR.add_working_days(early, count + 1)


@given(INSTANTS)
def test_the_next_office_moment_is_the_first_when_somebody_reads(instant):
    moment = CALENDAR.next_office_moment(instant)
    local = moment.astimezone(STOCKHOLM)

    assert moment >= instant
    assert CALENDAR.in_office_hours(moment)
    assert CALENDAR.next_office_moment(moment) == moment
    if moment != instant:
        assert local.time() == time(7, 30)
        assert not CALENDAR.in_office_hours(moment - timedelta(seconds=1))
        assert CALENDAR.working_days_between(CALENDAR.day_of(instant), local.date()) <= 1


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("2026-03-10T07:29:59", "2026-03-10T07:30"),
        ("2026-03-10T16:29:59", "2026-03-10T16:29:59"),
        ("2026-03-10T16:30", "2026-03-11T07:30"),
        ("2026-03-07T23:00", "2026-03-09T07:30"),  # Saturday night
        ("2026-04-02T18:00", "2026-04-07T07:30"),  # before Easter
        ("2026-03-28T12:00", "2026-03-30T07:30"),  # over the change to summer time
        ("2026-10-24T12:00", "2026-10-26T07:30"),  # and back, in höstlovet: the office is open
    ],
)
def test_staff_mail_waits_for_the_office(at, moment):
    instant = datetime.fromisoformat(at).replace(tzinfo=STOCKHOLM)

    assert CALENDAR.next_office_moment(instant) == datetime.fromisoformat(moment).replace(tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("arrived", "opening"),
    [
        ("2026-03-27T12:00:00+00:00", "2026-03-30T05:30:00+00:00"),  # summer time: UTC+2
        ("2026-10-23T12:00:00+00:00", "2026-10-26T06:30:00+00:00"),  # winter time: UTC+1
        ("2026-12-30T12:00:00+00:00", "2027-01-04T06:30:00+00:00"),
    ],
)
def test_the_office_opens_at_half_past_seven_local_time(arrived, opening):
    opens = CALENDAR.working_day_opening(datetime.fromisoformat(arrived), 1)

    assert opens.isoformat() == opening


def test_a_mail_belongs_to_the_swedish_day_it_came():
    assert CALENDAR.day_of(datetime(2026, 3, 8, 22, 58, tzinfo=UTC)) == date(2026, 3, 8)
    assert CALENDAR.day_of(datetime(2026, 3, 8, 23, 1, tzinfo=UTC)) == date(2026, 3, 9)
    assert CALENDAR.day_of(datetime(2026, 7, 8, 22, 1, tzinfo=UTC)) == date(2026, 7, 9)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        CALENDAR.day_of(datetime.fromisoformat("2026-03-08T12:00"))


def test_beyond_the_horizon_it_says_what_to_do():
    with pytest.raises(BeyondCalendarError, match=r"2037-01-01 .* extend `calendar`"):
        CALENDAR.add_working_days(date(2036, 12, 30), 1)


def test_a_school_break_stops_no_clock():
    monday = date(2026, 10, 26)
    assert [b.name for b in CALENDAR.breaks if b.first <= monday <= b.last] == ["höstlov"]
    assert CALENDAR.is_working_day(monday)


def test_the_municipalitys_own_free_day_counts_as_free():
    own = Calendar(
        first=CALENDAR.first,
        last=CALENDAR.last,
        free_days=CALENDAR.free_days | {date(2026, 5, 15): "klämdag"},
    )

    assert own.add_working_days(date(2026, 5, 13), 1) == date(2026, 5, 18)
