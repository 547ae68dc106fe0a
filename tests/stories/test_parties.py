"""Who stands behind a case: people on the telephone, colleagues who pass mails on, strangers."""

import pytest

from complaints.model import Channel, Lane, State, Writer
from tests.lindhoj import GUARDIAN, TUESDAY, at
from tests.town import Town

BIRGITTA, PETER = "birgitta.noren@lindhoj.example", "peter.hallgren@lindhoj.example"
KARIN, ANNIKA = "karin.blom@lindhoj.example", "annika.sandell@lindhoj.example"
TEACHER = "eva.lund@lindhoj.example"  # works here, and has no role


@pytest.fixture
def town():
    return Town()


# --- G09: told by word of mouth ---------------------------------------------------------------------

ORAL = "Muntligt: två föräldrar missnöjda med nya rasttiderna. Pratat, löst."


def test_g09_an_oral_complaint_is_a_case_from_one_line(town):
    town.writes(ORAL, sender=BIRGITTA, Subject="")
    case = town.case
    assert (case.channel, case.complainants, case.state) == (Channel.ORAL, 2, State.ANSWERED)
    assert (case.owner, case.judgement.unit, case.judgement.category) == (
        "rektor-askolan",
        "askolan",
        "organisation",
    )
    [receipt] = town.letters
    assert receipt.recipients == (BIRGITTA,)
    assert receipt.subject == "[LH-2026-0001] Tack, sparat"
    assert "2 personer, organisation och schema, Åskolan, löst." in receipt.text


def test_g09_nothing_more_is_ever_mailed_about_it(town):
    town.writes(ORAL, sender=BIRGITTA)
    town.waits_until(at("2026-05-30T12:00"))
    assert len(town.letters) == 1


def test_g09_what_is_not_solved_waits_with_the_rektor_and_is_reminded_of(town):
    town.writes("Muntligt: en mamma missnöjd med nya rasttiderna", sender=BIRGITTA)
    [receipt] = town.letters
    assert "Du ansvarar. Är det löst? Svara ”Löst direkt: …” med en mening." in receipt.text
    assert (town.case.state, town.case.in_hand_of) == (State.WITH_OWNER, "rektor-askolan")
    town.waits_until(at("2026-03-12T08:00"))
    assert "LH-2026-0001" in town.letters_to(BIRGITTA)[-1].text


def test_g09_what_another_answers_for_goes_there(town):
    town.writes("Muntligt: en pappa säger att skolmaten är kall", sender=BIRGITTA)
    routed = town.letters_to(PETER)[0]
    assert "en pappa säger att skolmaten är kall" in routed.text
    assert "Det kom muntligt till Birgitta Norén" in routed.text
    assert "Peter Hallgren, måltidschef, ansvarar" in town.letters_to(BIRGITTA)[0].text


def test_g09_a_teacher_without_a_role_may_tell_too(town):
    town.writes("Muntligt: en elev på Åskolan tycker att läxorna är för svåra", sender=TEACHER)
    assert town.case.complainant.writer is Writer.PUPIL
    assert town.letters_to(TEACHER)[0].subject.startswith("[LH-2026-0001] Tack, sparat")
    assert len(town.letters_to(BIRGITTA)) == 1


def test_g09_danger_is_not_solved_by_a_word(town):
    town.writes("Muntligt: en mamma säger att sonen blir slagen varje rast. Pratat, löst.", sender=BIRGITTA)
    assert (town.case.judgement.lane, town.case.answered_at) == (Lane.KRANKNING, None)
    assert town.letters_to(KARIN)
    assert "löst. Du behöver" not in town.letters_to(BIRGITTA)[0].text


def test_g09_a_complaint_about_the_rektor_herself_goes_above_her(town):
    town.writes("Muntligt: en pappa säger att rektor Birgitta Norén skrek åt honom", sender=TEACHER)
    assert town.case.owner == "bitradande-chef"
    assert town.letters_to(BIRGITTA) == []


def test_g09_the_word_may_stand_in_the_subject(town):
    town.writes("två föräldrar missnöjda med nya rasttiderna, löst", sender=BIRGITTA, Subject="Muntligt")
    assert (town.case.channel, town.case.complainants) == (Channel.ORAL, 2)


def test_g09_a_guardian_who_writes_the_word_is_an_ordinary_complainant(town):
    town.writes("Muntligt: jag har klagat på maten på Åskolan", sender=GUARDIAN, at=TUESDAY)
    assert town.case.channel is Channel.MAIL
    assert len(town.letters_to(GUARDIAN)) == 1
