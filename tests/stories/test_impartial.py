"""G68: nobody gets, reads, answers or decides on a matter that concerns themselves, in whatever office."""

import pytest

from complaints.model import Lane
from tests.lindhoj import ANNIKA, BIRGITTA, GUARDIAN, KARIN, MATS, PETER, at
from tests.town import Town

LATER = at("2026-03-11T09:00")
BENGT = "bengt.orre@lindhoj.example"  # chair of the committee


def never_hears(town, address):
    return not town.letters_to(address)


@pytest.mark.parametrize(
    ("text", "owner", "deaf"),
    [
        ("Rektorn på Åskolan skrek åt mig inför min dotter.", "bitradande-chef", BIRGITTA),
        ("Karin Blom har ljugit för mig i telefon.", "barn-och-utbildningschef", KARIN),
        ("Mats Ödman har ljugit för mig och vägrar svara.", "registrator", MATS),
    ],
)
def test_g68_the_ladder_of_levels_and_whoever_it_is_about_never_hears(text, owner, deaf):
    town = Town()
    town.writes(text)
    assert town.case.owner == owner
    town.waits_until(at("2026-04-30T12:00"))  # past every step
    assert never_hears(town, deaf)


@pytest.mark.parametrize(
    "text",
    [
        "Birgitta Norén hånlog åt oss och skrek åt min dotter.",
        "Birgitta Noren hånlog åt oss och skrek åt min dotter.",
        "Jag klagar på Norén. Hon hånlog åt oss och skrek åt min dotter.",
    ],
)
def test_g68_a_person_known_by_name_alone_is_known(text):
    town = Town()
    town.writes(text)
    assert town.case.owner == "bitradande-chef"
    assert never_hears(town, BIRGITTA)


def test_g68_nor_does_she_get_it_as_anothers_deputy():
    town = Town()
    absence = "Frånvarande Johan Ahl 9–13 mars"
    town.writes(absence, sender=ANNIKA, at=at("2026-03-06T10:00"))
    town.writes("Vikarierande rektor Birgitta Norén på Ekbackeskolan skrek åt min dotter.")
    assert town.case.owner == "bitradande-chef"
    town.waits_until(at("2026-03-26T12:00"))
    assert never_hears(town, BIRGITTA)


def test_g68_nor_as_a_deputy_of_whoever_is_above():
    town = Town()
    town.writes("Frånvarande Karin Blom 9–20 mars", sender=ANNIKA, at=at("2026-03-06T10:00"))
    town.writes("Mats Ödman har ljugit för mig, och Karin Blom gjorde inget.")
    town.waits_until(at("2026-03-26T12:00"))
    assert never_hears(town, MATS)  # Karin's deputy
    assert town.case.owner == "registrator"


# --- A colleague complains as anybody else ------------------------------------------------------------


def test_g68_a_heads_own_case_goes_to_whoever_stands_above():
    town = Town()
    town.writes("Maten på Åskolan är kall varje dag, min dotter äter inget.", sender=PETER)
    assert town.case.owner == "bitradande-chef"
    assert "peter.hallgren" not in " ".join(a for x in town.letters[1:] for a in x.recipients)


def test_g68_about_anothers_matter_it_takes_the_ordinary_way():
    town = Town()
    town.writes("Rasterna på Åskolan är för korta, de hinner inte leka.", sender=PETER)
    assert town.case.owner == "rektor-askolan"
    assert "Birgitta Norén" in town.letters_to(PETER)[0].text


@pytest.mark.parametrize(
    "words", ["Klart. Vi har löst det här.", "ej klagomål: fråga", "Till: Peter Hallgren"]
)
def test_g68_on_ones_own_case_words_are_a_complainants_and_no_command(words):
    town = Town()
    town.writes("Maten på Åskolan är kall varje dag, min dotter äter inget.", sender=PETER)
    case = town.case
    town.replies(town.letters_to(PETER)[0], words, sender=PETER, at=LATER)
    assert (town.case.owner, town.case.judgement.lane) == (case.owner, Lane.COMPLAINT)
    assert town.case.outgoing is None
    assert words in town.letters_to(KARIN)[-1].text  # as news from whoever complained


def test_g68_the_head_who_complains_gets_no_step_of_the_ladder():
    town = Town()
    town.writes("Rasterna på Åskolan är för korta, de hinner inte leka.", sender=MATS)
    town.waits_until(at("2026-04-30T12:00"))
    first, *later = town.letters_to(MATS)
    assert "Vi har tagit emot" in first.subject
    assert not [letter for letter in later if "beslut" in letter.subject]


def test_g68_nobody_can_give_them_the_case():
    town = Town()
    town.writes("Rasterna på Åskolan är för korta, de hinner inte leka.", sender=PETER)
    town.replies(town.letters_to(BIRGITTA)[0], "Till: Peter Hallgren", sender=BIRGITTA, at=LATER)
    assert town.case.owner == "rektor-askolan"
    assert "gäller just den personen" in town.letters_to(BIRGITTA)[-1].text
    assert GUARDIAN not in {a for x in town.letters for a in x.recipients}


@pytest.mark.parametrize(
    "text",
    [
        "Nu har rektorn slagit min son och tagit honom i nacken så att han grät.",
        "Rektor Birgitta Norén skrek åt min dotter inför klassen. Jag vill klaga på henne.",
    ],
)
def test_g68_whoever_is_accused_later_on_has_the_case_no_longer(text):
    town = Town()
    town.writes("Rasterna på Åskolan är för korta.")
    assert town.case.owner == "rektor-askolan"
    before = len(town.letters)
    town.replies(town.letters_to(GUARDIAN)[0], text, sender=GUARDIAN, at=LATER)
    town.waits_until(at("2026-03-12T12:00"))
    assert town.case.owner == "bitradande-chef"
    assert [letter for letter in town.letters[before:] if BIRGITTA in letter.recipients] == []


@pytest.mark.parametrize(
    "text",
    [
        "Jag har pratat med rektorn, och hon sa att ni ser över det. Tack.",
        "Vi väntar fortfarande. Rektorn lovade återkomma i måndags men har inte hört av sig.",
    ],
)
def test_g68_what_a_rektor_said_or_owes_moves_no_case(text):
    town = Town()
    town.writes("Rasterna på Åskolan är för korta.")
    town.replies(town.letters_to(GUARDIAN)[0], text, sender=GUARDIAN, at=LATER)
    assert town.case.owner == "rektor-askolan"


@pytest.mark.parametrize("orders", [("Enhet: Åskolan", "Kategori: kränkning"), ("Enhet: Åskolan",)])
def test_g68_it_is_about_the_rektor_of_the_school_that_becomes_known_later(orders):
    town = Town()
    town.writes("Rektorn skrek åt mig inför min dotter.")
    first = town.letters_to(KARIN)[0]
    for order in orders:
        town.replies(first, order, sender=KARIN, at=LATER)
    town.waits_until(at("2026-04-30T12:00"))
    assert town.case.owner == "bitradande-chef"
    assert never_hears(town, BIRGITTA)


def test_g57_a_nej_about_the_head_of_all_goes_to_nobody_below_that_head():
    town = Town()
    town.writes("Mats Ödman har ljugit för mig och vägrar svara.")
    answer = "Klart. Vi har gått igenom saken och beklagar."
    eva = "eva.nyqvist@lindhoj.example"
    town.replies(town.letters_to(eva)[0], answer, sender=eva, at=LATER)
    town.waits_until(at("2026-03-26T09:00"))
    nej = "Nej, det är lika illa."
    town.replies(town.letters_to(GUARDIAN)[-1], nej, sender=GUARDIAN, at=at("2026-03-26T10:00"))
    assert town.case.owner == "namndens-ordforande"
    assert town.letters_to(BENGT)


def test_a_case_about_the_head_of_all_reaches_the_chair_and_nobody_below_the_head():
    town = Town()
    town.writes("Mats Ödman har ljugit för mig och vägrar svara.")
    eva = "eva.nyqvist@lindhoj.example"
    handed = " ".join(town.letters_to(eva)[0].text.split())
    assert "Lämna det till Bengt Orre, nämndens ordförande." in handed
    town.waits_until(at("2026-04-10T12:00"))
    for below in (MATS, KARIN, ANNIKA):
        assert never_hears(town, below)
    [first, *_] = late = town.letters_to(BENGT)
    assert "Behöver ditt beslut" in first.subject
    assert len(late) > 1
    told = [letter for letter in town.letters_to(GUARDIAN) if "försenat" in letter.subject]
    assert all("Karin" not in letter.text for letter in told)
    town.replies(first, "Jag tar det", sender=BENGT, at=at("2026-04-10T13:00"))
    assert town.case.owner == "namndens-ordforande"


def test_the_registrator_hands_a_case_about_the_head_of_all_to_the_chair():
    town = Town()
    town.writes("Mats Ödman har ljugit för mig och vägrar svara.")
    eva = "eva.nyqvist@lindhoj.example"
    town.replies(town.letters_to(eva)[0], "Till: nämndens ordförande", sender=eva, at=LATER)
    assert town.case.owner == "namndens-ordforande"
    assert "Du ansvarar för ett ärende" in town.letters_to(BENGT)[-1].text
