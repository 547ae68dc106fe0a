"""Words that wait: for their preview, not for the clock; and dates that move by working days."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.judgement.correcting import with_lane
from complaints.model import Lane, Outgoing, State
from complaints.process.deadlines.pausing import paused, resumed
from complaints.process.deadlines.putting_off import put_off
from complaints.process.outgoing import leaving
from complaints.process.outgoing.leaving import REGRET
from complaints.workflow.ports import NeverAcceptedError, NotNowError
from tests.builders import a_case
from tests.lindhoj import ANNIKA, GUARDIAN, PETER, at, lindhoj
from tests.town import Town

LATER = at("2026-03-11T10:00")
OF_EMMA = Outgoing(  # whom the case concerns
    name="interim-3",
    template="interim",
    text="Det är som det är.",
    by="rektor-kullaskolan",
    leaves_at=LATER,
    closes=False,
    shown_at=LATER - REGRET,
)


@pytest.fixture
def town():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", Subject="Maten")
    return town


def test_a_preview_that_is_late_delays_the_words(town):
    town.postman.trouble.extend([NotNowError(), NotNowError()])
    town.replies(town.letters_to(PETER)[0], "Klart. Vi har bytt.", sender=PETER, at=LATER)
    town.waits_until(LATER + timedelta(hours=2))
    preview, answer = town.letters_to(PETER)[-1], town.letters_to(GUARDIAN)[-1]
    assert preview.at > LATER
    assert answer.at - preview.at >= REGRET


def test_words_whose_writer_can_never_see_them_do_not_leave(town):
    town.postman.trouble.append(NeverAcceptedError())
    town.replies(town.letters_to(PETER)[0], "Klart. Vi har bytt.", sender=PETER, at=LATER)
    town.waits_until(LATER + timedelta(hours=2))
    assert len(town.letters_to(GUARDIAN)) == 1
    assert (town.case.outgoing, town.case.state) == (None, State.WITH_OWNER)
    told = town.letters_to(ANNIKA)[-1]
    assert PETER in told.text
    town.waits_until(at("2026-03-12T12:00"))
    assert "kvar" in town.letters_to(PETER)[-1].subject  # the ladder goes on


def test_the_words_leave_once_however_often_the_clock_comes(town):
    town.replies(town.letters_to(PETER)[0], "Klart. Vi har bytt.", sender=PETER, at=LATER)
    for _ in range(3):
        town.bell.cases([town.case.id], LATER + timedelta(minutes=20))
        town.waits_until(LATER + timedelta(minutes=20))
    assert len(town.letters_to(GUARDIAN)) == 2


def test_words_of_one_whom_the_matter_came_to_concern_do_not_leave_and_the_owner_gets_them():
    """Barred while they waited, such as by another case that was merged into this one."""
    decision = leaving.take(a_case(outgoing=OF_EMMA), (), ORGANISATION, LATER)
    assert decision.case.outgoing is None
    [letter] = decision.letters
    assert (letter.template, letter.to, letter.quote) == ("stopped", "maltidschef", OF_EMMA.text)
    assert [entry.what for entry in decision.entries] == ["stopped"]


def test_whom_the_matter_came_to_concern_hears_nothing_of_words_that_are_withdrawn():
    entries, letters = leaving.withdrawn(a_case(outgoing=OF_EMMA), "more", LATER)
    assert [entry.what for entry in entries] == ["stopped"]
    assert letters == ()


@pytest.mark.parametrize(
    ("text", "template"),
    [("Det är som det är.", "stopped"), ("Kartläggning: a\nAnalys: b\nÅtgärder: c", "words_wait")],
)
def test_an_answer_without_its_headings_leaves_no_inquiry_however_it_came_to_be_one(text, template):
    words = replace(OF_EMMA, template="answer", text=text, closes=True, facts={"result": "met"})
    inquiry = with_lane(a_case().judgement, Lane.KRANKNING, ORGANISATION)
    case = a_case(outgoing=replace(words, by="maltidschef"), judgement=inquiry)
    decision = leaving.take(case, (), ORGANISATION, LATER)
    assert [letter.template for letter in decision.letters] == [template]


@pytest.mark.parametrize(
    ("until", "today", "leaves"),
    [
        ("2026-03-24", "2026-03-23", True),
        ("2026-03-24", "2026-03-25", False),  # it has passed
        ("2026-03-19", "2026-03-18", False),  # it is promised already
    ],
)
def test_a_held_extension_that_is_released_late_promises_no_day_that_is_overtaken(until, today, leaves):
    now = at(f"{today}T10:00")
    words = Outgoing(
        name="extension-3",
        template="extension",
        text="Vi väntar på en vagn.",
        by="maltidschef",
        leaves_at=now,
        closes=False,
        facts={"until": until, "promised": "2026-03-19"},
        shown_at=now - REGRET,
    )
    decision = leaving.take(a_case(outgoing=words), (), ORGANISATION, now)
    assert decision.case.extensions == int(leaves)
    told = [(letter.template, letter.facts.get("why")) for letter in decision.letters]
    assert leaves or told == [("stopped", "overtaken")]


FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 11, 1, tzinfo=UTC)
instants = st.timedeltas(timedelta(0), LAST - FIRST).map(lambda since: FIRST + since)
ORGANISATION = lindhoj()
CALENDAR = ORGANISATION.calendar


@given(instants, st.integers(0, 10), st.timedeltas(timedelta(0), timedelta(days=9)))
def test_all_dates_move_by_the_same_working_days(arrived, days, later):
    answer_by = CALENDAR.add_working_days(CALENDAR.day_of(arrived), 7)
    case = a_case(received_at=arrived, clock_from=arrived, answer_by=answer_by, steps=("reminder-2",))
    moved = put_off(case, days, ORGANISATION, arrived + later)
    assert CALENDAR.working_days_between(answer_by, moved.answer_by) == days
    assert CALENDAR.day_of(moved.clock_from) == CALENDAR.add_working_days(CALENDAR.day_of(arrived), days)
    assert moved.first_contact_by == case.first_contact_by
    still = put_off(case, 0, ORGANISATION, arrived + timedelta(days=9))
    in_utc = still.clock_from.astimezone(
        UTC
    )  # no instant of an hour that comes twice equals one of another zone
    assert replace(still, clock_from=in_utc) == case


@given(instants, st.timedeltas(timedelta(0), timedelta(days=30)))
def test_a_pause_costs_the_working_days_it_lasted_and_no_more(asked, lasted):
    case = a_case(answer_by=date(2026, 3, 19), clock_from=at("2026-03-10T10:00"))
    waiting = paused(case, "Vilken dag?", asked)
    going = resumed(waiting, ORGANISATION, asked + lasted)
    stood = CALENDAR.working_days_between(CALENDAR.day_of(asked), CALENDAR.day_of(asked + lasted))
    assert CALENDAR.working_days_between(case.answer_by, going.answer_by) == stood
    assert (going.paused_at, going.question) == (None, "")
    assert resumed(going, ORGANISATION, asked + lasted) == going
