"""A fault report is no complaint; the third one about the same thing is."""

from datetime import timedelta

from complaints.model import Lane
from complaints.workflow.foresight import MOST_OF_PERSON
from tests.lindhoj import GUARDIAN, GUNILLA, at
from tests.town import Town

LAMP = "Lampan vid cykelstället på Centralskolan är trasig."
FIRST, SECOND, THIRD = map(at, ("2026-03-10T10:00", "2026-03-24T10:00", "2026-04-14T10:00"))


def lanes(town):
    return [case.judgement.lane for case in town.cases]


def test_the_third_report_on_the_same_thing_is_a_complaint_with_a_complaints_days():
    town = Town()
    for day in (FIRST, SECOND, THIRD):
        town.writes(LAMP, at=day)
    assert lanes(town) == [Lane.FAULT_REPORT, Lane.FAULT_REPORT, Lane.COMPLAINT]
    assert "Du får ett svar senast" in town.letters_to(GUARDIAN)[-1].text
    assert "Svara senast to 23 april" in town.letters_to(GUNILLA)[-1].subject


def test_the_third_report_is_a_complaint_however_much_was_written_on_another_case_meanwhile():
    town = Town()
    town.writes(LAMP, at=FIRST)
    town.writes(LAMP, at=SECOND)
    town.writes("Skolbussen till Norrhult kom inte i dag heller.", at=at("2026-03-24T11:00"), Subject="Buss")
    bus = town.letters_to(GUARDIAN)[-1]
    for n in range(MOST_OF_PERSON - 1):
        when = at("2026-03-25T10:00") + timedelta(days=n)
        town.replies(bus, f"Bussen kom inte den {n + 1} gången.", sender=GUARDIAN, at=when)
    town.writes(LAMP, at=when + timedelta(days=1))
    assert lanes(town) == [Lane.FAULT_REPORT, Lane.FAULT_REPORT, Lane.COMPLAINT, Lane.COMPLAINT]


def test_reports_on_different_things_stay_reports():
    town = Town()
    town.writes(LAMP, at=FIRST)
    town.writes("Toaletten på övervåningen på Centralskolan läcker.", at=SECOND)
    town.writes("Grinden mot parkeringen på Centralskolan går inte att stänga.", at=THIRD)
    assert Lane.COMPLAINT not in lanes(town)


def test_reports_of_different_people_are_not_added_up():
    town = Town()
    for number, day in enumerate((FIRST, SECOND, THIRD)):
        town.writes(LAMP, at=day, sender=f"granne{number}@hem.example")
    assert lanes(town) == [Lane.FAULT_REPORT] * 3


def test_three_that_look_alike_within_a_week_are_one_case_and_it_becomes_a_complaint():
    town = Town()
    for day in ("2026-03-10T10:00", "2026-03-11T10:00", "2026-03-12T10:00"):
        town.writes(LAMP, at=at(day))
    assert lanes(town) == [Lane.COMPLAINT]
    assert sum("Vi har tagit emot" in letter.subject for letter in town.letters_to(GUARDIAN)) == 1
    assert LAMP in town.letters_to(GUNILLA)[-1].text
    assert "Svara senast må 23 mars" in town.letters_to(GUNILLA)[-1].subject


def test_g79_an_anonymous_report_and_those_with_a_name_are_not_added_up():
    town = Town()
    town.writes(LAMP, at=FIRST)
    town.writes(LAMP, at=SECOND)
    town.writes(f"Jag vill vara anonym. {LAMP}", at=THIRD)
    assert lanes(town) == [Lane.FAULT_REPORT] * 3
    assert "tredje gången" not in town.letters_to(GUNILLA)[-1].text
