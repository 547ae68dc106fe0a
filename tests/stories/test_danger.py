"""G69, G74, G81: danger that is told on a case there is already is met as in a mail of its own."""

from datetime import timedelta

import pytest

from complaints.model import ErrandKind, Lane, State
from tests.lindhoj import GUARDIAN, at
from tests.town import Town

BIRGITTA, KARIN = "birgitta.noren@lindhoj.example", "karin.blom@lindhoj.example"
PETER, EVA = "peter.hallgren@lindhoj.example", "eva.nyqvist@lindhoj.example"
LENA = "lena.torp@lindhoj.example"
CHILD = "barn@hem.example"
EVENING = at("2026-03-10T20:00")
ANSWERED = at("2026-03-11T10:00")
ACUTE = "Nu säger han att han inte orkar leva längre."
BEATEN = "Och nu har min son blivit slagen av två pojkar i klassen."


@pytest.fixture
def town():
    town = Town()
    town.writes("Läxorna på Åskolan är för svåra.")
    return town


def adds(town, text, *, sender=GUARDIAN, when=EVENING):
    """On the first letter to the complainant; returns what left because of it."""
    before = len(town.letters)
    town.replies(town.letters_to(GUARDIAN)[0], text, sender=sender, at=when)
    return town.letters[before:]


def is_answered(town):
    town.replies(town.letters_to(BIRGITTA)[0], "Klart. Vi har ändrat läxorna.", sender=BIRGITTA, at=ANSWERED)
    town.waits_until(at("2026-03-26T12:00"))


def test_g81_a_life_in_danger_alarms_at_any_hour_and_the_writer_learns_where_help_is(town):
    letters = adds(town, ACUTE)
    assert {letter.at for letter in letters} == {EVENING}
    alarmed = [letter for letter in letters if "AKUT" in letter.subject]
    assert {letter.recipients[0] for letter in alarmed} >= {BIRGITTA, KARIN}
    [help_lines] = [letter for letter in letters if GUARDIAN in letter.recipients]
    assert "112" in help_lines.text
    assert town.case.judgement.lane is Lane.ACUTE
    assert "leva" not in "".join(letter.text for letter in alarmed)
    town.waits_until(at("2026-03-10T21:00"))
    assert len([letter for letter in town.letters if "AKUT" in letter.subject]) > len(alarmed)


def test_g81_the_same_words_again_alarm_nobody_anew(town):
    adds(town, ACUTE)
    town.replies(town.letters_to(BIRGITTA)[-1], "Sett", sender=BIRGITTA, at=at("2026-03-10T20:10"))
    again = adds(town, "Han säger än att han inte orkar leva.", when=at("2026-03-11T11:00"))
    assert not [letter for letter in again if "AKUT" in letter.subject]


def test_g81_danger_that_is_told_after_a_false_alarm_is_an_alarm_again(town):
    adds(town, ACUTE)
    karin = next(letter for letter in town.letters_to(KARIN) if "AKUT" in letter.subject)
    town.replies(karin, "Sett", sender=KARIN, at=at("2026-03-10T20:10"))
    wrong = "Kategori: klagomål, det var en missuppfattning"
    town.replies(karin, wrong, sender=KARIN, at=at("2026-03-10T21:10"))
    before = len(town.letters)
    town.replies(town.letters_to(BIRGITTA)[0], "Kategori: akut", sender=BIRGITTA, at=at("2026-03-12T20:10"))
    town.waits_until(at("2026-03-13T12:00"))
    alarms = [letter for letter in town.letters[before:] if "AKUT" in letter.subject]
    assert {letter.recipients[0] for letter in alarms} >= {BIRGITTA, KARIN, "mats.odman@lindhoj.example"}


def test_g69_degrading_treatment_is_handed_over_at_once_to_whoever_has_to_look_into_it():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.")
    letters = adds(town, BEATEN)
    assert {letter.at for letter in letters} == {EVENING}
    assert "skyndsam" in next(letter.text for letter in letters if BIRGITTA in letter.recipients)
    assert "Birgitta Norén" in next(letter.text for letter in letters if PETER in letter.recipients)
    assert "slagen" not in "".join(letter.text for letter in letters)
    assert town.case.owner == "rektor-askolan"
    assert [errand.kind for errand in town.case.errands] == [ErrandKind.INQUIRY]


def test_g69_beside_a_yes_it_is_looked_into_all_the_same(town):
    is_answered(town)
    adds(town, "Ja. Däremot blev min son slagen i går.", when=at("2026-03-26T14:00"))
    assert town.case.judgement.lane is Lane.KRANKNING
    assert town.case.state is State.WITH_OWNER
    assert town.case.answer_by == at("2026-04-08T00:00").date()


def test_g69_an_answer_that_waits_does_not_close_what_was_told_meanwhile():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.")
    town.replies(town.letters_to(PETER)[0], "Klart. Vi har köpt termoboxar.", sender=PETER, at=ANSWERED)
    adds(town, BEATEN, when=at("2026-03-11T10:05"))
    town.waits_until(at("2026-03-11T12:00"))
    assert town.case.state is State.WITH_OWNER
    [stopped] = [letter for letter in town.letters_to(PETER) if "Stoppat" in letter.subject]
    assert "berättade något nytt" in stopped.text
    assert "termoboxar" not in "".join(letter.text for letter in town.letters_to(GUARDIAN))


def test_g69_praise_in_which_a_child_is_hurt_weeks_later_gets_days_of_its_own():
    town = Town()
    town.writes("Tack för den fina skolmaten på Åskolan!")
    assert town.case.judgement.lane is Lane.PRAISE
    adds(town, BEATEN, when=at("2026-04-13T10:00"))
    assert town.case.answer_by > at("2026-04-13T10:00").date()
    town.waits_until(at("2026-04-13T16:00"))


def test_g57_further_nej_to_an_open_case_are_replies_and_lift_it_no_further(town):
    is_answered(town)
    for minute in range(3):
        adds(town, "Nej, samma sak igen.", when=at(f"2026-03-26T14:0{minute}"))
    assert (town.case.rounds, town.case.owner) == (2, "bitradande-chef")


def test_g57_a_nej_that_tells_of_danger_goes_one_level_up_and_alarms(town):
    is_answered(town)
    letters = adds(town, f"Nej. {ACUTE}", when=at("2026-03-26T20:00"))
    assert town.case.owner == "bitradande-chef"
    assert [letter for letter in letters if KARIN in letter.recipients and "AKUT" in letter.subject]
    town.waits_until(at("2026-03-27T08:00"))
    assert [letter for letter in town.letters_to(KARIN) if "blev inte bättre" in letter.subject]


def test_g74_a_protected_identity_that_is_told_later_is_for_those_alone_whom_its_lane_names(town):
    adds(town, "Vi har skyddade personuppgifter sedan i går.")
    assert town.case.owner == "registrator"
    town.waits_until(at("2026-03-11T09:00"))
    assert town.letters_to(EVA)
    assert "skyddade" not in "".join(letter.text for letter in town.letters_to(BIRGITTA))


def test_g74_a_protected_identity_that_is_told_later_holds_in_every_case_of_their_mail():
    town = three_matters()
    peter, lena = town.letters_to(PETER)[0], town.letters_to(LENA)[0]
    town.replies(lena, "Klart. Bussen går nu i tid.", sender=LENA, at=ANSWERED)
    before = len(town.letters)
    town.replies(
        town.letters_to(GUARDIAN)[0],
        "Det gäller maten: vi har skyddade personuppgifter sedan i går.",
        sender=GUARDIAN,
        at=ANSWERED + timedelta(minutes=5),
    )
    town.waits_until(at("2026-03-12T12:00"))

    assert {case.owner for case in town.cases} == {"registrator"}
    assert all(case.outgoing is None and case.answered_at is None for case in town.cases)
    assert not [letter for letter in town.letters_to(GUARDIAN) if "Bussen går nu i tid" in letter.text]
    told = [letter.text for letter in town.letters[before:] if GUARDIAN not in letter.recipients]
    assert not [text for text in told if "sedan i går" in text or "är kall" in text or "fräste" in text]
    town.replies(peter, "Klart. Maten är varm nu.", sender=PETER, at=at("2026-03-12T13:00"))
    assert not [letter for letter in town.letters_to(GUARDIAN) if "Maten är varm" in letter.text]


def three_matters():
    """Of one mail, with Peter, with Lena and with Birgitta."""
    town = Town()
    town.writes(
        "Tre saker om Åskolan: maten är kall, bussen sen och fröken fräste åt oss.", Subject="Klagomål"
    )
    return town


def test_g74_it_holds_in_every_case_of_their_mail_by_the_word_of_a_colleague_too():
    town = three_matters()
    peter, lena = town.letters_to(PETER)[0], town.letters_to(LENA)[0]
    town.replies(lena, "Klart. Bussen går nu i tid.", sender=LENA, at=ANSWERED)
    before = len(town.letters)
    told = "Kategori: skyddad identitet, mamman sade det i telefon"
    town.replies(peter, told, sender=PETER, at=ANSWERED + timedelta(minutes=5))
    town.waits_until(at("2026-03-12T12:00"))

    assert {case.owner for case in town.cases} == {"registrator"}
    assert all(case.answered_at is None for case in town.cases)
    left = town.letters[before:]
    assert not [letter for letter in left if GUARDIAN in letter.recipients]
    assert not [letter for letter in left if "telefon" in letter.text or "fräste" in letter.text]
    assert [letter.subject for letter in left if PETER in letter.recipients] == [
        "[LH-2026-0001] Ändrat – Eva Nyqvist ansvarar"
    ]


def test_g74_it_holds_in_a_part_that_a_colleague_made_of_another():
    town = three_matters()
    town.replies(town.letters_to(LENA)[0], "Dela: Toaletterna är smutsiga.", sender=LENA, at=ANSWERED)
    adds(town, "Det gäller maten: vi har skyddade personuppgifter sedan i går.", when=at("2026-03-11T11:00"))
    assert [Lane.PROTECTED in case.judgement.lanes for case in town.cases] == [True] * 4


def test_g74_what_waits_for_the_office_leaves_no_more_when_the_case_has_changed_under_it(town):
    told = "Till: Johan Ahl"
    town.replies(town.letters_to(BIRGITTA)[0], told, sender=BIRGITTA, at=EVENING)
    adds(town, "Vi har skyddade personuppgifter sedan i går.", when=EVENING + timedelta(hours=1))
    before = len(town.letters)
    town.waits_until(at("2026-03-11T12:00"))
    left = town.letters[before:]
    assert not [letter for letter in left if GUARDIAN in letter.recipients]
    heard = {letter.recipients[0]: letter.subject for letter in left}
    assert heard["johan.ahl@lindhoj.example"] == "[LH-2026-0001] Ärendet ligger nu hos Eva Nyqvist"
    assert "väntar på dig" in heard[EVA]


def test_g74_told_on_the_page_it_holds_in_every_case_of_their_mail():
    town = three_matters()
    town.replies(town.letters_to(LENA)[0], "Klart. Bussen går nu i tid.", sender=LENA, at=ANSWERED)
    town.waits_until(at("2026-03-26T12:00"))
    town.clicks(
        town.letters_to(GUARDIAN)[-1],
        "partly",
        "Vi har skyddade personuppgifter sedan i går.",
        at=at("2026-03-26T20:00"),
    )
    assert {case.owner for case in town.cases} == {"registrator"}


def test_g74_a_protected_family_is_so_in_its_next_mail_too(town):
    adds(town, "Vi har skyddade personuppgifter sedan i går.")
    before = len(town.letters)
    town.writes("Bussen till Åskolan är sen varje dag.", at=at("2026-03-12T10:00"), Subject="Ny sak")
    assert town.cases[1].owner == "registrator"
    [told] = [letter for letter in town.letters[before:] if GUARDIAN in letter.recipients]
    assert "Vi skickar inga uppgifter i mejl" in told.text
    assert "Åskolan" not in told.text


def test_what_a_person_took_for_harmless_is_not_raised_by_the_same_words(town):
    adds(town, BEATEN)
    letter = town.letters_to(KARIN)[0]
    town.replies(letter, "Kategori: klagomål, de brottades på lek", sender=KARIN, at=ANSWERED)
    assert town.case.judgement.lane is Lane.COMPLAINT
    adds(town, "Han blev slagen i dag igen.", when=at("2026-03-12T10:00"))
    assert town.case.judgement.lane is Lane.COMPLAINT
    assert "Den som skrev har svarat" in town.letters_to(BIRGITTA)[-1].subject


@pytest.mark.parametrize("text", ["Nu räcker det, jag orkar inte mer med er.", "Han är inte ledsen längre."])
def test_hard_words_and_good_news_alarm_nobody(town, text):
    adds(town, text)
    assert town.case.judgement.lane is Lane.COMPLAINT


def test_g81_a_child_who_answers_a_parents_letter_is_heard_as_anybody_else(town):
    letters = adds(town, "jag orkar inte leva längre, jag är 13", sender=CHILD)
    own = town.cases[1]
    assert own.judgement.lane is Lane.ACUTE
    assert own.complainant.address == CHILD
    assert [letter for letter in letters if KARIN in letter.recipients and "AKUT" in letter.subject]
    [to_the_child] = [letter for letter in letters if CHILD in letter.recipients]
    assert "112" in to_the_child.text
    assert town.cases[0].held == ()


def test_g95_any_other_words_of_a_stranger_are_held(town):
    adds(town, "Läxorna är för svåra tycker jag med.", sender=CHILD)
    assert len(town.cases) == 1
    assert town.case.held


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_g81_danger_that_is_told_on_the_page_alarms_as_in_a_mail(town, answer):
    is_answered(town)
    before = len(town.letters)
    town.clicks(town.letters_to(GUARDIAN)[-1], answer, ACUTE, at=at("2026-03-26T20:00"))
    letters = town.letters[before:]
    assert [letter for letter in letters if KARIN in letter.recipients and "AKUT" in letter.subject]
    assert town.case.state is State.WITH_OWNER
