"""The promised day passes without an answer: who is told what, and what is promised of a late case."""

from datetime import timedelta

import pytest

from complaints.model import State
from tests.lindhoj import ANNIKA, BIRGITTA, EMMA, GUARDIAN, KARIN, MATS, PETER, STOCKHOLM, at
from tests.town import Town

FOOD = "Skolmaten på Åskolan är kall varje dag."
LATE = at("2026-03-24T10:00")  # the answer was promised for the 19th


@pytest.fixture
def town():
    town = Town()
    town.writes(FOOD, Subject="Maten")
    return town


def says(town, text, sender, when):
    town.waits_until(when - timedelta(minutes=5))
    town.replies(town.letters_to(PETER)[0], text, sender=sender, at=when)


def words(letter):
    return " ".join(letter.text.split())


def days(letters):
    return [f"{letter.at.astimezone(STOCKHOLM):%d/%m %H.%M}" for letter in letters]


# --- A late case changes hands --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sender", "owner"),
    [
        ("Jag tar det", MATS, MATS),
        ("Till: rektor Kullaskolan", PETER, EMMA),
        ("Kategori: lokaler", PETER, BIRGITTA),
        ("Ta över kontakten", MATS, MATS),
    ],
)
def test_whoever_waits_and_whoever_gets_a_late_case_hear_of_a_day_that_lies_ahead(town, text, sender, owner):
    says(town, text, sender, LATE)
    waiting, given = town.letters_to(GUARDIAN)[-1], town.letters_to(owner)[-1]
    assert "Vi har lovat dig svar senast torsdag 19 mars. Det hann vi inte." in words(waiting)
    assert "svar senast torsdag 2 april" in words(waiting)
    if text != "Ta över kontakten":
        assert "Hör av dig senast torsdag 26 mars. Ge ett svar senast torsdag 2 april." in words(given)
        assert "Svaret var lovat torsdag 19 mars." in words(given)


def test_the_ladder_of_a_late_case_begins_again_with_its_new_owner(town):
    says(town, "Till: rektor Kullaskolan", PETER, LATE)
    before = len(town.letters)
    town.waits_until(at("2026-04-10T12:00"))
    after = town.letters[before:]
    assert days(x for x in after if EMMA in x.recipients)[:2] == ["26/03 07.35", "31/03 07.35"]
    assert {ANNIKA, KARIN, MATS} <= {address for letter in after for address in letter.recipients}


def test_a_late_question_that_is_a_complaint_after_all_gets_the_days_of_one(town):
    town = Town()
    town.writes("Hej! Vilken tid serveras lunchen på Åskolan?", Subject="Fråga")
    assert town.case.judgement.lane == "question"
    says(town, "Klagomål", PETER, LATE)
    assert "Det hann vi inte. Du får ett svar senast torsdag 2 april." in words(town.letters_to(GUARDIAN)[-1])
    town.waits_until(at("2026-03-26T12:00"))
    assert "Svar lovat" in town.letters_to(PETER)[-1].subject


def test_a_first_contact_that_is_past_is_not_asked_for_again_by_its_old_day(town):
    says(town, "Till: rektor Kullaskolan", PETER, at("2026-03-16T10:00"))
    assert "Hör av dig senast tisdag 17 mars. Ge ett svar senast torsdag 19 mars." in words(
        town.letters_to(EMMA)[-1]
    )
    told = town.letters_to(GUARDIAN)[-1]
    assert "hann" not in told.text
    assert "svar senast torsdag 19 mars" in words(told)


def test_what_is_not_late_keeps_its_days_and_its_ladder(town):
    says(town, "Till: rektor Kullaskolan", PETER, at("2026-03-18T10:00"))
    town.waits_until(at("2026-03-19T12:00"))
    assert town.case.answer_by == at("2026-03-19T12:00").date()
    assert [x for x in town.letters_to(EMMA) if "väntar på dig" in x.text] == []


# --- The promise is broken ------------------------------------------------------------------------------


def test_whoever_waits_is_told_once_that_the_answer_is_late_who_knows_and_whom_to_ring(town):
    town.waits_until(at("2026-05-29T12:00"))
    _, late = town.letters_to(GUARDIAN)
    assert days([late]) == ["20/03 07.30"]
    assert "försenat" in late.subject
    text = words(late)
    assert "Du skulle ha fått ett svar senast torsdag 19 mars. Det har vi inte klarat" in text
    assert "Karin Blom, biträdande barn- och utbildningschef, har fått veta att svaret är försenat" in text
    assert "Ring Peter Hallgren, måltidschef, 070-174 06 12" in text
    assert late.mail["In-Reply-To"]


def test_in_english_too():
    town = Town()
    town.writes("The school food at Åskolan is cold every day and nobody answers us about it.")
    town.waits_until(at("2026-03-20T12:00"))
    text = words(town.letters_to(GUARDIAN)[-1])
    assert "You should have had an answer by Thursday 19 March" in text
    assert "Karin Blom, deputy head of education" in text


def test_the_head_is_reminded_each_week_until_somebody_answers(town):
    town.waits_until(at("2026-04-16T12:00"))
    mats = town.letters_to(MATS)
    assert days(mats) == ["24/03 07.30", "31/03 07.30", "09/04 07.30", "16/04 07.30"]  # Easter lies between
    assert "18 arbetsdagar försenat" in mats[-1].subject
    assert PETER in mats[-1].recipients
    says(town, "Klart. Vi har bytt kock.", PETER, at("2026-04-16T13:00"))
    town.waits_until(at("2026-05-29T12:00"))
    assert len(town.letters_to(MATS)) == 4


def test_an_answer_or_more_time_in_time_leaves_nothing_late_to_tell(town):
    says(town, "Förläng 24 mars, vi väntar på kocken", PETER, at("2026-03-18T10:00"))
    town.waits_until(at("2026-03-24T12:00"))
    assert not [x for x in town.letters_to(GUARDIAN) if "försenat" in x.subject]
    town.waits_until(at("2026-03-25T12:00"))
    [late] = [x for x in town.letters_to(GUARDIAN) if "försenat" in x.subject]
    assert "senast tisdag 24 mars" in words(late)


def test_while_a_question_to_whoever_waits_is_open_nothing_is_late(town):
    says(town, "Fråga: Vilken dag var det?", PETER, at("2026-03-17T10:00"))
    town.waits_until(at("2026-03-27T12:00"))
    assert not [x for x in town.letters_to(GUARDIAN) if "försenat" in x.subject]


def test_whoever_may_not_be_mailed_is_not_mailed_that_it_is_late():
    town = Town()
    town.writes("Vi har skyddade personuppgifter och maten på Åskolan är kall.")
    town.waits_until(at("2026-04-20T12:00"))
    assert not [x for x in town.letters_to(GUARDIAN) if "försenat" in x.subject]


def test_a_clock_that_stood_still_for_weeks_writes_one_letter_to_each(town):
    town._tick(at("2026-05-05T09:00"))
    town.waits_until(at("2026-05-05T12:00"))
    assert len([x for x in town.letters_to(GUARDIAN) if "försenat" in x.subject]) == 1
    assert len(town.letters_to(MATS)) == 1
    assert town.case.state is not State.ANSWERED
