"""G35: many mails of one person weigh on a rektor. The management hears; whoever wrote notices nothing."""

import pytest

from complaints.judgement.words import Words
from complaints.process.arrival.load import is_hard
from tests.lindhoj import BIRGITTA, GUARDIAN, KARIN, at
from tests.town import Town

HARD = "Ni är fullständigt inkompetenta."


@pytest.fixture
def town():
    town = Town()
    town.writes("Läxorna på Åskolan är för svåra.")
    return town


def presses(town, times, text="En sak till om läxorna.", hour=10):
    letter = town.letters_to(GUARDIAN)[0]
    for n in range(times):
        when = at(f"2026-03-{11 + n // 2}T{hour + n % 2}:00")
        town.replies(letter, f"{n}. {text}", sender=GUARDIAN, at=when)
    town.waits_until(town.now)


def signals(town, address=KARIN):
    return [letter for letter in town.letters_to(address) if "belastning" in letter.subject]


def test_g35_twelve_mails_in_ten_days_with_hard_words_are_told_to_the_deputy_head_once(town):
    before = town.case
    presses(town, 11, HARD)
    [told] = signals(town)
    assert told.subject == "[LH-2026-0001] Hög belastning på rektor Birgitta Norén"
    assert "svara Ta över kontakten" in told.text
    assert "Det här säger inget om den som har skrivit." in told.text
    same = ("owner", "answer_by", "first_contact_by", "clock_from", "judgement")
    assert all(getattr(town.case, name) == getattr(before, name) for name in same)
    assert (
        len([letter for letter in town.letters_to(BIRGITTA) if "Vi ser att det är mycket" in letter.subject])
        == 1
    )
    assert not [letter for letter in town.letters_to(GUARDIAN) if "belastning" in letter.text]


def test_g35_twelve_without_a_hard_word_are_a_load_too_and_eleven_are_not(town):
    presses(town, 10)
    assert signals(town) == []
    town.replies(town.letters_to(GUARDIAN)[0], "Och så en till.", sender=GUARDIAN, at=at("2026-03-18T10:00"))
    [told] = signals(town)
    assert "har fått 12 mejl på 10 dagar" in told.text
    assert "hårda ord" not in told.text


def test_g35_the_letter_tells_the_numbers_and_none_of_the_words(town):
    presses(town, 11, HARD, hour=20)
    [told] = signals(town)
    assert "7 mejl på 10 dagar" in told.text
    assert "6 av dem kom utanför kontorstid. I 6 av dem finns hårda ord." in told.text
    assert "inkompetenta" not in told.text
    assert GUARDIAN not in told.text


def test_g35_mails_on_several_cases_of_one_person_count_together_and_others_do_not(town):
    about = ("rasterna", "schemat", "städningen", "veckobrevet", "toaletterna", "datorerna")
    for n, matter in enumerate(about):
        for sender in (GUARDIAN, f"foralder{n}@hem.example"):
            text = f"Jag är missnöjd med {matter} på Åskolan."
            town.writes(text, at=at(f"2026-03-{11 + n // 2}T{10 + n % 2}:00"), sender=sender, Subject=matter)
    assert len(town.cases) == 13
    assert signals(town) == []
    presses(town, 5, hour=12)
    [told] = signals(town)
    assert "har fått 12 mejl" in told.text


def test_g35_mails_that_others_answer_do_not_weigh_on_the_rektor(town):
    town.writes("Skolmaten på Åskolan är kall.", at=at("2026-03-10T12:00"), Subject="Mat")
    presses(town, 10)
    assert signals(town) == []


def test_g35_as_many_in_a_longer_time_are_no_load(town):
    letter = town.letters_to(GUARDIAN)[0]
    for day in range(11, 31, 2):
        for hour in (10, 14) if day % 4 == 3 else (10,):
            when = at(f"2026-03-{day}T{hour}:00")
            town.replies(letter, "En sak till om läxorna.", sender=GUARDIAN, at=when)
    assert len(town.case.heard_at) == 15
    assert signals(town) == []


def test_g35_a_child_who_writes_often_is_no_load():
    town = Town()
    pupil = "alva@elev.lindhoj.example"
    town.writes("Läxorna på Åskolan är för svåra.", sender=pupil)
    letter = town.letters_to(pupil)[0]
    for n in range(12):
        town.replies(
            letter, f"hej igen {n}, {HARD}", sender=pupil, at=at(f"2026-03-{11 + n // 2}T{10 + n % 2}:00")
        )
    assert signals(town) == []


def test_g35_of_a_case_that_only_a_few_named_people_may_know_nothing_is_told():
    town, teacher = Town(), "eva.lund@lindhoj.example"
    town.writes("Min kollega trakasserar mig och chefen gör inget.", sender=teacher)
    letter = town.letters_to(teacher)[0]
    for n in range(12):
        when = at(f"2026-03-{11 + n // 2}T{10 + n % 2}:00")
        town.replies(letter, f"{n}. {HARD}", sender=teacher, at=when)
    assert signals(town) == []
    assert town.letters_to(KARIN) == []


def test_g79_anonymous_mails_and_those_with_a_name_are_no_load_together(town):
    presses(town, 10)
    text = "Jag vill vara anonym. Rasterna på Åskolan är för korta."
    town.writes(text, at=at("2026-03-16T12:00"))
    assert town.cases[1].owner == town.cases[0].owner
    assert signals(town) == []


@pytest.mark.parametrize(
    "text", [HARD, "Ni ljuger hela tiden", "Ni borde skämmas!", "Dra åt helvete", "You are useless"]
)
def test_hard_words_are_known(text):
    assert is_hard(Words("", text))


@pytest.mark.parametrize(
    "text",
    ["Det är fantastiskt dåligt", "Jag är ledsen och trött", "Maten är kall igen!!!", "Fansen var där"],
)
def test_sorrow_and_anger_are_not_hard_words(text):
    assert not is_hard(Words("", text))
