"""Who stands behind a case: people on the telephone, colleagues who pass mails on, strangers."""

import pytest

from complaints.model import Channel, ErrandKind, Lane, State, Verdict, Writer
from tests.lindhoj import GUARDIAN, INTAKE, TUESDAY, at
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


def test_g81_danger_that_was_told_by_word_of_mouth_alarms_as_a_mail_would():
    town, night = Town(), at("2026-03-10T20:00")
    told = "Muntligt: en elev på Åskolan säger att hon inte orkar leva längre"
    town.writes(told, sender=TEACHER, at=night)
    alarms = [letter for letter in town.letters if "AKUT" in letter.subject]
    assert {letter.recipients[0] for letter in alarms} >= {BIRGITTA, KARIN}
    town.waits_until(at("2026-03-10T20:40"))
    assert len([letter for letter in town.letters if "AKUT" in letter.subject]) > len(alarms)


def test_g09_words_of_a_colleague_are_no_spam_whatever_the_server_warns_of():
    town = Town()
    mail = "Muntligt: en pappa säger att skolmaten på Åskolan är kall"
    raw = f"From: {BIRGITTA}\r\nTo: {INTAKE}\r\nSubject: Hej\r\n\r\n{mail}\r\n"
    town.delivers(raw.encode(), sender=BIRGITTA, spam=Verdict.FAIL)
    assert town.case.judgement.lane is Lane.COMPLAINT


def test_g69_a_krankning_told_by_word_of_mouth_is_asked_about_until_it_is_looked_into(town):
    town.writes("Muntligt: en mamma säger att sonen blir slagen varje rast", sender=BIRGITTA)
    assert ErrandKind.INQUIRY in {errand.kind for errand in town.case.errands}


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


# --- G86: never silence -----------------------------------------------------------------------------


@pytest.fixture
def answered(town):
    town.writes("Skolmaten på Åskolan är kall.")
    town.replies(town.letters_to(PETER)[0], "Klart. Ny värmevagn.", sender=PETER, at=at("2026-03-11T10:00"))
    town.waits_until(at("2026-03-11T10:30"))
    return town


def test_g86_the_fifth_mail_on_an_answered_case_gets_a_short_answer_and_a_human_reads_it(answered):
    answer = answered.letters_to(GUARDIAN)[-1]
    for day in range(12, 17):
        text = f"Mejl nummer {day}. Ni har inte svarat ordentligt om maten."
        answered.replies(answer, text, sender=GUARDIAN, at=at(f"2026-03-{day}T10:00"))
        short = answered.letters_to(GUARDIAN)[-1]
        assert "Vi svarade dig onsdag 11 mars." in short.text
        assert "Svara med ordet Nej. Då går frågan vidare till Karin Blom" in short.text
        assert short.mail["Auto-Submitted"] == "auto-replied"
    answered.waits_until(at("2026-03-17T12:00"))
    told = [letter for letter in answered.letters_to(PETER) if "har svarat" in letter.subject]
    assert len(told) == 5
    assert len(answered.cases) == 1


def test_g86_twice_in_a_day_is_answered_once(answered):
    answer = answered.letters_to(GUARDIAN)[-1]
    before = len(answered.letters_to(GUARDIAN))
    for minute in (10, 20):
        when = at(f"2026-03-12T10:{minute}")
        answered.replies(answer, "Och en sak till om maten.", sender=GUARDIAN, at=when)
    assert len(answered.letters_to(GUARDIAN)) == before + 1


@pytest.mark.parametrize("text", ["Tack!", "Tack så mycket för hjälpen.\n\nMvh", "Thank you very much"])
def test_thanks_get_no_answer(answered, text):
    before = len(answered.letters_to(GUARDIAN))
    answer = answered.letters_to(GUARDIAN)[-1]
    answered.replies(answer, text, sender=GUARDIAN, at=at("2026-03-12T10:00"))
    assert len(answered.letters_to(GUARDIAN)) == before


# --- G88: two guardians of one child, apart ---------------------------------------------------------

MOTHER, FATHER = "maria.lind@hem.example", "erik.lind@mejl.example"


def test_g88_the_second_guardian_has_a_case_of_his_own_and_hears_nothing_of_the_first(town):
    town.writes("Hanna Lind i 4B på Åskolan får inga extra anpassningar.", sender=MOTHER)
    town.writes("Jag är pappa till Hanna Lind i 4B på Åskolan. Hur går det med stödet?", sender=FATHER)
    first, second = town.cases
    assert first.complainant.address != second.complainant.address
    for letter in town.letters_to(FATHER):
        for told in (MOTHER, "Maria", first.number, "anpassningar"):
            assert told not in letter.text + letter.subject
    assert not any(MOTHER in letter.recipients and FATHER in letter.recipients for letter in town.letters)


def test_g88_a_guardian_who_names_the_others_number_gets_nothing_of_it(town):
    town.writes("Hanna Lind i 4B på Åskolan får inga extra anpassningar.", sender=MOTHER)
    town.writes("Jag är pappa. Hur går det?", sender=FATHER, Subject="LH-2026-0001")
    assert town.letters_to(FATHER) == []
    assert [held.sender for held in town.case.held] == [FATHER]


@pytest.mark.parametrize(
    "words",
    [
        "Hannas mamma har redan skrivit om stödet.",
        "Vi svarade mamman i går.",
        "Den andra eleven får också hjälp från i dag.",
    ],
)
def test_g88_words_about_the_other_parent_or_another_child_are_warned_of_before_they_leave(town, words):
    town.writes("Hanna Lind i 4B på Åskolan får inga extra anpassningar.", sender=MOTHER)
    town.writes("Jag är pappa till Hanna Lind i 4B på Åskolan. Hur går det med stödet?", sender=FATHER)
    routed = next(letter for letter in town.letters_to(BIRGITTA) if town.cases[1].number in letter.subject)
    town.replies(routed, f"Svar: {words}", sender=BIRGITTA, at=at("2026-03-11T10:00"))
    preview = town.letters_to(BIRGITTA)[-1]
    assert "Så här ser ditt mejl ut" in preview.subject
    assert "Skriv inget om andra barn eller deras familjer" in preview.text
    assert len(town.letters_to(FATHER)) == 1


# --- G95: strange senders are held, and the owner decides -------------------------------------------

STRANGER = "okand@mejl.example"


@pytest.fixture
def held(town):
    town.writes("Skolmaten på Åskolan är kall.")
    town.writes(
        "Det var kallt i går också.", sender=STRANGER, Subject="LH-2026-0001", at=at("2026-03-11T10:00")
    )
    return town


@pytest.mark.parametrize(
    ("word", "what", "says"),
    [("Släpp in", "let_in", "hör nu till ärendet"), ("avvisa.", "turned_away", "avvisat")],
)
def test_g95_one_word_of_the_owner_decides(held, word, what, says):
    told = held.letters_to(PETER)[-1]
    assert "Hör mejlet till ärendet?" in told.text
    held.replies(told, word, sender=PETER, at=at("2026-03-11T11:00"))
    assert held.case.held == ()
    assert held.store.entries[held.case.id][-2]["what"] == what
    assert says in held.letters_to(PETER)[-1].subject
    assert held.letters_to(STRANGER) == []


def test_g95_there_is_nothing_to_decide_where_nothing_is_held(town):
    town.writes("Skolmaten på Åskolan är kall.")
    town.replies(town.letters_to(PETER)[0], "Släpp in", sender=PETER, at=at("2026-03-11T11:00"))
    assert "Inget skickades" in town.letters_to(PETER)[-1].subject


# --- G42: what a case costs -------------------------------------------------------------------------


def test_g42_teachers_get_no_mail_and_an_ordinary_case_costs_one_reply(answered):
    answered.waits_until(at("2026-06-01T12:00"))
    registered = {*answered.organisation.mailboxes, GUARDIAN}
    assert all(set(letter.recipients) <= registered for letter in answered.letters)
    assert answered.case.handled == 1
