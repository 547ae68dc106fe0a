"""G02: the four roles of the huvudman have duties of their own; each hears of what is hers and of no more."""

from tests.lindhoj import ANNIKA, GUARDIAN, KARIN, MATS, at
from tests.town import Town

SARA = "sara.lindqvist@lindhoj.example"  # development strategist
FOUR = {ANNIKA, KARIN, MATS, SARA}
RASTER = "Rasterna på Åskolan är för korta, de hinner inte leka."


def hears(town, since=0):
    """Who of the four got a letter."""
    return {a for letter in town.letters[since:] for a in letter.recipients} & FOUR


def test_g02_an_overdue_case_reaches_the_coordinator_and_days_later_those_above():
    town = Town()
    town.writes(RASTER)
    for day, heard in (("2026-03-17", set()), ("2026-03-18", {ANNIKA}), ("2026-03-20", {ANNIKA, KARIN})):
        town.waits_until(at(f"{day}T12:00"))
        assert hears(town) == heard
    town.waits_until(at("2026-03-24T12:00"))
    assert hears(town) == {ANNIKA, KARIN, MATS}


def test_g02_a_legal_demand_reaches_the_deputy_head():
    town = Town()
    town.writes("Jag kräver att ni byter schemat på Åskolan, annars kontaktar jag min advokat.")
    assert hears(town) == {KARIN}
    assert len(town.letters_to(GUARDIAN)) == 1


def test_g02_a_surge_reaches_the_strategist_in_numbers_alone():
    town = Town()
    town.writes(RASTER)
    town.writes(
        "Ny kategori: rasttider; ord: rast, raster, rasterna", sender=ANNIKA, at=at("2026-03-11T09:00")
    )
    [letter] = town.letters_to(SARA)
    assert "rasttider" in letter.subject
    assert "kan höra dit: 1" in letter.text
    assert "LH-2026" not in letter.text
    town.writes("Ny kategori: rasttider; ord: lunchrast", sender=ANNIKA, at=at("2026-03-12T09:00"))
    assert len(town.letters_to(SARA)) == 1  # more words are no new surge
