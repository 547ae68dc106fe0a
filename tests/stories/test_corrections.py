"""G12, G58: one word of staff puts a case right; old value and reason stay, nobody is told twice."""

import pytest

from complaints.model import Lane, State
from tests.lindhoj import GUARDIAN, at
from tests.town import Town

ANNIKA = "annika.sandell@lindhoj.example"
KARIN = "karin.blom@lindhoj.example"
PETER = "peter.hallgren@lindhoj.example"
BIRGITTA = "birgitta.noren@lindhoj.example"  # rektor Åskolan
EMMA = "emma.wiklund@lindhoj.example"  # rektor Kullaskolan
LATER = at("2026-03-10T11:00")
TEXT = "Skolmaten på Åskolan är kall, och toaletten bredvid är smutsig."


@pytest.fixture
def town():
    town = Town()
    town.writes(TEXT, Subject="Maten")
    return town


def entry(town, what="corrected"):
    return next(e for e in reversed(town.store.entries[town.case.id]) if e["what"] == what)


def to_owner(town, address=PETER):
    return town.letters_to(address)[0]


# --- Kategori ----------------------------------------------------------------------------------------------


def test_g12_another_category_moves_the_case_and_nobody_is_acknowledged_again(town):
    town.replies(to_owner(town), "Kategori: lokaler, det gäller toaletten", sender=PETER, at=LATER)
    assert town.case.judgement.category == "lokal"
    assert town.case.owner == "rektor-askolan"
    _acknowledged, told = town.letters_to(GUARDIAN)
    assert "Birgitta Norén, rektor, tar nu hand om ditt ärende" in told.text


def test_g12_the_old_value_and_the_reason_are_kept(town):
    town.replies(to_owner(town), "Kategori: lokaler, det gäller toaletten", sender=PETER, at=LATER)
    kept = entry(town)
    assert (kept["facts"]["field"], kept["facts"]["was"], kept["facts"]["now"]) == (
        "category",
        "maltid",
        "lokal",
    )
    assert kept["why"] == "det gäller toaletten"
    assert kept["by"] == "maltidschef"


def test_the_new_owner_gets_all_the_first_one_got_and_hears_that_the_guardian_is_told_of_her(town):
    town.replies(to_owner(town), "Kategori: lokaler", sender=PETER, at=LATER)
    routed = town.letters_to(BIRGITTA)[-1]
    assert TEXT in routed.text
    assert "Svara senast to 19 mars" in routed.subject
    assert "Förut ansvarade Peter Hallgren. Den som skrev får veta att du har tagit över." in routed.text


def test_whoever_corrects_gets_a_receipt_at_once(town):
    town.replies(to_owner(town), "Kategori: lokaler", sender=PETER, at=at("2026-03-10T22:00"))
    receipt = town.letters_to(PETER)[-1]
    assert receipt.at == at("2026-03-10T22:00")
    assert "förut skolmåltider, nu lokaler och utemiljö" in receipt.text
    assert "Birgitta Norén" in receipt.subject
    town.waits_until(at("2026-03-11T08:00"))
    _copy, routed = town.letters_to(BIRGITTA)
    assert routed.at == at("2026-03-11T07:30")  # but the new owner sleeps


def test_the_promises_stand_and_the_new_owner_climbs_the_same_ladder(town):
    before = (town.case.first_contact_by, town.case.answer_by)
    town.replies(to_owner(town), "Kategori: lokaler", sender=PETER, at=LATER)
    assert (town.case.first_contact_by, town.case.answer_by) == before
    town.waits_until(at("2026-03-12T12:00"))
    assert "LH-2026-0001" in town.letters_to(BIRGITTA)[-1].subject
    assert len(town.letters_to(PETER)) == 2  # what he got first, and the receipt


def test_when_the_coordinator_corrects_the_one_who_had_it_is_told(town):
    copy = to_owner(town)
    town.replies(copy, "Kategori: lokaler", sender=ANNIKA, at=LATER)
    assert "ligger nu hos Birgitta Norén" in town.letters_to(PETER)[-1].subject


def test_a_category_that_nobody_knows_changes_nothing_and_lists_those_there_are(town):
    town.replies(to_owner(town), "Kategori: gröt", sender=PETER, at=LATER)
    assert town.case.judgement.category == "maltid"
    assert "lokaler och utemiljö" in town.letters_to(PETER)[-1].text


def test_a_colleague_without_the_case_cannot_move_it(town):
    town.replies(to_owner(town), "Kategori: lokaler", sender="lena.torp@lindhoj.example", at=LATER)
    assert town.case.owner == "maltidschef"


def test_it_becomes_a_kranking_by_one_word_and_the_management_hears_at_once(town):
    town.replies(to_owner(town), "Kategori: kränkning", sender=PETER, at=at("2026-03-14T22:00"))
    assert town.case.judgement.lane is Lane.KRANKNING
    for address in (BIRGITTA, KARIN, ANNIKA):
        assert town.letters_to(address)[-1].at == at("2026-03-14T22:00")
    assert TEXT not in town.letters_to(BIRGITTA)[-1].text  # from now on it is not mailed


def test_what_a_rektor_did_leaves_her_and_she_is_not_told():
    town = Town()
    town.writes("Skolgården på Åskolan är full av glas, och ingen städar.")
    had = len(town.letters_to(BIRGITTA))
    town.replies(town.letters_to(BIRGITTA)[0], "Kategori: rektor", sender=ANNIKA, at=LATER)
    assert town.case.owner == "bitradande-chef"
    assert len(town.letters_to(BIRGITTA)) == had


# --- Enhet and Till -----------------------------------------------------------------------------------


def test_another_unit_brings_another_rektor_and_the_copies_follow():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.")
    town.replies(to_owner(town), "Enhet: Kulla", sender=PETER, at=LATER)
    assert town.case.judgement.unit == "kullaskolan"
    assert town.case.owner == "maltidschef"
    assert "Kullaskolan" in town.letters_to(EMMA)[-1].text


def test_who_was_promised_to_hear_who_answers_is_told_when_it_is_known():
    town = Town()
    town.writes("Rasterna är för korta, de hinner inte leka.")
    assert "Vi letar upp rätt person" in town.letters_to(GUARDIAN)[0].text
    town.replies(to_owner(town, ANNIKA), "Enhet: Åskolan", sender=ANNIKA, at=LATER)
    told = town.letters_to(GUARDIAN)[-1]
    assert "Birgitta Norén, rektor" in told.text
    assert "torsdag 19 mars" in told.text


def test_till_gives_the_case_to_whom_one_names(town):
    town.replies(to_owner(town), "Till: rektor Kullaskolan, det är hennes elev", sender=PETER, at=LATER)
    assert town.case.owner == "rektor-kullaskolan"
    assert TEXT in town.letters_to(EMMA)[-1].text
    assert entry(town)["why"] == "det är hennes elev"
    assert entry(town)["facts"]["was"] == "maltidschef"


def test_who_was_told_one_name_hears_the_new_one_when_the_case_is_given_away(town):
    town.replies(to_owner(town), "Till: rektor Kullaskolan", sender=PETER, at=LATER)
    assert "Emma Wiklund, rektor, tar nu hand om ditt ärende" in town.letters_to(GUARDIAN)[-1].text


def test_a_new_owner_is_not_asked_to_tell_what_the_guardian_has_just_been_told(town):
    town.replies(to_owner(town), "Till: rektor Kullaskolan", sender=PETER, at=LATER)
    hers = town.letters_to(EMMA)[-1]
    assert "Den som skrev får veta att du har tagit över" in hers.text
    assert "Säg gärna" not in hers.text


def test_nor_where_the_guardian_has_waited_to_hear_who_answers():
    town = Town()
    town.writes("Rasterna är för korta, de hinner inte leka.")
    town.replies(to_owner(town, ANNIKA), "Till: rektor Åskolan", sender=ANNIKA, at=LATER)
    assert "Vi vet nu vem som svarar dig" in town.letters_to(GUARDIAN)[-1].subject
    assert "Säg gärna" not in town.letters_to(BIRGITTA)[-1].text


def test_a_name_that_was_told_by_mistake_is_put_right_to_the_guardian_too():
    town = Town()
    town.writes("Rasterna är för korta, de hinner inte leka.")
    town.replies(to_owner(town, ANNIKA), "Enhet: Kulla", sender=ANNIKA, at=LATER)
    assert "Emma Wiklund" in town.letters_to(GUARDIAN)[-1].text
    again = "Enhet: Åskolan, jag läste fel"
    town.replies(to_owner(town, ANNIKA), again, sender=ANNIKA, at=at("2026-03-10T11:10"))
    assert "Birgitta Norén, rektor, tar nu hand om ditt ärende" in town.letters_to(GUARDIAN)[-1].text


def test_who_was_given_the_case_by_hand_keeps_it_when_a_detail_is_put_right(town):
    town.replies(to_owner(town), "Till: Emma Wiklund", sender=PETER, at=LATER)
    town.replies(town.letters_to(EMMA)[-1], "Enhet: Kullaskolan", sender=EMMA, at=LATER)
    assert town.case.owner == "rektor-kullaskolan"


def test_nobody_can_be_given_a_matter_against_herself():
    town = Town()
    town.writes("Rektorn på Åskolan skrek åt mig inför min dotter.")
    town.replies(town.letters_to(KARIN)[0], "Till: Birgitta Norén", sender=KARIN, at=LATER)
    assert town.case.owner == "bitradande-chef"
    assert town.letters_to(BIRGITTA) == []
    assert "gäller just den personen" in town.letters_to(KARIN)[-1].text


# --- ej klagomål --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "lane"),
    [
        ("fråga", Lane.QUESTION),
        ("Förslag.", Lane.SUGGESTION),
        ("felanmälan", Lane.FAULT_REPORT),
        ("beröm, hon är nöjd", Lane.PRAISE),
    ],
)
def test_g58_what_is_no_complaint_is_said_in_one_word(town, word, lane):
    town.replies(to_owner(town), f"ej klagomål: {word}", sender=PETER, at=LATER)
    assert town.case.judgement.lane is lane
    assert (entry(town)["facts"]["was"], entry(town)["facts"]["now"]) == ("complaint", lane)


def test_the_guardian_hears_of_it_only_when_no_answer_will_come(town):
    town.replies(to_owner(town), "ej klagomål: fråga", sender=PETER, at=LATER)
    assert len(town.letters_to(GUARDIAN)) == 1
    town.replies(to_owner(town), "ej klagomål: beröm", sender=PETER, at=at("2026-03-10T12:00"))
    told = town.letters_to(GUARDIAN)[-1]
    assert "svarar vi inte mer" in told.text
    town.waits_until(at("2026-04-10T12:00"))
    assert town.letters_to(GUARDIAN)[-1] is told


def test_a_kranking_is_no_question_but_by_the_managements_word():
    town = Town()
    town.writes("Min son på Åskolan blir slagen och kallad öknamn varje rast.")
    routed = town.letters_to(BIRGITTA)[0]
    town.replies(routed, "ej klagomål: fråga", sender=BIRGITTA, at=LATER)
    assert town.case.judgement.lane is Lane.KRANKNING
    assert "biträdande chefen" in town.letters_to(BIRGITTA)[-1].text
    town.replies(routed, "ej klagomål: fråga", sender=KARIN, at=LATER)
    assert town.case.judgement.lane is Lane.QUESTION


def test_g80_what_was_ours_after_all_becomes_a_case_and_its_writer_hears_who_answers():
    town = Town()
    town.writes("Lärarna på Fria Gläntan svarar aldrig.")
    town.replies(town.letters_to(ANNIKA)[0], "Klagomål", sender=ANNIKA, at=LATER)
    assert (town.case.judgement.lane, town.case.state) == (Lane.COMPLAINT, State.WITH_OWNER)
    assert "Du får ett svar senast" in town.letters_to(GUARDIAN)[-1].text
    town.waits_until(at("2026-03-12T12:00"))
    assert "väntar på dig" in town.letters_to(ANNIKA)[-1].text


def test_g81_whoever_is_alarmed_by_a_colleagues_word_gets_the_alarm_alone(town):
    since = len(town.letters)
    town.replies(to_owner(town), "Kategori: akut, barnet är i fara", sender=ANNIKA, at=LATER)
    told = [letter for letter in town.letters[since:] if GUARDIAN not in letter.recipients]
    alarms = [letter for letter in told if "AKUT" in letter.subject]
    alarmed = {person for letter in alarms for person in letter.recipients}
    assert alarmed
    others = [letter.subject for letter in told if letter not in alarms and alarmed & {*letter.recipients}]
    assert others == []


def test_g69_what_was_solved_without_a_mail_is_opened_again_without_speaking_of_an_answer(town):
    town.replies(to_owner(town), "Löst direkt: jag har ringt, det är bra nu.", sender=PETER, at=LATER)
    since = len(town.letters_to(GUARDIAN))
    town.replies(to_owner(town), "Kategori: kränkning, mamman ringde", sender=ANNIKA, at=LATER)
    [told] = town.letters_to(GUARDIAN)[since:]
    assert "Det behöver mer än vi först trodde." in told.text
    assert "det svar du fick" not in told.text
