"""G27: legal support. The deputy head's note reaches whoever has the case; the guardian, if she says so."""

import pytest

from complaints.model import Lane
from tests.lindhoj import BIRGITTA, EVA, GUARDIAN, KARIN, at
from tests.town import Town

DEMAND = "Jag kräver att ni lämnar ut vad de andra föräldrarna har sagt om schemat. Det gäller Åskolan."
LAW = "Uppgifter om andra barn lämnas inte ut, enligt offentlighets- och sekretesslagen."
DAY = at("2026-03-10T14:00")


@pytest.fixture
def town():
    town = Town()
    town.writes(DEMAND)
    return town


def says(town, sender, text, when=DAY):
    town.replies(town.letters_to(KARIN)[0], text, sender=sender, at=when)


def test_g27_a_demand_is_flagged_and_the_deputy_head_hears_within_the_hour(town):
    lanes = town.case.judgement.lanes
    assert {Lane.DOCUMENT_REQUEST, Lane.DEMAND} <= set(lanes)
    [notice] = town.letters_to(KARIN)
    assert notice.at == at("2026-03-10T10:00")
    assert "Den som skrev ställer krav." in notice.text
    assert "svara Juridik:" in notice.text


def test_g27_her_note_reaches_whoever_has_the_case_and_the_rektor_and_nobody_outside(town):
    says(town, KARIN, f"Juridik: {LAW}")
    for address in (EVA, BIRGITTA):
        note = town.letters_to(address)[-1]
        assert LAW in note.text
        assert "Karin Blom har skrivit en juridisk notering" in note.text
    receipt = town.letters_to(KARIN)[-1]
    assert "Den har gått till Eva Nyqvist, Birgitta Norén." in receipt.text
    town.quarter_passes()
    assert len(town.letters_to(GUARDIAN)) == 1
    entry = next(e for e in town.store.log(town.case.id) if e.what == "legal_note")
    assert (entry.by, entry.text) == ("bitradande-chef", LAW)


@pytest.mark.parametrize(
    "word", ["Juridik till vårdnadshavaren", "JURIDIK TILL VÅRDNADSHAVARE", "Legal to the guardian"]
)
def test_g27_the_guardian_is_answered_in_her_name_when_she_says_so(town, word):
    says(town, KARIN, f"{word}: {LAW}")
    preview = town.letters_to(KARIN)[-1]
    assert "Så här ser ditt mejl ut" in preview.subject
    assert len(town.letters_to(GUARDIAN)) == 1
    town.quarter_passes()
    answer = town.letters_to(GUARDIAN)[-1]
    assert answer.subject == "Vad som gäller i ditt ärende (LH-2026-0001)"
    assert "besked från Karin Blom, biträdande barn- och utbildningschef" in answer.text
    assert LAW in answer.text
    assert "Vill du att vi fattar ett formellt beslut?" in answer.text
    assert answer.mail["Auto-Submitted"] is None
    assert town.case.answered_at is None


def test_g27_the_words_within_a_note_send_nothing(town):
    says(
        town, KARIN, "Juridik: Lämna inget mer till vårdnadshavaren: det är sekretess.\nTill vårdnadshavaren"
    )
    town.quarter_passes()
    assert len(town.letters_to(GUARDIAN)) == 1


@pytest.mark.parametrize("sender", [BIRGITTA, EVA])
def test_g27_only_the_management_says_what_the_law_says(town, sender):
    says(town, sender, f"Juridik till vårdnadshavaren: {LAW}")
    town.quarter_passes()
    assert "Inget skickades" in town.letters_to(sender)[-1].subject
    assert len(town.letters_to(GUARDIAN)) == 1


def test_g27_of_a_secret_case_the_note_is_read_on_its_page():
    town = Town()
    town.writes("Jag kräver att min son på Åskolan inte blir slagen varje rast.")
    says(town, KARIN, f"Juridik: {LAW}")
    note = town.letters_to(BIRGITTA)[-1]
    assert "har skrivit en juridisk notering" in note.text
    assert LAW not in note.text
    assert "/sv/case/" in note.text


def test_g27_a_rektor_whom_the_matter_concerns_gets_no_note():
    town = Town()
    town.writes("Rektorn på Åskolan skrek åt mig. Jag kräver en ursäkt, annars går jag till advokat.")
    town.replies(town.letters_to(KARIN)[0], f"Juridik: {LAW}", sender=KARIN, at=DAY)
    assert town.letters_to(BIRGITTA) == []
    assert "Inget har skickats till den som skrev." in town.letters_to(KARIN)[-1].text
