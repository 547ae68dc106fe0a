"""G69, G74, G81: what a colleague raises to a lane that protects is worked on, whatever was said before."""

from datetime import timedelta

import pytest

from complaints.model import Lane, State
from tests.lindhoj import ANNIKA, BIRGITTA, EMMA, EVA, GUARDIAN, KARIN, PETER, at
from tests.town import Town

LATER = at("2026-03-11T10:00")
FIVE = timedelta(minutes=5)
WORDS = "Vi har köpt en värmevagn"


@pytest.fixture
def town():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", Subject="Maten")
    town.replies(town.letters_to(PETER)[0], f"Klart. {WORDS}.", sender=PETER, at=LATER)
    return town


def says(town, text, *, sender, when):
    """On Peter's first mail; returns what left because of it, and until the next noon."""
    before = len(town.letters)
    town.replies(town.letters_to(PETER)[0], text, sender=sender, at=when)
    return town.letters[before:]


def heard(letters, address):
    return [letter for letter in letters if address in letter.recipients]


@pytest.mark.parametrize("sender", [ANNIKA, PETER])
def test_g69_an_answer_that_waits_does_not_close_what_became_an_inquiry(town, sender):
    says(town, "Kategori: kränkning", sender=sender, when=LATER + FIVE)
    town.waits_until(at("2026-03-11T12:00"))
    assert (town.case.state, town.case.outgoing) == (State.WITH_OWNER, None)
    assert town.case.owner == "rektor-askolan"
    [stopped] = [letter for letter in town.letters_to(PETER) if "Stoppat" in letter.subject]
    assert "Birgitta Norén" in stopped.text
    assert WORDS not in "".join(letter.text for letter in town.letters_to(GUARDIAN))


def test_g74_nor_does_it_leave_to_a_family_that_is_protected_by_now(town):
    says(town, "Kategori: skyddad adress", sender=ANNIKA, when=LATER + FIVE)
    town.waits_until(at("2026-03-11T12:00"))
    assert (town.case.owner, town.case.state) == ("registrator", State.WITH_OWNER)
    assert len(town.letters_to(GUARDIAN)) == 1


def test_g69_what_was_answered_is_open_again_with_days_reminders_and_ladder(town):
    town.waits_until(LATER + timedelta(hours=1))
    assert town.case.state is State.ANSWERED
    letters = says(town, "Kategori: kränkning", sender=ANNIKA, when=at("2026-03-12T10:00"))
    assert town.case.state is State.WITH_OWNER
    assert town.case.first_contact_by == at("2026-03-13T00:00").date()
    assert town.case.answer_by > at("2026-03-20T00:00").date()
    assert "skyndsam" in heard(letters, BIRGITTA)[-1].text
    [told] = heard(letters, GUARDIAN)
    assert "tar vi upp din fråga igen" in told.text
    assert "Birgitta Norén" in told.text
    assert "Bra att du säger till" not in told.text  # it was not they who did
    before = len(town.letters)
    town.waits_until(at("2026-03-30T12:00"))
    later = town.letters[before:]
    assert [letter for letter in heard(later, BIRGITTA) if "LH-2026-0001" in letter.text]
    assert heard(later, KARIN)


def test_g69_the_rektor_who_answered_it_herself_gets_it_anew_by_the_word_of_another():
    town = Town()
    town.writes("Rasterna på Åskolan är för korta. De hinner inte leka.")
    town.replies(town.letters_to(BIRGITTA)[0], "Klart. De är längre nu.", sender=BIRGITTA, at=LATER)
    town.waits_until(LATER + timedelta(hours=1))
    before = len(town.letters)
    word = "Kategori: kränkning, mamman ringde"
    town.replies(town.letters_to(BIRGITTA)[0], word, sender=KARIN, at=at("2026-03-12T10:00"))
    [hers] = heard(town.letters[before:], BIRGITTA)
    assert "skyndsam" in hers.text
    assert "fredag 13 mars" in hers.text


def test_g81_danger_in_an_answered_case_is_an_alarm_and_the_guardian_learns_where_help_is(town):
    town.waits_until(LATER + timedelta(hours=1))
    letters = says(town, "Kategori: akut", sender=ANNIKA, when=at("2026-03-12T10:00"))
    assert (town.case.state, town.case.judgement.lane) == (State.WITH_OWNER, Lane.ACUTE)
    assert [letter for letter in letters if "AKUT" in letter.subject]
    [told] = heard(letters, GUARDIAN)
    assert "112" in told.text


def test_g74_an_answered_case_of_a_protected_family_is_the_registrators_to_see_to(town):
    town.waits_until(LATER + timedelta(hours=1))
    letters = says(town, "Kategori: skyddad adress", sender=ANNIKA, when=at("2026-03-12T10:00"))
    assert (town.case.state, town.case.owner) == (State.WITH_OWNER, "registrator")
    assert heard(letters, EVA)
    assert not heard(letters, GUARDIAN)


# --- Till: while words wait -----------------------------------------------------------------------------


def test_whoever_has_the_case_no_longer_does_not_answer_it_ten_minutes_later(town):
    says(town, "Till: rektor Kullaskolan", sender=ANNIKA, when=LATER + FIVE)
    town.waits_until(at("2026-03-11T12:00"))
    assert (town.case.owner, town.case.state) == ("rektor-kullaskolan", State.WITH_OWNER)
    assert "Emma Wiklund" in town.letters_to(GUARDIAN)[-1].text
    assert WORDS not in "".join(letter.text for letter in town.letters_to(GUARDIAN))
    [stopped] = [letter for letter in town.letters_to(PETER) if "Stoppat" in letter.subject]
    assert WORDS in stopped.text  # so that he can pass them on
    assert "Emma Wiklund" in stopped.text
    assert town.letters_to(EMMA)


def test_nor_when_somebody_above_takes_the_case_over(town):
    says(town, "Jag tar det", sender=KARIN, when=LATER + FIVE)
    town.waits_until(at("2026-03-11T12:00"))
    assert (town.case.owner, town.case.state) == ("bitradande-chef", State.WITH_OWNER)
    assert WORDS not in "".join(letter.text for letter in town.letters_to(GUARDIAN))


def test_words_of_whoever_gets_the_case_leave_as_they_would():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", Subject="Maten")
    town.replies(town.letters_to(PETER)[0], f"Klart. {WORDS}.", sender=KARIN, at=LATER)
    says(town, "Till: Karin Blom", sender=PETER, when=LATER + FIVE)
    town.waits_until(at("2026-03-11T12:00"))
    assert town.case.state is State.ANSWERED
    assert WORDS in town.letters_to(GUARDIAN)[-1].text
