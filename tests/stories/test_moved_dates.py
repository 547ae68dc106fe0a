"""A holiday that the municipality adds later moves what was promised, and both sides are told why."""

from dataclasses import replace
from datetime import date

from tests.lindhoj import GUARDIAN, PETER, at, lindhoj
from tests.town import Town


def a_day_off(organisation, day, name):
    calendar = organisation.calendar
    return replace(
        organisation,
        calendar=replace(calendar, free_days=calendar.free_days | {date.fromisoformat(day): name}),
    )


def test_g65_a_holiday_added_later_moves_the_open_date_and_tells_why():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", at=at("2026-05-04T10:00"))
    assert "ett svar senast onsdag 13 maj" in town.letters_to(GUARDIAN)[0].text
    town.pushes(a_day_off(lindhoj(), "2026-05-08", "klämdag"))
    town.waits_until(at("2026-05-04T10:05"))
    told = town.letters_to(GUARDIAN)[1]
    assert told.subject == "Ny dag för svar (LH-2026-0001)"
    assert "Fredag 8 maj har blivit en ledig dag hos oss (klämdag)." in told.text
    assert "svar senast fredag 15 maj" in told.text
    assert "Den nya dagen är fredag 15 maj." in town.letters_to(PETER)[-1].text

    town.waits_until(at("2026-06-30T12:00"))
    assert [x.subject for x in town.letters_to(GUARDIAN)[2:]] == ["Ditt svar är försenat (LH-2026-0001)"]
    reminder, *_ = [x for x in town.letters_to(PETER) if "väntar" in x.subject or "kvar" in x.subject]
    assert reminder.at == at("2026-05-06T07:35")


def test_g104_the_ladder_follows_the_new_day_and_climbs_each_step_once():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", at=at("2026-05-04T10:00"))
    town.pushes(a_day_off(lindhoj(), "2026-05-08", "klämdag"))
    town.waits_until(at("2026-06-30T12:00"))
    steps = [e for e in town.store.entries[town.case.id] if e["what"] in ("reminder", "escalation")]
    assert [e["happened_at"][:10] for e in steps][:6] == [
        "2026-05-06",
        "2026-05-12",
        "2026-05-13",
        "2026-05-18",
        "2026-05-20",
        "2026-05-27",  # and then each week
    ]
