"""G67: more time before the promised day, with a reason that may be told; the third by the head."""

import re
from datetime import date

import pytest

from tests.lindhoj import GUARDIAN, STOCKHOLM, at
from tests.town import Town

PETER = "peter.hallgren@lindhoj.example"
ANNIKA = "annika.sandell@lindhoj.example"
MATS = "mats.odman@lindhoj.example"
DAY_5 = at("2026-03-17T10:00")  # the answer is promised for Thursday 19 March


@pytest.fixture
def town():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", Subject="Maten")
    return town


def says(town, text, when=DAY_5, sender=PETER):
    town.replies(town.letters_to(PETER)[0], text, sender=sender, at=when)


def test_g67_the_owner_is_asked_in_the_reminder_of_day_five_and_in_the_copy_of_day_six(town):
    town.waits_until(at("2026-03-17T12:00"))
    reminder = town.letters_to(PETER)[-1]
    assert "Hinner du inte? Svara ”Förläng 24 mars" in reminder.text
    town.waits_until(at("2026-03-18T12:00"))
    escalation = town.letters_to(PETER)[-1]
    assert escalation.mail["Cc"]
    assert "Förläng 24 mars" in escalation.text


def test_g67_the_guardian_gets_the_new_date_and_a_reason_without_health_words(town):
    says(town, "Förläng 24 mars, väntar på skolsköterskan")
    preview = town.letters_to(PETER)[-1]
    assert "Vi väntar på uppgifter från en kollega." in preview.text
    assert "Mina ord" in preview.text
    town.quarter_passes()
    told = town.letters_to(GUARDIAN)[-1]
    for words in ("lovat dig svar senast torsdag 19 mars", "senast tisdag 24 mars", "från en kollega"):
        assert words in told.text
    assert "skolsköterskan" not in told.text + told.html
    assert "070-174 06 12" in told.text
    assert (town.case.answer_by, town.case.extensions) == (date(2026, 3, 24), 1)


def test_the_owner_may_insist_on_the_own_reason(town):
    says(town, "Förläng 24 mars, väntar på skolsköterskan")
    says(town, "Mina ord", at("2026-03-17T10:05"))
    town.waits_until(at("2026-03-17T10:19"))
    assert len(town.letters_to(GUARDIAN)) == 1
    town.waits_until(at("2026-03-17T10:21"))
    assert "väntar på skolsköterskan" in town.letters_to(GUARDIAN)[-1].text


@pytest.mark.parametrize(
    "text",
    [
        "Förläng 24 mars, vi väntar på en ny vagn.",
        "förläng till 24/3 därför att vi väntar på en ny vagn.",
        "Forlang: tisdag 24 mars. Vi väntar på en ny vagn.",
        "Förläng 2026-03-24: vi väntar på en ny vagn.",
        "Extend 24 March, vi väntar på en ny vagn.",
        "Förläng den 24:e mars eftersom vi väntar på en ny vagn.",
        "Förläng: vi väntar på en ny vagn. till 24/3",
        "Förläng 22 mars, vi väntar på en ny vagn.",  # a Sunday: the next working day is Monday
    ],
)
def test_days_and_reasons_are_read_as_people_write_them(town, text):
    says(town, text)
    town.quarter_passes()
    told = town.letters_to(GUARDIAN)[-1]
    assert "längre tid vi väntar på en ny vagn" in " ".join(told.text.lower().split())
    assert town.case.answer_by in (date(2026, 3, 24), date(2026, 3, 23))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Förläng lite, vi hinner inte", "förstod inte vilken dag"),
        ("Förläng 24 mars", "Skälet saknas"),
        ("Förläng 18 mars, vi hinner inte", "inte senare än den som redan är lovad"),
        ("Förläng 3 april, vi hinner inte", "senast torsdag 2 april"),
    ],
)
def test_what_cannot_be_meant_is_asked_about_and_moves_nothing(town, text, told):
    says(town, text)
    town.quarter_passes()
    [reply] = [letter for letter in town.letters_to(PETER) if "Inget skickades" in letter.subject]
    assert told in reply.text
    assert len(town.letters_to(GUARDIAN)) == 1
    assert town.case.answer_by == date(2026, 3, 19)


def test_the_ladder_moves_with_the_date_and_asks_again_before_it(town):
    town.waits_until(at("2026-03-17T09:00"))
    says(town, "Förläng 24 mars, vi väntar på en ny vagn.")
    town.waits_until(at("2026-03-31T12:00"))
    reminders = [letter for letter in town.letters_to(PETER) if "Svar lovat ti 24 mars" in letter.subject]
    assert [f"{letter.at.astimezone(STOCKHOLM):%d/%m}" for letter in reminders if not letter.mail["Cc"]] == [
        "20/03"
    ]
    assert [f"{letter.at.astimezone(STOCKHOLM):%d/%m}" for letter in town.letters_to(ANNIKA)] == ["23/03"]


def test_g67_the_third_time_is_the_heads_to_give(town):
    says(town, "Förläng 24 mars, vi väntar på en ny vagn.")
    town.quarter_passes()
    says(town, "Förläng 27 mars, vagnen är sen.", at("2026-03-23T10:00"))
    town.quarter_passes()
    says(town, "Förläng 31 mars, vagnen är ännu senare.", at("2026-03-26T10:00"))
    town.waits_until(at("2026-03-26T12:00"))
    assert town.case.answer_by == date(2026, 3, 27)
    assert [letter for letter in town.letters_to(PETER) if "barn- och utbildningschefen" in letter.text]
    asked = town.letters_to(MATS)[-1]
    assert "> vagnen är ännu senare." in asked.text
    town.replies(asked, "Förläng 31 mars, vagnen är ännu senare.", sender=MATS, at=at("2026-03-26T13:00"))
    town.quarter_passes()
    assert (town.case.answer_by, town.case.extensions) == (date(2026, 3, 31), 3)
    assert "tisdag 31 mars" in town.letters_to(GUARDIAN)[-1].text


def test_g67_an_answered_case_has_no_day_to_move():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.")
    peter = "peter.hallgren@lindhoj.example"
    [routed] = town.letters_to(peter)
    town.replies(routed, "Klart. Vi har köpt en värmevagn.", sender=peter, at=at("2026-03-11T10:00"))
    town.waits_until(at("2026-03-11T10:30"))
    told = len(town.letters_to(GUARDIAN))
    late = "Förläng 24 mars, väntar på skolsköterskan"
    town.replies(routed, late, sender=peter, at=at("2026-03-12T10:00"))
    town.waits_until(at("2026-03-12T11:00"))
    assert len(town.letters_to(GUARDIAN)) == told
    assert "redan besvarat" in town.letters_to(peter)[-1].text


def test_a_day_that_is_promised_while_a_question_is_open_is_moved_only_by_what_comes_after(town):
    says(town, "Fråga: Vilken dag var det?", when=at("2026-03-11T10:00"))
    town.quarter_passes()
    says(town, "Förläng 24 mars, kocken är sjuk", when=at("2026-03-18T10:00"))
    town.quarter_passes()
    assert town.case.answer_by == date(2026, 3, 24)
    assert "Dröjer det kan dagen bli senare." in town.letters_to(GUARDIAN)[-1].text
    answered = at("2026-03-18T14:00")
    town.replies(town.letters_to(GUARDIAN)[-1], "Det var i måndags.", sender=GUARDIAN, at=answered)
    assert town.case.answer_by == date(2026, 3, 24)


def test_a_promise_that_silence_moves_is_not_moved_without_a_letter(town):
    says(town, "Fråga: Vilken dag var det?", when=at("2026-03-11T10:00"))
    town.quarter_passes()
    says(town, "Förläng 24 mars, kocken är sjuk", when=at("2026-03-18T10:00"))
    town.waits_until(at("2026-04-01T12:00"))
    told = [letter for letter in town.letters_to(GUARDIAN) if "Ny dag för svar" in letter.subject]
    assert town.case.answer_by == date(2026, 4, 9)
    assert len(told) == 1
    assert "senast torsdag 9 april, i stället för tisdag 24 mars" in told[0].text


EXAMPLE = re.compile(r"Förläng\W+(\d+ \w+), vi väntar på")


@pytest.mark.parametrize("arrives", ["2026-03-10T10:00", "2026-05-05T10:00", "2026-10-20T10:00"])
def test_the_example_of_a_letter_can_be_copied(arrives):
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", at=at(arrives))
    routed = town.letters_to(PETER)[0]
    town.replies(
        routed,
        f"Förläng {EXAMPLE.search(routed.text)[1]}, vi väntar på kocken.",
        sender=PETER,
        at=at(arrives),
    )
    town.quarter_passes()
    assert "vi väntar på kocken" in town.letters_to(GUARDIAN)[-1].text
