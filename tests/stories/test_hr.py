"""G33: a thread with HR that nobody else reads, not in the case for others, never in a letter outside."""

import pytest

from complaints.workflow.visits import Visitor
from tests.lindhoj import GUARDIAN, at
from tests.town import Town

BIRGITTA, JONAS = "birgitta.noren@lindhoj.example", "jonas.ek@lindhoj.example"
KARIN, ANNIKA = "karin.blom@lindhoj.example", "annika.sandell@lindhoj.example"
HR_OFFICE = "hr@lindhoj.example"
DAY, LATER = at("2026-03-11T10:00"), at("2026-03-11T14:00")
WORDS = "HR: läraren Bosse har höjt rösten mot Hanna i 4B, för tredje gången"


@pytest.fixture
def town():
    town = Town()
    town.writes("Läraren i 4B på Åskolan skrek åt klassen.", sender="Maria Lind <maria.lind@hem.example>")
    return town


def says(town, sender, text, when=DAY):
    town.replies(town.letters_to(BIRGITTA)[0], text, sender=sender, at=when)


@pytest.fixture
def referred(town):
    says(town, BIRGITTA, WORDS)
    return town


def test_g33_nobody_is_referred_to_hr_about_whoever_leads_hr():
    town = Town()
    town.writes("HR-chefen Jonas Ek skrek åt mig i telefon om läraren på Åskolan.")
    town.replies(town.letters_to(KARIN)[0], WORDS, sender=KARIN, at=DAY)
    assert town.letters_to(JONAS) == []
    assert "gäller just den personen" in town.letters_to(KARIN)[-1].text


def read_by(town, role_id):
    """All that the case's page tells that reader."""
    visitor = Visitor(case=town.case, reader=town.organisation.role(role_id), may=True)
    return [(entry.what, entry.text) for _, entry in town.house.visits.read(visitor, "the case", town.now)]


def test_g33_hr_gets_the_few_words_without_names_and_no_way_to_the_case(referred):
    [asked] = referred.letters_to(JONAS)
    assert "läraren [namn] har höjt rösten mot [namn] i [klass], för tredje gången" in asked.text
    whole = asked.subject + asked.text + asked.html
    for told in ("Bosse", "Hanna", "4B", "Maria", "Lind ", "hem.example", "skrek", "/sv/case/"):
        assert told not in whole
    assert "HR har fått din fråga" in referred.letters_to(BIRGITTA)[-1].subject


@pytest.mark.parametrize(
    "words",
    [
        "Prata med läraren och skriv ner det.",
        "Klart. Vi tar ett samtal.",
        "Ok, vi tar ett samtal",
        "Gjort. Samtal bokat.",
    ],
)
def test_g33_whatever_hr_writes_goes_to_whoever_asked_and_stays_there(referred, words):
    referred.replies(referred.letters_to(JONAS)[0], words, sender=JONAS, at=LATER)
    answer = referred.letters_to(BIRGITTA)[-1]
    assert answer.subject == "[LH-2026-0001] HR har svarat"
    assert words in answer.text
    referred.quarter_passes()
    assert len(referred.letters_to(GUARDIAN)) == 1
    for reader in ("sektorsamordnare", "elevhalsans-chef"):
        assert not [what for what, text in read_by(referred, reader) if what == "hr" or words in text]
    for reader in ("rektor-askolan", "bitradande-chef", "barn-och-utbildningschef"):
        assert [what for what, _ in read_by(referred, reader)].count("hr") == 2


def test_g33_that_hr_was_asked_is_not_told_to_others_who_read_the_case(referred):
    log = referred.store.log(referred.case.id)
    sent = [entry for entry in log if entry.what == "letter_sent" and entry.why.startswith("hr_")]
    assert len(sent) == 2
    assert all("sektorsamordnare" not in entry.for_roles and entry.for_roles for entry in sent)


def test_g33_that_hr_was_not_reached_is_told_to_the_deputy_head_and_not_to_the_coordinator(referred):
    name = next(ref.name for ref in referred.store.outbox if ref.name.startswith("hr_asked"))
    referred.bounces(name, JONAS)
    referred.waits_until(at("2026-03-11T12:00"))
    told = [[m for m in referred.letters_to(a) if "nådde inte fram" in m.subject] for a in (KARIN, ANNIKA)]
    assert [len(letters) for letters in told] == [1, 0]


def test_g33_the_answer_to_the_guardian_says_nothing_of_it(referred):
    referred.replies(referred.letters_to(JONAS)[0], "Ta ett samtal.", sender=JONAS, at=LATER)
    says(referred, BIRGITTA, "Klart. Vi har pratat med den det gäller.", at("2026-03-12T10:00"))
    referred.quarter_passes()
    assert "HR" not in referred.letters_to(GUARDIAN)[-1].text


def test_g33_the_thread_goes_on_with_the_same_word(referred):
    referred.replies(referred.letters_to(JONAS)[0], "Hur många gånger?", sender=JONAS, at=LATER)
    answer = referred.letters_to(BIRGITTA)[-1]
    referred.replies(answer, "HR: tre gånger", sender=BIRGITTA, at=at("2026-03-11T15:00"))
    assert "tre gånger" in referred.letters_to(JONAS)[-1].text
    assert len(referred.case.errands) == 1


def test_g33_while_hr_is_away_it_goes_to_the_hr_office_and_never_to_the_coordinator(town):
    for role, minute in ((JONAS, 0), (HR_OFFICE, 1)):
        town.writes("Frånvarande 11–20 mars", sender=role, at=at(f"2026-03-10T11:0{minute}"))
    says(town, BIRGITTA, WORDS)
    assert [letter for letter in town.letters_to(JONAS) if "stöd av HR" in letter.subject]
    assert not [letter for letter in town.letters_to(ANNIKA) if "stöd av HR" in letter.subject]


def test_g33_hr_that_comes_to_own_the_case_acts_on_it_as_any_owner(referred):
    says(referred, KARIN, "Till: HR-specialist", LATER)
    referred.replies(
        referred.letters_to(JONAS)[-1], "Jag ringer dem.", sender=JONAS, at=at("2026-03-12T10:00")
    )
    assert referred.store.log(referred.case.id)[-1].what == "note"


@pytest.mark.parametrize("sender", [ANNIKA, "peter.hallgren@lindhoj.example"])
def test_g33_only_whoever_has_the_case_and_the_management_refer_to_hr(town, sender):
    says(town, sender, WORDS)
    assert town.letters_to(JONAS) == []


def test_g33_in_a_protected_case_nothing_is_mailed_to_hr():
    town = Town()
    town.writes("Läraren på Åskolan skrek. Vi har skyddade personuppgifter.", Subject="SKYDDAD")
    town.replies(town.letters_to(KARIN)[0], WORDS, sender=KARIN, at=DAY)
    assert town.letters_to(JONAS) == []
    assert "Ring HR i stället" in town.letters_to(KARIN)[-1].text


def test_g33_what_hr_was_to_do_and_calls_done_is_no_word_in_the_thread():
    town = Town()
    town.writes("Läxorna på Åskolan är för svåra.")
    says(town, BIRGITTA, "HR: läraren behöver stöd i planeringen")
    asked = town.letters_to(JONAS)[-1]
    says(town, BIRGITTA, "Åtgärd: boka samtal; HR-specialist; 20 mars", at("2026-03-11T11:00"))
    town.replies(town.letters_to(JONAS)[-1], "Gjort. Samtal bokat.", sender=JONAS, at=LATER)
    assert [errand.answer for errand in town.case.errands if errand.done_at] == ["Samtal bokat."]
    assert "Stämmer det att åtgärden är gjord?" in town.letters_to(BIRGITTA)[-1].subject
    town.replies(asked, "Gjort, sa jag.", sender=JONAS, at=at("2026-03-12T10:00"))
    assert "HR har svarat" in town.letters_to(BIRGITTA)[-1].subject
