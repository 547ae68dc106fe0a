"""G14: a topic for a surge, by one mail of the coordinator: it counts from the next mail on."""

from dataclasses import replace

import pytest

from complaints.model import Decision, Topic
from tests.lindhoj import ANNIKA, BIRGITTA, GUARDIAN, PETER, at
from tests.town import Town

ASKED = "Ny kategori: smittspridning; ord: smitta, karantän, sjuka barn, corona"
BUGS = "Det smittar hela tiden på Åskolan och ni tar inte in fler vuxna. Smittan går runt."
OLD, BEFORE, NOW, AFTER = map(
    at, ("2026-01-20T10:00", "2026-03-02T10:00", "2026-03-10T10:00", "2026-03-10T11:00")
)


@pytest.fixture
def town():
    return Town()


def orders(town, text=ASKED, *, sender=ANNIKA, at=NOW, **headers):
    """Somebody of the house writes a new mail; what that person got back last."""
    town.writes(text, sender=sender, at=at, **headers)
    return town.letters_to(sender)[-1]


def test_g14_the_next_mail_gets_it_and_the_mail_is_acknowledged(town):
    receipt = orders(town)
    assert receipt.subject == "Ny kategori: smittspridning"
    assert "smitta, karantän, sjuka barn, corona" in receipt.text
    town.writes(BUGS, at=AFTER)
    assert town.case.judgement.category == "smittspridning"
    assert town.case.owner == "rektor-askolan"
    assert (
        "Vi tror att det gäller smittspridning, för att det står ”smittar”, ”smittan”"
        in town.letters_to(BIRGITTA)[0].text
    )


def test_g14_open_cases_of_thirty_days_are_proposed_and_nothing_of_them_is_changed(town):
    town.writes(BUGS, at=OLD, sender="gammal@hem.example")
    town.writes(BUGS, at=BEFORE)
    town.writes("Skolmaten på Åskolan är kall.", at=BEFORE, sender="mat@hem.example")
    town.waits_until(NOW)
    before = town.cases
    receipt = orders(town)
    assert "LH-2026-0002" in receipt.text
    assert "LH-2026-0001" not in receipt.text
    assert "LH-2026-0003" not in receipt.text
    assert town.cases == before


def test_g14_the_proposed_cases_follow_by_one_line(town):
    town.writes(BUGS, at=BEFORE)
    town.writes("Barnen med corona skickas inte hem från Ängskolan.", at=BEFORE, sender="b@hem.example")
    receipt = orders(town)
    line = "Kategori: smittspridning; LH-2026-0001, LH-2026-0002"
    assert line in receipt.text
    answer = orders(town, line, at=AFTER)
    assert {case.judgement.category for case in town.cases} == {"smittspridning"}
    assert "LH-2026-0001, LH-2026-0002" in answer.text
    kept = [e for e in town.store.entries[town.cases[0].id] if e["what"] == "corrected"]
    assert (kept[0]["facts"]["now"], kept[0]["by"]) == ("smittspridning", "sektorsamordnare")


def test_g14_it_names_the_case_to_its_owner_in_words(town):
    orders(town)
    town.writes("Hela klassen på Åskolan sitter i karantänen.", at=AFTER)
    assert "smittspridning, Åskolan" in town.letters_to(BIRGITTA)[0].subject


def test_more_words_come_to_a_topic_by_the_same_mail_again(town):
    orders(town)
    orders(town, "Ny kategori: smittspridning; ord: magsjuka*", at=AFTER)
    town.writes("Magsjukan sprider sig på Åskolan.", at=at("2026-03-10T12:00"))
    assert town.case.judgement.category == "smittspridning"
    [topic] = town.store.amendments().topics
    assert any("karantän" in word for word in topic.words)


def test_a_topic_ends_by_one_line_and_its_cases_keep_its_name(town):
    orders(town)
    town.writes(BUGS, at=AFTER)
    ended = orders(town, "Avsluta kategori: smittspridning", at=at("2026-03-10T12:00"))
    assert "Ärenden som redan har den behåller den." in ended.text
    town.writes(BUGS, at=at("2026-03-10T13:00"), sender="ny@hem.example")
    first, second = town.cases
    assert first.judgement.category == "smittspridning"
    assert second.judgement.category != "smittspridning"
    town.waits_until(at("2026-03-12T12:00"))
    assert "smittspridning, Åskolan" in town.letters_to(BIRGITTA)[-1].text  # in the reminder's line


def test_danger_and_blame_stand_before_a_topic(town):
    orders(town)
    town.writes("Min son på Åskolan blir slagen varje rast, de säger att han bär på corona.", at=AFTER)
    assert town.case.judgement.category == "krankning"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Ny kategori: smittspridning", "vilka ord som hör dit"),
        ("Ny kategori: lokal; ord: smitta", "finns redan"),
        ("Ny kategori: skolmåltider; ord: gröt", "finns redan"),
        ("Ny kategori: School Transport; ord: isgata", "finns redan"),
        ("Ny kategori: överklagande; ord: domstol", "finns redan"),
        ("Ny kategori: smittspridning; ord: sm*tta", "något av orden som vi inte förstod"),
        ("Avsluta kategori: skolmåltider", "gjort en kategori med det namnet i ett mejl"),
        ("Kategori: gröt; LH-2026-0001", "känner inte igen kategorin"),
        ("Kategori: skolmåltider; LH-2026-0999", "vilka ärenden"),
    ],
)
def test_what_cannot_be_understood_changes_nothing_and_is_told(town, text, says):
    assert says in orders(town, text).text
    assert town.store.amendments().topics == ()
    assert town.cases == []


@pytest.mark.parametrize("sender", [PETER, GUARDIAN])
def test_nobody_else_makes_topics(town, sender):
    town.writes(ASKED, sender=sender)
    assert town.store.amendments().topics == ()
    assert len(town.cases) == 1  # in doubt a mail is a complaint


def test_g74_a_protected_identity_is_neither_proposed_nor_moved(town):
    town.writes(BUGS, at=BEFORE, Subject="SKYDDAD")
    assert "LH-2026-0001" not in orders(town).text
    orders(town, "Kategori: smittspridning; 1", at=AFTER)
    assert town.case.judgement.category != "smittspridning"


def test_a_case_that_protects_a_child_is_not_moved_in_a_bunch(town):
    town.writes("Min son på Åskolan blir slagen och kallad öknamn varje rast.", at=BEFORE)
    orders(town)
    orders(town, "Kategori: smittspridning; 1", at=AFTER)
    assert town.case.judgement.lane == "krankning"


def test_a_topic_of_a_name_that_is_taken_since_before_can_be_ended(town):
    topic = Topic(code="skolmaltider", name="skolmåltider", words=("gröt",), since=NOW.date())
    before = replace(town.store.amendments(), topics=(topic,))
    town.store.save(Decision(verdict="of an earlier release", amendments=before), NOW)
    assert "skolmåltider" in orders(town, "Avsluta kategori: skolmåltider").subject
    assert town.store.amendments().topics[0].words == ()


def test_a_surge_that_comes_again_is_told_again(town):
    development = "sara.lindqvist@lindhoj.example"
    orders(town)
    orders(town, "Avsluta kategori: smittspridning", at=AFTER)
    before = len(town.letters_to(development))
    orders(town, at=at("2026-04-20T10:00"))
    assert len(town.letters_to(development)) == before + 1
