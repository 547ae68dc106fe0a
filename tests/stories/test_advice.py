"""G20: a colleague is asked, without a word of who it is about; what they answer stays in the house."""

import pytest

from tests.lindhoj import BIRGITTA, EMMA, GUARDIAN, KARIN, TOMAS, at
from tests.town import Town

DAY = at("2026-03-11T10:00")
QUESTION = (
    "Rådfråga: rektor Kullaskolan, mamman Maria Lind (maria.lind@hem.example, 070-174 06 99) till Hanna i 4B "
    "tycker att rasten är för kort. Läraren Lena håller med. Hur gjorde ni på Kullaskolan?"
)


@pytest.fixture
def town():
    town = Town()
    town.writes("Rasten på Åskolan är för kort för Hanna.", sender="Maria Lind <maria.lind@hem.example>")
    return town


def says(town, sender, text, when=DAY):
    town.replies(town.letters_to(BIRGITTA)[0], text, sender=sender, at=when)


@pytest.fixture
def asked(town):
    says(town, BIRGITTA, QUESTION)
    return town


def test_g20_the_colleague_gets_the_question_without_names(asked):
    [question] = asked.letters_to(EMMA)
    assert "Birgitta Norén har en fråga till dig" in question.text
    assert "rasten är för kort" in question.text
    assert "Hur gjorde ni på Kullaskolan?" in question.text
    whole = question.subject + question.text + question.html
    for told in ("Maria", "Lind ", "hem.example", "174 06 99", "Hanna", "4B", "Lena", "/case/"):
        assert told not in whole
    assert "Läraren [namn] håller med" in question.text


def test_g20_whoever_asks_sees_what_was_sent(asked):
    receipt = asked.letters_to(BIRGITTA)[-1]
    assert receipt.subject == "[LH-2026-0001] Din fråga har gått till Emma Wiklund"
    assert "mamman [namn] [namn] ([adress], [telefon]) till [namn] i [klass]" in receipt.text


@pytest.mark.parametrize(
    "words",
    [
        "Vi flyttade rasten en kvart. Det blev bra.",
        "Svar: vi flyttade rasten en kvart.",
        "Klart! Vi flyttade rasten en kvart.",
        "Förslag: flytta rasten en kvart",
        "Så här: vi flyttade rasten",
    ],
)
def test_g20_any_words_of_the_colleague_go_to_whoever_asked_and_to_nobody_else(asked, words):
    asked.replies(asked.letters_to(EMMA)[0], words, sender=EMMA, at=at("2026-03-11T14:00"))
    answer = asked.letters_to(BIRGITTA)[-1]
    assert answer.subject == "[LH-2026-0001] Råd från Emma Wiklund"
    assert words in answer.text
    asked.quarter_passes()
    assert len(asked.letters_to(GUARDIAN)) == 1
    assert len(asked.letters_to(EMMA)) == 1
    assert asked.case.state == "with_owner"


def test_g20_silence_is_asked_about_once_and_then_told(asked):
    asked.waits_until(at("2026-03-17T12:00"))
    assert [letter.at for letter in asked.letters_to(EMMA)] == [DAY, at("2026-03-13T07:30")]
    told = [letter for letter in asked.letters_to(BIRGITTA) if "Inget svar från Emma" in letter.subject]
    assert [letter.at for letter in told] == [at("2026-03-17T07:30")]
    asked.replies(told[0], "Jag ringer henne.", sender=BIRGITTA, at=at("2026-03-17T13:00"))
    asked.waits_until(at("2026-03-27T12:00"))
    assert len(asked.letters_to(EMMA)) == 2


def test_g20_the_guardian_is_told_nothing_in_the_answer_either(asked):
    asked.replies(asked.letters_to(EMMA)[0], "Flytta rasten.", sender=EMMA, at=at("2026-03-11T14:00"))
    says(asked, BIRGITTA, "Klart. Vi har flyttat rasten.", at("2026-03-12T10:00"))
    asked.quarter_passes()
    assert "Emma" not in asked.letters_to(GUARDIAN)[-1].text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Rådfråga: någon annan, hur gör man?", "Skriv vem du frågar"),
        ("Rådfråga: rektor Kullaskolan", "Skriv vem du frågar"),
    ],
)
def test_g20_without_somebody_or_a_question_it_gets_help(town, text, why):
    says(town, BIRGITTA, text)
    assert why in town.letters_to(BIRGITTA)[-1].text
    assert town.letters_to(EMMA) == []


def test_g20_about_a_sensitive_case_no_question_is_mailed():
    town = Town()
    town.writes("Min son på Åskolan blir slagen varje rast.")
    says(town, BIRGITTA, "Rådfråga: rektor Kullaskolan hur gör ni?")
    assert "Ring i stället" in town.letters_to(BIRGITTA)[-1].text
    assert town.letters_to(EMMA) == []


def test_g20_nobody_whom_the_matter_concerns_is_asked():
    town = Town()
    town.writes("Rektorn på Åskolan svarar aldrig på mejl om läxor.")
    before = len(town.letters_to(BIRGITTA))
    town.replies(town.letters_to(KARIN)[0], "Rådfråga: rektor Åskolan varför?", sender=KARIN, at=DAY)
    assert len(town.letters_to(BIRGITTA)) == before


def test_g20_a_colleague_who_was_not_asked_writes_a_note(asked):
    says(asked, TOMAS, "Vi gjorde så här: vi flyttade rasten.")
    assert not [letter for letter in asked.letters_to(BIRGITTA) if "Råd från" in letter.subject]


@pytest.mark.parametrize("words", ["Svar: vi brukar flytta rasten.", "Klart. Vi flyttade rasten en kvart."])
@pytest.mark.parametrize("colleague", ["Karin Blom", "Annika Sandell"])
def test_g20_nor_do_the_words_of_one_who_may_answer_the_case_leave_the_house(town, colleague, words):
    says(town, BIRGITTA, f"Rådfråga: {colleague}, hur brukar ni göra?")
    address = town.organisation.role(town.case.errands[0].of).holder.address
    town.replies(town.letters_to(address)[0], words, sender=address, at=at("2026-03-11T14:00"))
    answer = town.letters_to(BIRGITTA)[-1]
    assert answer.subject == f"[LH-2026-0001] Råd från {colleague}"
    assert words in answer.text
    town.quarter_passes()
    assert len(town.letters_to(GUARDIAN)) == 1
    assert town.case.state == "with_owner"


def test_g20_the_owner_who_was_asked_before_it_became_theirs_answers_the_case(town):
    says(town, BIRGITTA, "Rådfråga: Karin Blom, hur brukar ni göra?")
    says(town, KARIN, "Jag tar det", at("2026-03-11T13:00"))
    says(town, KARIN, "Klart. Vi har flyttat rasten.", at("2026-03-11T14:00"))
    town.quarter_passes()
    assert "Vi har flyttat rasten." in town.letters_to(GUARDIAN)[-1].text
