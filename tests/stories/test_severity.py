"""G34: how serious a case is, judged by two without names; both values and the one that counts are kept."""

import pytest

from tests.lindhoj import ANNIKA, BIRGITTA, EMMA, GUARDIAN, KARIN, MATS, at
from tests.town import Town

DAY, LATER = at("2026-03-11T10:00"), at("2026-03-11T14:00")


@pytest.fixture
def town():
    town = Town()
    town.writes("Rasten på Åskolan är för kort för Hanna.", sender="Maria Lind <maria.lind@hem.example>")
    return town


def says(town, sender, text, when=DAY):
    town.replies(town.letters_to(BIRGITTA)[0], text, sender=sender, at=when)


def asked(town, address):
    return [letter for letter in town.letters_to(address) if "Hur allvarligt är det?" in letter.subject]


@pytest.fixture
def both_asked(town):
    says(town, BIRGITTA, "Bedöm allvar")
    return town


def test_g34_two_of_the_management_are_asked_where_nobody_is_named(both_asked):
    assert [len(asked(both_asked, address)) for address in (KARIN, ANNIKA, MATS)] == [1, 1, 0]
    question = asked(both_asked, KARIN)[0].text
    assert "Svara på det här mejlet med en siffra." in question
    assert "/sv/case/" in question
    assert "Vi har frågat Karin Blom och Annika Sandell" in both_asked.letters_to(BIRGITTA)[-1].text


@pytest.mark.parametrize(
    "words", ["3", "3, för det är tredje gången.", "Allvar: 3", "Hej!\n\nAllvar 3. Tredje gången."]
)
def test_g34_both_values_and_the_gravest_are_kept_and_told(both_asked, words):
    both_asked.replies(asked(both_asked, KARIN)[0], words, sender=KARIN, at=LATER)
    assert both_asked.case.severity is None
    assert not [m for m in both_asked.letters_to(BIRGITTA) if "Så allvarligt" in m.subject]
    both_asked.replies(asked(both_asked, ANNIKA)[0], "2", sender=ANNIKA, at=LATER)
    told = both_asked.letters_to(BIRGITTA)[-1]
    assert told.subject == "[LH-2026-0001] Så allvarligt är det: 3 av 4"
    assert "- Karin Blom: 3" in told.text
    assert "- Annika Sandell: 2" in told.text
    assert both_asked.case.severity == 3
    said = [e.facts["number"] for e in both_asked.store.log(both_asked.case.id) if e.what == "severity_said"]
    assert said == ["3", "2"]
    assert len(both_asked.letters_to(GUARDIAN)) == 1


def test_g34_whoever_has_the_case_decides_in_the_end(both_asked):
    for address, number in ((KARIN, "4"), (ANNIKA, "1")):
        both_asked.replies(asked(both_asked, address)[0], number, sender=address, at=LATER)
    says(both_asked, BIRGITTA, "Allvar 2, vi har pratat om det", LATER)
    assert both_asked.case.severity == 2
    assert "2 av 4 gäller" in both_asked.letters_to(BIRGITTA)[-1].text


def test_g34_a_colleague_who_is_named_gets_facts_without_names_and_no_way_to_the_case(town):
    says(
        town,
        BIRGITTA,
        "Bedöm allvar: rektor Kullaskolan och Karin Blom; Hanna Lind i 4B säger att rasten är kort.",
    )
    assert asked(town, ANNIKA) == []
    question = asked(town, EMMA)[0]
    assert "[namn] [namn] i [klass] säger att rasten är kort." in question.text
    for told in ("Hanna", "Lind ", "4B", "/sv/case/", "Maria", "hem.example"):
        assert told not in question.text
    assert "/sv/case/" in asked(town, KARIN)[0].text


def test_g34_a_colleague_is_asked_about_nothing_without_words(town):
    says(town, BIRGITTA, "Bedöm allvar: rektor Kullaskolan")
    assert "Skriv vad det gäller, utan namn" in town.letters_to(BIRGITTA)[-1].text
    assert town.letters_to(EMMA) == []


def test_g34_in_a_sensitive_case_only_those_who_may_read_it_are_asked_and_no_word_is_mailed():
    town = Town()
    town.writes("Min son på Åskolan blir slagen varje rast.")
    says(town, BIRGITTA, "Bedöm allvar: rektor Kullaskolan; en pojke blir slagen")
    assert town.letters_to(EMMA) == []
    says(town, BIRGITTA, "Bedöm allvar: Karin Blom; en pojke blir slagen", LATER)
    assert len(asked(town, KARIN)) == 1
    assert "slagen" not in asked(town, KARIN)[0].text


def test_g34_silence_is_asked_about_once_and_then_told(both_asked):
    both_asked.replies(asked(both_asked, KARIN)[0], "3", sender=KARIN, at=LATER)
    both_asked.waits_until(at("2026-03-25T12:00"))
    assert len(asked(both_asked, KARIN)) == 1
    assert [letter.at for letter in asked(both_asked, ANNIKA)] == [DAY, at("2026-03-13T07:30")]
    told = [m for m in both_asked.letters_to(BIRGITTA) if "Inget svar från Annika Sandell" in m.subject]
    assert [letter.at for letter in told] == [at("2026-03-17T07:30")]
    assert "svara Allvar och en siffra" in told[0].text


@pytest.mark.parametrize("text", ["Allvar: mycket", "Allvar 5", "Allvar 3/4"])
def test_g34_what_is_no_number_gets_help(both_asked, text):
    both_asked.replies(asked(both_asked, KARIN)[0], text, sender=KARIN, at=LATER)
    assert "Inget skickades" in both_asked.letters_to(KARIN)[-1].subject
    assert both_asked.case.severity is None


def test_g34_other_words_of_a_judge_stay_a_note(both_asked):
    both_asked.replies(asked(both_asked, KARIN)[0], "Jag ringer dig.", sender=KARIN, at=LATER)
    assert both_asked.store.log(both_asked.case.id)[-1].what == "note"


def test_g34_a_colleague_who_is_asked_for_advice_does_not_decide(town):
    says(town, BIRGITTA, "Rådfråga: rektor Kullaskolan, hur gjorde ni med rasterna?")
    town.replies(town.letters_to(EMMA)[0], "Allvar 4", sender=EMMA, at=LATER)
    assert town.case.severity is None
    assert "Allvar 4" in town.letters_to(BIRGITTA)[-1].text


def test_g34_nor_does_the_doer_of_a_measure(town):
    says(town, BIRGITTA, "Åtgärd: måla linjer på skolgården; rektor Kullaskolan; 15 april")
    town.replies(town.letters_to(EMMA)[0], "Allvar 4", sender=EMMA, at=LATER)
    assert town.case.severity is None
    assert "Det får bara den göra som ansvarar för ärendet" in town.letters_to(EMMA)[-1].text
