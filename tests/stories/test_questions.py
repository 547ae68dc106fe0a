"""G100: a question to the guardian stops the clock until it is answered, but never the first contact."""

from datetime import date, timedelta

import pytest

from complaints.model import State
from tests.lindhoj import ANNIKA, EVA, GUARDIAN, KARIN, PETER, STOCKHOLM, at
from tests.town import Town

ASKED = at("2026-03-12T10:00")  # working day 2 of a complaint of Tuesday 10 March


@pytest.fixture
def town():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", Subject="Maten")
    town.replies(town.letters_to(PETER)[0], "Fråga: Vilken dag var det?", sender=PETER, at=ASKED)
    town.quarter_passes()
    return town


def days(letters):
    return [f"{letter.at.astimezone(STOCKHOLM):%d/%m %H.%M}" for letter in letters]


def test_g100_the_question_reaches_the_guardian_and_the_clock_stands_still(town):
    question = town.letters_to(GUARDIAN)[-1]
    assert "Vilken dag var det?" in question.text
    assert "Svara på det här mejlet" in question.text
    assert town.case.paused_at == ASKED + timedelta(minutes=15)
    town.waits_until(at("2026-03-18T12:00"))  # days 5 and 6 have passed
    assert town.letters_to(ANNIKA) == []


def test_g100_the_clock_goes_on_with_the_reply_and_every_date_is_later_by_the_days_it_stood(town):
    town.replies(
        town.letters_to(GUARDIAN)[-1], "Det var i måndags.", sender=GUARDIAN, at=at("2026-03-17T20:00")
    )
    assert town.case.answer_by == date(2026, 3, 24)  # 19 March, and three working days
    assert town.case.first_contact_by == date(2026, 3, 12)
    town.waits_until(at("2026-03-18T07:30"))
    told = town.letters_to(PETER)[-1]
    assert "Det var i måndags." in told.text
    assert "senast tisdag 24 mars" in told.text
    [later] = [letter for letter in town.letters_to(GUARDIAN) if "Ny dag för svar" in letter.subject]
    assert later.at == at("2026-03-17T20:00")
    assert "Därför får du svar senast tisdag 24 mars, i stället för torsdag 19 mars." in later.text
    town.waits_until(at("2026-03-31T12:00"))
    assert days(town.letters_to(ANNIKA)) == ["23/03 07.30"]  # day 6 was 18 March


def test_g100_the_guardian_is_reminded_once_after_five_working_days(town):
    town.waits_until(at("2026-03-20T12:00"))
    reminder = town.letters_to(GUARDIAN)[-1]
    assert days([reminder]) == ["19/03 07.30"]
    assert "Vilken dag var det?" in reminder.text
    assert "torsdag 12 mars" in reminder.text
    assert len(town.letters_to(GUARDIAN)) == 3


def test_after_ten_working_days_without_an_answer_the_clock_goes_on_and_the_owner_is_told(town):
    town.waits_until(at("2026-03-26T12:00"))
    assert town.case.paused_at is None
    assert town.case.answer_by == date(2026, 4, 2)
    told = town.letters_to(PETER)[-1]  # and no reminder of a first contact that was made
    assert "klockan går igen" in told.subject
    assert "senast torsdag 2 april" in told.text
    later = town.letters_to(GUARDIAN)[-1]
    assert days([later]) == ["26/03 07.30"]
    assert "vi har inte fått något svar" in later.text
    assert "Därför får du svar senast torsdag 2 april" in later.text
    assert len(town.letters_to(GUARDIAN)) == 4


def test_a_reply_that_moves_no_day_is_answered_by_no_letter(town):
    town.replies(
        town.letters_to(GUARDIAN)[-1], "Det var i måndags.", sender=GUARDIAN, at=at("2026-03-12T20:00")
    )
    town.waits_until(at("2026-03-13T12:00"))
    assert len(town.letters_to(GUARDIAN)) == 2


def test_the_first_contact_is_asked_for_while_a_question_waits_that_never_arrived():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", Subject="Maten")
    asked = at("2026-03-11T10:00")
    town.replies(town.letters_to(PETER)[0], "Fråga: Vilken dag var det?", sender=PETER, at=asked)
    town.quarter_passes()
    name = next(ref.name for ref in town.store.outbox if ref.name.startswith("question-"))
    town.bounces(name, GUARDIAN)
    assert town.case.paused_at is None
    town.waits_until(at("2026-03-12T12:00"))
    assert "LH-2026-0001" in town.letters_to(PETER)[-1].subject


def test_an_answer_ends_the_pause(town):
    town.replies(
        town.letters_to(PETER)[0], "Klart. Vi har bytt kock.", sender=PETER, at=at("2026-03-13T10:00")
    )
    town.quarter_passes()
    assert (town.case.state, town.case.paused_at) == (State.ANSWERED, None)
    town.waits_until(at("2026-03-26T12:00"))
    assert not [letter for letter in town.letters_to(GUARDIAN) if "Vi väntar på ditt svar" in letter.subject]


def test_a_stopped_question_stops_nothing_else():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", Subject="Maten")
    routed = town.letters_to(PETER)[0]
    town.replies(routed, "Fråga: Vilken dag var det?", sender=PETER, at=ASKED)
    town.replies(routed, "Stopp", sender=PETER, at=ASKED + timedelta(minutes=5))
    town.waits_until(at("2026-03-18T12:00"))
    assert town.case.paused_at is None
    assert len(town.letters_to(ANNIKA)) == 1


@pytest.fixture
def of_data():
    """A request for personal data, with a month by law, and a question that nobody answers."""
    town = Town()
    town.writes("Jag begär registerutdrag med mina personuppgifter.")
    town.replies(town.letters_to(EVA)[0], "Fråga: Gäller det även elevhälsan?", sender=EVA, at=ASKED)
    town.quarter_passes()
    return town


def test_a_question_moves_no_month_that_is_the_laws_and_its_reminders_come_on_their_days(of_data):
    of_data.waits_until(at("2026-04-09T12:00"))
    assert of_data.case.answer_by == date(2026, 4, 10)
    about = [letter for letter in of_data.letters_to(EVA) if "Personuppgifter" in letter.subject]
    assert days(about) == ["24/03 07.30", "08/04 07.30"]
    [unanswered] = [
        letter for letter in of_data.letters_to(EVA) if "Inget svar på din fråga" in letter.subject
    ]
    assert "Ge ett svar senast fredag 10 april" in unanswered.text
    assert "klockan" not in (unanswered.subject + unanswered.text).lower()


def test_a_month_that_ends_while_a_question_is_open_is_late_for_all_who_hear_of_it(of_data):
    of_data.replies(
        of_data.letters_to(GUARDIAN)[-1], "Ja, det gör det.", sender=GUARDIAN, at=at("2026-03-13T10:00")
    )
    asked = at("2026-04-07T10:00")
    of_data.waits_until(asked)
    of_data.replies(of_data.letters_to(EVA)[0], "Fråga: Vilka år?", sender=EVA, at=asked)
    of_data.waits_until(at("2026-04-13T12:00"))
    assert of_data.case.paused_at
    assert days(of_data.letters_to(KARIN)) == ["08/04 07.30", "13/04 07.30"]
    assert "försenat" in of_data.letters_to(GUARDIAN)[-1].subject
