"""From a guardian's mail to the acknowledgement and the one mail to whoever is responsible."""

import hashlib
import re
from dataclasses import replace

import pytest

from complaints.model import State
from tests.lindhoj import ANNIKA, GUARDIAN, INTAKE, PETER, at, lindhoj
from tests.town import Town

COLD_FOOD = "Hej!\nSkolmaten på Åskolan är kall, min dotter får inget glutenfritt.\nMaria Lind"


def test_a_complaint_is_acknowledged_and_reaches_the_one_responsible():
    town = Town()
    town.writes(COLD_FOOD)

    [acknowledgement] = town.letters_to(GUARDIAN)
    [routed] = town.letters_to(PETER)
    assert acknowledgement.subject == "Vi har tagit emot ditt mejl (LH-2026-0001)"
    assert "Peter Hallgren, måltidschef" in acknowledgement.text
    assert "070-174 06" in acknowledgement.text
    assert COLD_FOOD.splitlines()[1] in routed.text
    assert routed.subject.startswith("[LH-2026-0001] Svara senast to 19 mars")
    assert town.case.state is State.WITH_OWNER


def test_the_acknowledgement_threads_and_says_that_a_machine_wrote_it():
    town = Town()
    long_id = f"<{'x' * 70}.outlook@hem.example>"  # longer than a folded line: Outlook's are
    town.writes(COLD_FOOD, Message_ID=long_id)

    [acknowledgement] = town.letters_to(GUARDIAN)
    assert f"In-Reply-To: {long_id}\r\n".encode() in acknowledgement.raw
    assert acknowledgement.mail["References"].split()[0] == long_id
    assert acknowledgement.mail["Auto-Submitted"] == "auto-replied"
    assert re.fullmatch(r"klagomal\+[a-z0-9]{33}@skola\.lindhoj\.example", acknowledgement.reply_to)
    assert len(acknowledgement.reply_to.partition("@")[0]) <= 64  # RFC 5321 4.5.3.1.1


def test_the_acknowledgement_never_repeats_what_was_written():
    town = Town()
    town.writes("Leo i 4B på Åskolan har adhd och maten är kall. " * 3, Subject="Leo i 4B")

    [acknowledgement] = town.letters_to(GUARDIAN)
    for told in ("Leo", "4B", "adhd", "kall"):
        assert told not in acknowledgement.text
        assert told not in acknowledgement.subject


def test_g01_a_change_of_the_organisation_file_alone_changes_the_next_letters():
    changed = lindhoj()
    role, school = changed.roles["maltidschef"], changed.units["askolan"]
    successor = replace(role, holder=replace(role.holder, name="Disa Ek-Berg"))
    changed = replace(
        changed,
        department="Nya Lindhöj, skola",
        roles={**changed.roles, role.id: successor},
        units={**changed.units, school.id: replace(school, name="Nya Åskolan", aliases=("Åskolan",))},
    )
    town = Town(changed)
    town.writes(COLD_FOOD)

    [acknowledgement] = town.letters_to(GUARDIAN)
    assert "Disa Ek-Berg, måltidschef" in acknowledgement.text
    assert "Nya Lindhöj, skola" in acknowledgement.text
    assert "Nya Åskolan" in town.letters_to(PETER)[0].subject


def test_g05_every_mail_leaves_a_trace_however_it_was_addressed():
    town = Town()
    addresses = [INTAKE, "synpunkter@skola.lindhoj.example", "rektor@skola.lindhoj.example", INTAKE.upper()]
    for number in range(20):
        to = addresses[number % 4]
        town.writes(f"Maten var kall dag {number}.", sender=f"vardnadshavare{number}@hem.example", to=to)

    assert len(town.cases) == 20
    assert len({case.number for case in town.cases}) == 20
    for case in town.cases:
        assert hashlib.sha256(town.mailbox.objects[case.raw_key]).hexdigest() == case.raw_sha256
    unknown_recipient = [case for case in town.cases if case.owner == "sektorsamordnare"]
    assert len(unknown_recipient) == 5


def test_g21_the_register_knows_a_case_before_anybody_read_it():
    town = Town()
    town.writes(COLD_FOOD, at=at("2026-03-14T23:00"))

    assert town.case.number == "LH-2026-0001"
    assert town.letters_to(PETER) == []


def test_g53_the_acknowledgement_goes_out_at_once_at_any_hour():
    for hour in ("2026-03-10T10:00", "2026-03-14T03:10", "2026-12-25T23:59"):
        town = Town()
        town.writes(COLD_FOOD, at=at(hour))
        [acknowledgement] = town.letters_to(GUARDIAN)
        assert acknowledgement.at == at(hour)


def test_g54_the_raw_mail_is_kept_untouched_and_entries_are_only_added():
    town = Town()
    town.writes(COLD_FOOD)
    before = [dict(entry) for entry in town.store.entries[town.case.id]]
    town.replies(town.letters_to(GUARDIAN)[0], "Det hände igen.", sender=GUARDIAN, at=at("2026-03-11T10:00"))

    raw = town.mailbox.objects[town.case.raw_key]
    assert hashlib.sha256(raw).hexdigest() == town.case.raw_sha256
    assert town.store.entries[town.case.id][: len(before)] == before
    assert not [key for key in town.mailbox.objects if key.startswith("incoming/")]


@pytest.mark.parametrize(
    ("arrival", "in_words"),
    [
        ("2026-03-10T10:00", "tisdag 10 mars 2026 kl. 10.00"),
        ("2026-03-29T03:30", "söndag 29 mars 2026 kl. 03.30"),
        ("2026-10-25T12:00", "söndag 25 oktober 2026 kl. 12.00"),
    ],
)
def test_g60_dates_are_written_as_in_sweden_also_when_the_clocks_change(arrival, in_words):
    town = Town()
    town.writes(COLD_FOOD, at=at(arrival))
    assert in_words in town.letters_to(GUARDIAN)[0].text


def test_g65_the_promised_dates_jump_over_easter():
    town = Town()
    town.writes(COLD_FOOD, at=at("2026-04-02T15:00"))
    text = town.letters_to(GUARDIAN)[0].text
    assert "onsdag 8 april" in text
    assert "onsdag 15 april" in text


def test_g66_a_mail_late_on_a_sunday_came_on_sunday_and_counts_from_monday():
    town = Town()
    town.writes(COLD_FOOD, at=at("2026-03-08T23:58"))
    text = town.letters_to(GUARDIAN)[0].text
    assert "söndag 8 mars 2026 kl. 23.58" in text
    assert "tisdag 10 mars" in text
    assert "tisdag 17 mars" in text


def test_staff_mail_waits_for_the_office_to_open():
    town = Town()
    town.writes(COLD_FOOD, at=at("2026-03-14T23:00"))
    assert town.letters_to(PETER) == []
    town.waits_until(at("2026-03-16T12:00"))
    [routed] = town.letters_to(PETER)
    assert routed.at == at("2026-03-16T07:30")


def test_a_mail_without_a_known_unit_goes_to_the_coordinator_and_says_so():
    town = Town()
    town.writes("Ni måste göra något åt rasterna, de hinner inte leka.")
    assert town.case.owner == "sektorsamordnare"
    assert town.letters_to(ANNIKA)
    assert "letar" in town.letters_to(GUARDIAN)[0].text


def test_an_english_complaint_is_acknowledged_in_english():
    town = Town()
    town.writes(
        "The school never answers our emails about homework at Kullaskolan. We have written many times."
    )
    assert town.letters_to(GUARDIAN)[0].subject == "We have received your email (LH-2026-0001)"
