"""Days as staff write them, row by row."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.process.commands.days import day_in, span_in
from complaints.wording import MONTHS
from tests.lindhoj import lindhoj

TODAY = date(2026, 3, 10)  # a Tuesday of week 11
CALENDAR = lindhoj().calendar


def day(text):
    return date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("24 mars", "03-24"),
        ("den 24:e mars", "03-24"),
        ("24 mars, väntar på skolsköterskan", "03-24"),
        ("tisdag 24 mars 2026", "03-24"),
        ("24/3", "03-24"),
        ("2026-03-24", "03-24"),
        ("24 MARS", "03-24"),
        ("24mar", "03-24"),
        ("March 24th", "03-24"),
        ("the 24th of March", "03-24"),
        ("vi svarar senast 24/3.", "03-24"),
        ("på fredag", "03-13"),
        ("tisdag", "03-17"),
        ("nästa fredag", "03-20"),
        ("lördag", "03-14"),
        ("i dag", "03-10"),
        ("idag", "03-10"),
        ("imorgon", "03-11"),
        ("2 mars", "03-02"),
        ("1 december", "12-01"),
    ],
)
def test_a_day_is_read_however_it_is_written(text, meant):
    found = day_in(text, TODAY)
    assert found
    assert (found.first, found.last) == (day(meant), day(meant))


@pytest.mark.parametrize("text", ["", "snart", "31 april", "45/3", "kl. 10.30", "i mars", "4B", "17 elever"])
def test_what_is_no_day_is_none(text):
    assert day_in(text, TODAY) is None


def test_a_day_without_a_year_is_the_nearest():
    assert day_in("8 januari", date(2026, 12, 20)).first == date(2027, 1, 8)
    assert day_in("20 december", date(2027, 1, 8)).first == date(2026, 12, 20)
    assert day_in("29 februari", date(2027, 12, 1)).first == date(2028, 2, 29)


def test_where_the_day_stands_is_told():
    text = "Förläng 24 mars, därför att"
    found = day_in(text, TODAY)
    assert text[found.start : found.end] == "24 mars"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("6–10 april", "04-06", "04-10"),
        ("6-10 april", "04-06", "04-10"),
        ("6 – 10 april", "04-06", "04-10"),
        ("6 till 10 april", "04-06", "04-10"),
        ("från den 6:e till den 10:e april", "04-06", "04-10"),
        ("fr.o.m. 6 april t.o.m. 10 april", "04-06", "04-10"),
        ("från och med 6 april till och med 10 april", "04-06", "04-10"),
        ("6 april–10 april", "04-06", "04-10"),
        ("6/4–10/4", "04-06", "04-10"),
        ("6-10/4", "04-06", "04-10"),
        ("måndag 6/4 - fredag 10/4", "04-06", "04-10"),
        ("2026-04-06 – 2026-04-10", "04-06", "04-10"),
        ("2026-04-06--2026-04-10", "04-06", "04-10"),
        ("April 6–10", "04-06", "04-10"),
        ("6 to 10 April", "04-06", "04-10"),
        ("30 april–4 maj", "04-30", "05-04"),
        ("v. 15", "04-06", "04-12"),
        ("vecka 15", "04-06", "04-12"),
        ("v 15-16", "04-06", "04-19"),
        ("i dag", "03-10", "03-10"),
        ("idag till fredag", "03-10", "03-13"),
        ("till fredag", "03-10", "03-13"),
        ("t.o.m. 13 mars", "03-10", "03-13"),
        ("måndag till onsdag", "03-16", "03-18"),
        ("fredag–måndag", "03-13", "03-16"),
        ("6 april", "04-06", "04-06"),
        ("på sommarlovet", "06-12", "08-17"),
        ("hela påsklovet", "04-07", "04-10"),
        ("8–9 april (påsklov)", "04-08", "04-09"),
        ("8–13 mars", "03-08", "03-13"),
        ("20 maj kl 13 till 27 maj", "05-20", "05-27"),
        ("20 maj kl. 13.00 till 27 maj kl 15", "05-20", "05-27"),
        ("20 maj kl 13 till 7 juni", "05-20", "06-07"),
        ("20 maj kl 13–7/6", "05-20", "06-07"),
        ("i dag kl 10-12", "03-10", "03-10"),
        ("i dag 13.00-15.30", "03-10", "03-10"),
        ("i morgon kl 9 till 12", "03-11", "03-11"),
        ("måndag kl. 13–16", "03-16", "03-16"),
        ("6 april kl 8-12", "04-06", "04-06"),
        ("6 april kl. 8.00 till kl. 12.00", "04-06", "04-06"),
        ("6 april kl 8 till 10 april", "04-06", "04-10"),
        ("kl 8–12 den 6 april", "04-06", "04-06"),
        ("vecka 28, 29 och 30", "07-06", "07-26"),
        ("vecka 28 och 29", "07-06", "07-19"),
        ("vecka 28 och vecka 29", "07-06", "07-19"),
        ("6 och 7 april", "04-06", "04-07"),
        ("6, 7 och 8 april", "04-06", "04-08"),
        ("mellan 6 och 10 april", "04-06", "04-10"),
        ("mellan 6 april och 10 april", "04-06", "04-10"),
        ("mellan den 6 och den 10 april", "04-06", "04-10"),
        ("måndag och tisdag", "03-16", "03-17"),
        ("i dag och i morgon", "03-10", "03-11"),
        ("måndag, tisdag och onsdag", "03-16", "03-18"),
        ("6 april och 7 april", "04-06", "04-07"),
        ("vecka 15 (6–10 april)", "04-06", "04-12"),
        ("6–10 april (vecka 15)", "04-06", "04-10"),
        ("6–10 april, tillbaka måndag 13 april", "04-06", "04-10"),
        ("6–10 april, 5 dagar", "04-06", "04-10"),
    ],
)
def test_a_span_is_read_however_it_is_written(text, first, last):
    found = span_in(text, TODAY, CALENDAR)
    assert found
    assert (found.first, found.last) == (day(first), day(last))


def test_a_span_may_end_in_the_next_year():
    found = span_in("28 december–8 januari", date(2026, 12, 1), CALENDAR)
    assert (found.first, found.last) == (date(2026, 12, 28), date(2027, 1, 8))


SEVERAL = [
    "6–10 april och 20–24 april",
    "1 juni - 30 juni, sedan igen 10–14 augusti",
    "6–10 april och 9–14 april",
    "måndag och onsdag",
    "6 och 9 april",
    "6, 7 och 9 april",
    "vecka 28 och 30",
    "vecka 28, 29 och 31",
    "vecka 28, sedan 10–14 augusti",
    "sommarlovet och höstlovet",
    "6–10 april, 20, 21 och 22",
    "28–2 januari",
]


@pytest.mark.parametrize("text", SEVERAL)
def test_of_several_spans_none_is_guessed(text):
    assert span_in(text, TODAY, CALENDAR) is None


@pytest.mark.parametrize("text", ["", "tills vidare", "från 6 april", "10 april–6 april", "30–31 april"])
def test_what_has_no_end_or_no_sense_is_no_span(text):
    assert span_in(text, TODAY, CALENDAR) is None


DAYS = st.dates(TODAY - timedelta(days=80), TODAY + timedelta(days=270))


@given(DAYS, st.integers(0, 80))
def test_what_a_letter_writes_is_read_back(first, length):
    last = first + timedelta(days=length)
    months = MONTHS["sv"]
    text = f"{first.day} {months[first.month - 1]}–{last.day} {months[last.month - 1]}"
    found = span_in(text, TODAY, CALENDAR)
    assert (found.first, found.last, found.start, found.end) == (first, last, 0, len(text))


@given(st.text(max_size=60))
def test_nothing_that_is_written_breaks_the_reader(text):
    for found in (day_in(text, TODAY), span_in(text, TODAY, CALENDAR)):
        assert found is None or (found.first <= found.last and 0 <= found.start < found.end <= len(text))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("vecka 53", "2026-12-28", "2027-01-03"),
        ("vecka 51 till vecka 53", "2026-12-14", "2027-01-03"),
        ("v 52–2", "2026-12-21", "2027-01-17"),
    ],
)
def test_weeks_over_the_turn_of_a_long_year(text, first, last):
    span = span_in(text, date(2026, 12, 15), CALENDAR)
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)
