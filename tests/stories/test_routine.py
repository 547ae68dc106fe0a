"""G39: whoever mails the word "rutin" gets the routine, its version and its date, and no case."""

import pytest

from complaints.model import Verdict
from tests.lindhoj import GUARDIAN, PETER, at
from tests.town import Town

TEACHER = "eva.lund@lindhoj.example"


@pytest.fixture
def town():
    return Town()


@pytest.mark.parametrize("sender", [GUARDIAN, TEACHER, "birgitta.noren@lindhoj.example"])
@pytest.mark.parametrize(
    ("subject", "text"),
    [("Rutin", ""), ("", "rutin"), ("klagomålsrutin", "Hej"), ("Fråga", "Rutin\n\nMvh Maria Lind")],
)
def test_g39_the_word_brings_the_routine(town, sender, subject, text):
    town.writes(text, sender=sender, Subject=subject)
    assert town.cases == []
    [letter] = town.letters
    assert letter.recipients == (sender,)
    assert letter.subject == "Så arbetar vi med klagomål i Lindhöj kommun"
    assert "Textversion" in letter.text
    assert "senast uppdaterad" in letter.text
    assert "inom 2 arbetsdagar" in letter.text
    assert "Karin Blom tar hand om klagomål på en rektor" in letter.text
    assert letter.mail["Auto-Submitted"] == "auto-replied"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Rutin", "Maten på Åskolan är kall varje dag, det har blivit rutin."),
        ("Er rutin fungerar inte", "Ingen svarar på mina mejl om maten på Åskolan."),
        ("Fråga", "Rutinen för skolskjuts är dålig. Bussen från Norrhult är alltid sen."),
        ("Rutin", "Han slår mig, hjälp"),
        ("Rutin", "Hon fryser i matsalen"),
    ],
)
def test_g39_a_complaint_with_the_word_in_it_is_a_complaint(town, subject, text):
    town.writes(text, Subject=subject)
    assert len(town.cases) == 1


def test_g39_a_machine_gets_nothing(town):
    town.writes("rutin", Auto_Submitted="auto-replied")
    assert town.letters_to(GUARDIAN) == []
    assert town.cases == []


def test_g39_of_a_sender_whom_the_domain_disowns_it_is_read_as_any_mail_and_brings_no_routine(town):
    raw = f"From: {GUARDIAN}\r\nSubject: rutin\r\nMessage-ID: <f@x.example>\r\n\r\nrutin".encode()
    town.delivers(raw, at=at("2026-03-10T11:00"), dmarc=Verdict.FAIL)
    [letter] = town.letters_to(
        GUARDIAN
    )  # forwarding breaks DMARC, so what may be a complaint is acknowledged
    assert letter.subject == f"Vi har tagit emot ditt mejl ({town.case.number})"


def test_g39_the_same_mail_twice_is_answered_once(town):
    for _ in range(2):
        town.writes("rutin", Message_ID="<same@hem.example>")
    assert len(town.letters) == 1


@pytest.mark.parametrize("sender", [GUARDIAN, PETER])
def test_g39_the_word_in_a_reply_brings_it_too_and_stays_on_the_case(town, sender):
    town.writes("Skolmaten på Åskolan är kall.")
    before = len(town.letters_to(sender))
    for _ in range(2):
        answered = town.letters_to(sender)[0]
        town.replies(answered, "Rutin\n\nMvh Maria", sender=sender, at=at("2026-03-11T10:00"))
    letters = [letter.subject for letter in town.letters_to(sender)[before:]]
    assert letters.count("Så arbetar vi med klagomål i Lindhöj kommun") == 2
    whats = [entry["what"] for entry in town.store.entries[town.case.id]]
    assert whats.count("reply") + whats.count("note") == 2
