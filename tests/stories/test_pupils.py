"""G11, G45: a pupil complains in their own right: in short words, to them alone, with a number to call."""

import pytest

from complaints.model import Writer
from tests.letters.reading import body, lix, words
from tests.lindhoj import ANNIKA, GUNILLA, at
from tests.town import Town

PUPIL = "leo.ek@elev.lindhoj.example"
TOILETS = "toaletterna på skolan är äckliga och låser inte"
MAILS = {
    "unit unknown": TOILETS,
    "unit known": f"{TOILETS} (centralskolan)",
    "another's matter": "skolmaten på åskolan är kall jämt",
    "english": "The toilets at Centralskolan are dirty and the locks do not work at all.",
}


@pytest.fixture
def town():
    town = Town()
    town.writes(MAILS["unit known"], sender=PUPIL)
    return town


def test_g11_a_pupil_is_a_complainant_and_nobody_at_home_is_copied(town):
    assert town.case.complainant.writer is Writer.PUPIL
    assert town.case.owner == "rektor-centralskolan"
    [letter] = town.letters_to(PUPIL)
    assert letter.recipients == (PUPIL,)
    staff = set(town.organisation.mailboxes)
    assert {address for letter in town.letters for address in letter.recipients} <= staff | {PUPIL}


@pytest.mark.parametrize("text", MAILS.values(), ids=MAILS.keys())
def test_g45_the_first_letter_is_short_and_says_who_when_what_and_where_to_call(text):
    town = Town()
    town.writes(text, sender=PUPIL)
    [letter] = town.letters_to(PUPIL)
    told = body(letter.text.replace("\r\n", "\n"))
    assert len(words(told)) <= 80
    assert lix(told) <= 30
    owner = town.organisation.role(town.case.owner)
    for said in (owner.holder.name, owner.holder.telephone, town.case.number, "116 111", "112"):
        assert said in told
    assert "12 mars" in told or "12 March" in told
    assert " Ni " not in told


def test_g45_where_the_school_is_not_known_somebody_finds_the_right_person():
    town = Town()
    town.writes(TOILETS, sender=PUPIL)
    [letter] = town.letters_to(PUPIL)
    assert "Annika Sandell, sektorsamordnare, letar upp rätt person och säger till senast" in letter.text
    town.replies(town.letters_to(ANNIKA)[0], "Enhet: Centralskolan", sender=ANNIKA, at=at("2026-03-11T10:00"))
    assert "Gunilla Hage" in town.letters_to(PUPIL)[-1].text


@pytest.mark.parametrize(("word", "outcome"), [("Lite", "partly"), ("ja!", "yes")])
def test_g45_a_pupil_is_asked_in_a_pupils_words(town, word, outcome):
    routed = town.letters_to(GUNILLA)[0]
    town.replies(routed, "Klart. Vi har bytt lås.", sender=GUNILLA, at=at("2026-03-11T10:00"))
    town.waits_until(at("2026-03-25T12:00"))
    question = town.letters_to(PUPIL)[-1]
    told = body(question.text.replace("\r\n", "\n"))
    assert "Ja, Lite eller Nej" in told
    assert len(words(told)) <= 80
    assert lix(told) <= 30
    assert question.recipients == (PUPIL,)
    town.replies(question, word, sender=PUPIL, at=at("2026-03-26T10:00"))
    assert town.case.outcome == outcome


def test_g11_a_guardian_of_the_same_pupil_gets_a_case_apart(town):
    town.writes("Min son Leo Ek på Centralskolan säger att toaletterna är äckliga.", sender="ek@hem.example")
    assert len(town.cases) == 2
    for letter in town.letters_to("ek@hem.example"):
        assert PUPIL not in letter.text
        assert town.cases[0].number not in letter.text


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("När börjar skolan på Centralskolan efter lovet?", "svarar dig senast"),
        ("Lampan i korridoren på Centralskolan är trasig.", "berättar vad som händer senast"),
        ("Tack för maten på Centralskolan, den var jättegod!", "Dina ord betyder mycket."),
    ],
)
def test_g45_who_does_not_complain_gets_no_letter_for_grown_ups_either(text, promise):
    town = Town()
    town.writes(text, sender=PUPIL)
    [letter] = town.letters_to(PUPIL)
    assert promise in " ".join(letter.text.split())
    assert "116 111" in letter.text
    assert "allmän handling" not in letter.text
