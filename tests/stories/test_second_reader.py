"""G32: whoever is new as rektor has a second reader for a year, who says in a word what she thinks."""

from dataclasses import replace

import pytest

from tests.lindhoj import ANNIKA, BIRGITTA, EMMA, GUARDIAN, KARIN, TOMAS, at, lindhoj
from tests.town import Town

COMPLAINT = "Läxorna på Kullaskolan är för svåra."
DAY = at("2026-03-11T10:00")


@pytest.fixture
def town():
    town = Town()
    town.writes(COMPLAINT)
    return town


def reads_along(town, address=KARIN):
    return [letter for letter in town.letters_to(address) if "Läs gärna med" in letter.subject]


def test_g32_the_second_reader_gets_the_case_of_a_new_rektor(town):
    assert town.case.owner == "rektor-kullaskolan"
    [letter] = town.letters_to(KARIN)
    assert letter.subject == "[LH-2026-0001] Läs gärna med Emma Wiklund"
    assert COMPLAINT in letter.text
    assert "Emma Wiklund är ny som rektor" in letter.text
    assert len(town.letters_to(GUARDIAN)) == 1


@pytest.mark.parametrize(
    ("word", "subject", "says"),
    [
        ("Rätt spår", "Rätt spår", "på rätt spår"),
        ("rätt spår, och ring gärna hem", "Rätt spår", "och ring gärna hem"),
        (
            "Lyft med lärare: läxorna, läraren Bosse vet",
            "Ett råd: lyft med lärare",
            "läxorna, läraren [namn] vet",
        ),
        ("Lyft med arbetslaget", "Ett råd: lyft med arbetslaget", "ta upp det här i arbetslaget"),
        ("On track", "Rätt spår", "på rätt spår"),
    ],
)
def test_g32_her_word_reaches_the_rektor_and_is_kept_without_names(town, word, subject, says):
    town.replies(reads_along(town)[0], word, sender=KARIN, at=DAY)
    letter = town.letters_to(EMMA)[-1]
    assert letter.subject == f"[LH-2026-0001] {subject}"
    assert says in letter.text
    entry = next(e for e in town.store.log(town.case.id) if e.what == "guided")
    assert "Bosse" not in letter.text + entry.text
    assert entry.by == "bitradande-chef"
    town.quarter_passes()
    assert len(town.letters_to(GUARDIAN)) == 1


@pytest.mark.parametrize(("day", "reads"), [("2026-12-30T10:00", 1), ("2027-01-08T10:00", 0)])
def test_g32_after_a_year_it_stops(day, reads):
    town = Town()
    town.writes(COMPLAINT, at=at(day))
    assert len(reads_along(town)) == reads


def test_g32_nobody_reads_along_with_a_rektor_who_is_not_new():
    town = Town()
    town.writes("Läxorna på Åskolan är för svåra.")
    assert town.letters_to(KARIN) == []


def test_g32_the_municipality_may_name_a_colleague_who_reads_ordinary_cases_and_hears_of_no_secret_one():
    organisation = lindhoj()
    emma = replace(organisation.role("rektor-kullaskolan"), second_reader="rektor-angskolan")
    town = Town(replace(organisation, roles={**organisation.roles, emma.id: emma}))
    town.writes(COMPLAINT)
    town.writes("Hon har adhd och får ingen hjälp på Kullaskolan.", sender="b@hem.example")
    [ordinary] = reads_along(town, TOMAS)
    assert COMPLAINT in ordinary.text
    assert town.cases[1].number not in "".join(letter.raw.decode() for letter in town.letters_to(TOMAS))


def test_g32_a_case_that_is_moved_to_a_new_rektor_is_read_along():
    town = Town()
    town.writes("Läxorna på Åskolan är för svåra.")
    town.replies(town.letters_to(BIRGITTA)[0], "Enhet: Kullaskolan", sender=BIRGITTA, at=DAY)
    [letter] = reads_along(town)
    assert "Läxorna på Åskolan" in letter.text


def test_g32_of_a_secret_case_the_second_reader_gets_no_word_by_mail():
    town = Town()
    town.writes("Hon har adhd och får ingen hjälp på Kullaskolan.")
    [letter] = reads_along(town)
    assert "adhd" not in letter.text
    assert "/sv/case/" in letter.text


def test_g32_a_complaint_about_the_new_rektor_is_not_hers_to_be_guided_in():
    town = Town()
    town.writes("Rektorn på Kullaskolan skrek åt mig.")
    assert town.case.owner == "bitradande-chef"
    assert reads_along(town) == []
    assert town.letters_to(EMMA) == []


def test_g32_the_word_is_no_command_of_others(town):
    town.replies(reads_along(town)[0], "Rätt spår", sender=ANNIKA, at=DAY)
    assert not [letter for letter in town.letters_to(EMMA) if "spår" in letter.subject]
