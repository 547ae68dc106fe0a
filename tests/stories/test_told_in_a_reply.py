"""G69, G81: what is told in a reply reaches whoever has the case, and whoever told it hears who that is."""

from complaints.model import ErrandKind, State
from tests.lindhoj import BIRGITTA, GUARDIAN, KARIN, PETER, at
from tests.town import Town

ANSWERED = at("2026-03-11T10:00")
BEATEN = "Tack. Men nu har en lärare slagit min dotter i matsalen."
FOOD = "Skolmaten på Åskolan är kall."


def about(text, subject="Maten"):
    town = Town()
    town.writes(text, Subject=subject)
    return town


def adds(town, text, *, when, sender=GUARDIAN):
    """On the newest letter to the guardian; returns what left because of it."""
    before = len(town.letters)
    town.replies(town.letters_to(GUARDIAN)[-1], text, sender=sender, at=when)
    return town.letters[before:]


def heard(letters, address):
    return [letter for letter in letters if address in letter.recipients]


# --- The guardian --------------------------------------------------------------------------------------


def test_g69_danger_told_on_an_answer_is_answered_with_who_comes_and_by_when():
    town = about(FOOD)
    town.replies(town.letters_to(PETER)[0], "Klart. Vi har köpt en vagn.", sender=PETER, at=ANSWERED)
    town.quarter_passes()
    [told] = heard(adds(town, BEATEN, when=at("2026-03-12T20:00")), GUARDIAN)
    assert town.case.state is State.WITH_OWNER
    assert "tar vi upp din fråga igen" in told.text
    assert "Birgitta Norén" in told.text
    assert "fredag 13 mars" in told.text
    assert "112" in told.text


def test_g69_danger_told_on_an_open_case_tells_whom_to_ring_from_now_on():
    town = about(FOOD)
    [told] = heard(adds(town, BEATEN, when=at("2026-03-10T20:00")), GUARDIAN)
    assert "Birgitta Norén, rektor, tar nu hand om ditt ärende" in told.text
    assert "Tack för att du berättar" in told.text
    assert "112" in told.text
    assert "slagit" not in told.text


def test_g69_nothing_is_told_where_the_owner_stays():
    town = about("Läxorna på Åskolan är för svåra.", "Läxor")
    told = "Och nu har min son blivit slagen av två pojkar i klassen."
    assert heard(adds(town, told, when=at("2026-03-10T20:00")), GUARDIAN) == []


def test_g74_nor_to_a_family_that_is_protected_by_now():
    town = about(FOOD)
    told = "Vi har skyddade personuppgifter sedan i går."
    assert heard(adds(town, told, when=at("2026-03-10T20:00")), GUARDIAN) == []


# --- The new owner --------------------------------------------------------------------------------------


def test_the_new_owner_reads_the_complaint_what_is_new_and_whom_the_guardian_knew():
    town = about(FOOD)
    threat = "Jag vet var du bor, kocken."
    letters = heard(adds(town, threat, when=at("2026-03-10T11:00")), KARIN)
    routed, reply = letters
    assert FOOD in routed.text
    assert "Förut ansvarade Peter Hallgren" in routed.text
    assert "bekräftelse med ditt namn" not in routed.text
    assert threat in reply.text
    assert "Vi har tagit emot" not in routed.text + reply.text  # no letter of ours is quoted


def test_what_is_added_to_a_case_that_is_open_again_is_not_called_answered():
    town = about(FOOD)
    town.replies(town.letters_to(PETER)[0], "Klart. Vi har köpt en vagn.", sender=PETER, at=ANSWERED)
    town.waits_until(at("2026-03-26T12:00"))
    adds(town, "Nej, den är fortfarande kall.", when=at("2026-03-26T13:00"))
    letters = adds(town, "I dag var den kall igen.", when=at("2026-03-27T10:00"))
    [told] = heard(letters, KARIN)
    assert "redan besvarat" not in told.text
    assert "Svaret är lovat senast" in told.text


# --- G81: more of what is acute ---------------------------------------------------------------------------


def test_g81_what_is_added_to_an_alarm_is_urgent_too_and_goes_to_all_who_were_alarmed():
    town = about("Min son på Åskolan säger att han inte orkar leva längre.", "Hjälp")
    alarmed = {errand.of for errand in town.case.errands if errand.kind is ErrandKind.SEEN}
    letters = adds(town, "Han har låst in sig nu.", when=at("2026-03-10T10:10"))
    told = [letter for letter in letters if "Brådskande" in letter.subject]
    assert len(told) == len(alarmed) == len({letter.recipients[0] for letter in told})
    for letter in told:
        assert letter.at == at("2026-03-10T10:10")
        assert "ring nu" in letter.text
        assert "112" in letter.text
        assert "lovat senast" not in letter.text
        assert "låst in sig" not in letter.text
    assert {BIRGITTA, KARIN} <= {letter.recipients[0] for letter in told}


# --- The case before what is added to it ------------------------------------------------------------------


def test_what_is_added_before_the_office_opens_comes_after_the_case_itself():
    town = Town()
    town.writes(FOOD, at=at("2026-03-14T20:00"))
    town.replies(town.letters_to(GUARDIAN)[0], "Och toan luktar.", sender=GUARDIAN, at=at("2026-03-14T22:00"))
    assert town.letters_to(PETER) == []
    town.waits_until(at("2026-03-16T12:00"))
    assert [("Svara senast" in x.subject, x.at.time().minute) for x in town.letters_to(PETER)][:2] == [
        (True, 30),
        (False, 31),
    ]
