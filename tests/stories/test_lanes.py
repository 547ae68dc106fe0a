"""What each lane does with a mail: who gets it, who hears of it, what its writer is told, and when."""

import pytest

from complaints.model import State
from complaints.policy import Counted, policy_of
from tests.lindhoj import BIRGITTA, GUARDIAN, MATS, at
from tests.town import Town

JONAS = "jonas.ek@lindhoj.example"  # HR
SUNDAY_NIGHT = at("2026-03-08T23:58")


def told(town):
    """Everybody of the municipality who got a letter."""
    everybody = {address for letter in town.letters for address in letter.recipients}
    return {address for address in everybody if address.endswith("@lindhoj.example")}


# --- G03, G04: the one responsible, whichever school it is ---------------------------------------------


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Skolmaten på Åskolan är kall, min dotter får inget glutenfritt", "maltidschef"),
        ("Matematiken är för svår på Åskolan, de hinner inte med", "rektor-askolan"),
        ("Bussen 7.15 från Norrhult kom inte i morse igen", "skolskjutsansvarig"),
        ("Buss-kompisarna på Åskolan bråkar på rasten", "rektor-askolan"),
    ],
)
def test_g03_g04_meals_and_transport_have_their_own_heads(text, owner):
    town = Town()
    town.writes(text)
    assert town.case.owner == owner


def test_g03_the_rektor_gets_a_line_and_the_acknowledgement_names_the_head_of_meals():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall, min dotter får inget glutenfritt")
    assert "Peter Hallgren, måltidschef" in town.letters_to(GUARDIAN)[0].text
    [copy] = town.letters_to(BIRGITTA)
    assert "Du behöver inte göra något" in copy.text
    assert "glutenfritt" not in copy.text


# --- G80: somebody else's --------------------------------------------------------------------------------


def test_g80_what_is_not_ours_is_answered_kindly_with_the_right_place():
    town = Town()
    town.writes("Lärarna på Fria Gläntan svarar aldrig.")
    [letter] = town.letters_to(GUARDIAN)
    assert "Fria Gläntan" in letter.text
    assert "kansli@frialantan.example" in letter.text
    assert "inte skickat ditt mejl vidare" in letter.text
    assert all("frialantan" not in address for post in town.letters for address in post.recipients)


def test_g80_what_another_part_of_the_municipality_answers_for_is_sent_on():
    town = Town()
    town.writes("Gatubelysningen på Storgatan har varit trasig i en vecka.")
    assert "skickat ditt mejl vidare till Kontaktcenter" in town.letters_to(GUARDIAN)[0].text
    [sent_on] = town.letters_to("kontaktcenter@lindhoj.example")
    assert "Gatubelysningen på Storgatan" in sent_on.text
    assert GUARDIAN in sent_on.text


def test_g80_the_letter_was_the_answer_and_nobody_is_reminded():
    town = Town()
    town.writes("Lärarna på Fria Gläntan svarar aldrig.")
    assert town.case.state is State.ANSWERED
    before = len(town.letters)
    town.waits_until(at("2026-05-01T12:00"))
    assert len(town.letters) == before
    assert policy_of(town.case.judgement).counted is Counted.APART


# --- G46: staff about their own work ------------------------------------------------------------------------


def test_g46_a_colleague_who_complains_of_work_reaches_hr_and_no_rektor_hears_of_it():
    town = Town()
    teacher = "sven.lund@lindhoj.example"
    town.writes("Min kollega på Åskolan trakasserar mig och chefen gör inget.", sender=teacher)
    town.waits_until(at("2026-03-18T12:00"))  # past the coordinator's step
    assert told(town) == {JONAS, teacher}
    assert "Varken din chef eller skolans rektor" in town.letters_to(teacher)[0].text


def test_g46_when_hr_is_silent_nobody_but_the_head_of_education_hears():
    town = Town()
    teacher = "sven.lund@lindhoj.example"
    town.writes("Min kollega på Åskolan trakasserar mig och chefen gör inget.", sender=teacher)
    town.waits_until(at("2026-04-10T12:00"))
    assert told(town) == {JONAS, MATS, teacher}


# --- G73: what is sensitive is not mailed ----------------------------------------------------------


def test_g73_the_mail_about_a_sensitive_case_has_no_body_and_no_file():
    town = Town()
    town.writes(
        "Min dotter på Åskolan har adhd. BUP har skickat läkarintyg men skolan gör ingenting.",
        Subject="Lisas adhd",
    )
    [routed] = town.letters_to(BIRGITTA)
    for word in ("adhd", "BUP", "läkarintyg", "Lisa", "Maria"):
        assert word not in routed.text + routed.subject
    assert "LH-2026-0001" in routed.subject
    assert not list(routed.mail.iter_attachments())
