"""G28: where the right to education is at risk the management hears at once, urges, and is told."""

import pytest

from complaints.model import ErrandKind
from tests.lindhoj import BIRGITTA, GUARDIAN, JOHAN, KARIN, MATS, at
from tests.town import Town

AT_RISK = "Han har inte fått gå i skolan på tre veckor och får ingen anpassning. Vi går på Åskolan."
DAY = at("2026-03-11T10:00")
URGING = "Uppmaning: ordna undervisning för eleven senast 24/3"


@pytest.fixture
def town():
    town = Town()
    town.writes(AT_RISK)
    return town


def says(town, sender, text, when=DAY):
    town.replies(town.letters_to(KARIN)[0], text, sender=sender, at=when)


@pytest.fixture
def urged(town):
    says(town, KARIN, URGING)
    return town


def about(town, address):
    return [letter for letter in town.letters_to(address) if "uppmaning" in letter.subject.lower()]


def test_g28_the_deputy_head_hears_within_minutes_also_at_night():
    town = Town()
    town.writes(AT_RISK, at=at("2026-03-14T23:00"))
    assert [letter.at for letter in town.letters_to(KARIN)] == [at("2026-03-14T23:00")]


def test_g28_an_uppmaning_is_recorded_and_given_to_the_rektor(urged):
    [given] = about(urged, BIRGITTA)
    assert given.subject == "[LH-2026-0001] En uppmaning till dig, senast ti 24 mars"
    assert (
        "Karin Blom uppmanar dig i ärende LH-2026-0001 att göra det här senast tisdag 24 mars" in given.text
    )
    assert "> ordna undervisning för eleven" in given.text
    assert about(urged, KARIN)[-1].subject == "[LH-2026-0001] Noterat: uppmaning till ti 24 mars"
    entry = next(e for e in urged.store.log(urged.case.id) if e.what == "urged")
    assert (entry.by, entry.why, entry.facts["due_on"]) == (
        "bitradande-chef",
        "ordna undervisning för eleven",
        "2026-03-24",
    )
    assert len(urged.letters_to(GUARDIAN)) == 1


def test_g28_silence_on_its_day_reminds_the_rektor_whoever_urged_and_the_head(urged):
    urged.waits_until(at("2026-04-02T12:00"))
    day, later = at("2026-03-24T07:30"), at("2026-03-31T07:30")
    for address in (BIRGITTA, KARIN, MATS):
        asked = [letter for letter in about(urged, address) if "vara klart" in letter.subject]
        assert [letter.at for letter in asked] == [day, later]
        assert "klart i dag, tisdag 24 mars" in asked[0].text
        assert "skulle vara klart tisdag 24 mars" in asked[1].text


@pytest.mark.parametrize(
    "word", ["Gjort. Han har undervisning hemma sedan i dag.", "finished: he is taught at home"]
)
def test_g28_gjort_tells_whoever_urged_and_ends_the_asking(urged, word):
    urged.replies(about(urged, BIRGITTA)[0], word, sender=BIRGITTA, at=at("2026-03-20T10:00"))
    assert about(urged, BIRGITTA)[-1].subject == "[LH-2026-0001] Tack, det som uppmaningen gällde är gjort"
    told = about(urged, KARIN)[-1]
    assert "Birgitta Norén säger att det här är gjort" in told.text
    assert "hemma" in told.text or "at home" in told.text
    urged.waits_until(at("2026-03-25T12:00"))
    assert [letter for letter in about(urged, BIRGITTA) if "vara klart" in letter.subject] == []
    assert about(urged, MATS) == []
    assert not any("hemma" in x.text or "at home" in x.text for x in urged.letters_to(GUARDIAN))


def test_g28_one_word_serves_measures_and_urgings_and_asks_which_when_both_wait(urged):
    says(urged, BIRGITTA, "Åtgärd: ringa hem; 20 mars", at("2026-03-11T11:00"))
    says(urged, BIRGITTA, "Gjort", at("2026-03-12T10:00"))
    asked = urged.letters_to(BIRGITTA)[-1].text
    assert "1 – ordna undervisning för eleven" in asked
    assert "2 – ringa hem" in asked
    says(urged, BIRGITTA, "Gjort 1", at("2026-03-12T10:05"))
    done = {errand.kind: bool(errand.done_at) for errand in urged.case.errands}
    assert done == {ErrandKind.URGED: True, ErrandKind.MEASURE: False}


def test_g28_a_deputy_of_an_absent_rektor_gets_it_and_reports_it():
    town = Town()
    town.writes("Frånvarande 10–20 mars, ersättare: Johan Ahl", sender=BIRGITTA, at=at("2026-03-09T10:00"))
    town.writes(AT_RISK)
    says(town, KARIN, URGING)
    [given] = about(town, JOHAN)
    assert "ersätter Birgitta Norén" in given.text
    town.replies(given, "Gjort. Det är ordnat.", sender=JOHAN, at=at("2026-03-12T10:00"))
    assert "Johan Ahl säger" in about(town, KARIN)[-1].text


@pytest.mark.parametrize(
    "text",
    [
        "Uppmaning: ordna undervisning",
        "Uppmaning: senast 24/3",
        "Uppmaning: ordna det senast 2 mars",
        "Uppmaning: gör det senast 1 maj 2099",
    ],
)
def test_g28_without_words_or_a_day_to_come_it_gets_help(town, text):
    says(town, KARIN, text)
    assert "Inget skickades" in town.letters_to(KARIN)[-1].subject
    assert town.case.errands == ()


def test_g28_only_the_management_urges(town):
    says(town, BIRGITTA, URGING)
    assert "Inget skickades" in town.letters_to(BIRGITTA)[-1].subject
    assert town.case.errands == ()


def test_g28_a_rektor_whom_the_matter_concerns_is_urged_by_no_mail():
    town = Town()
    town.writes("Rektorn på Åskolan skrek åt mig inför min dotter.")
    town.replies(town.letters_to(KARIN)[0], URGING, sender=KARIN, at=DAY)
    assert "ingen rektor som uppmaningen kan gå till" in town.letters_to(KARIN)[-1].text
    assert town.letters_to(BIRGITTA) == []
