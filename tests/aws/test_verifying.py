"""`lyhord verify`: what was altered in a log is reported, with its case, entry and what is wrong."""

import pytest

from complaints.aws.clients import client
from complaints.model import Door
from lyhord.cli import cases, show
from lyhord.cli.verifying import verified
from lyhord.engine.aws import System
from tests.builders import NOW, a_case, a_decision, an_entry
from tests.lindhoj import lindhoj

CASE = a_case()
LOG = ("received", "acknowledged", "read", "answered")


@pytest.fixture
def system(dynamo_store):
    """One case with a log of four, and a reader's door with one reading."""
    dynamo_store.next_number(NOW.year)
    entries = tuple(an_entry(what=what, text=f"Ord om {what}.") for what in LOG)
    reading = an_entry(what="case_read", by="rektor-askolan", text="")
    dynamo_store.save(a_decision(entries=entries), NOW)
    door = Door(case_id=CASE.id, reader="rektor-askolan")
    dynamo_store.save(
        a_decision(mail="", case=None, entries=(), letters=(), door=door, readings=(reading,)), NOW
    )
    return System(client, {"Table": dynamo_store._name, "Mails": "none"})


def entries_of(system, kind="ENTRY#"):
    return [row for row in system.rows(f"CASE#{CASE.id}") if row["sk"]["S"].startswith(kind)]


def put(system, row):
    system.client("dynamodb").put_item(TableName=system.table, Item=row)


def remove(system, row):
    key = {name: row[name] for name in ("pk", "sk")}
    system.client("dynamodb").delete_item(TableName=system.table, Key=key)


def test_an_untouched_log_holds(system):
    found = verified(system)

    assert found["problems"] == []
    assert list(found["last_hashes"]) == [CASE.number]


@pytest.mark.parametrize(
    ("altered", "problem"),
    [
        ({"text": {"S": "Något annat."}}, "its text was altered"),
        ({"what": {"S": "dismissed"}}, "it was altered"),
        ({"previous": {"S": "0" * 64}}, "it is not chained to the entry before it"),
    ],
)
def test_an_altered_entry_is_reported(system, altered, problem):
    put(system, entries_of(system)[1] | altered)
    found = verified(system, CASE.number)["problems"]

    assert {"case": CASE.number, "log": "log", "entry": 2, "problem": problem} in found


@pytest.mark.parametrize("attribute", [{"text": {"S": ""}}, {}])
def test_a_text_that_was_erased_leaves_a_log_that_holds_and_is_shown_as_empty(system, attribute):
    put(system, {name: value for name, value in entries_of(system)[1].items() if name != "text"} | attribute)

    assert verified(system)["problems"] == []
    assert [bool(entry["text"]) for entry in cases.entries_of(system, CASE.id)] == [True, False, True, True]


@pytest.mark.parametrize(("place", "problem"), [(1, "entry 2 is missing"), (3, "there are 3 entries")])
def test_an_entry_that_was_taken_away_is_reported(system, place, problem):
    remove(system, entries_of(system)[place])

    assert any(found["problem"].startswith(problem) for found in verified(system)["problems"])


def test_a_case_that_changes_while_it_is_read_is_not_reported(system, dynamo_store):
    class Busy(System):
        """Between the row of the case and its log being read, another entry comes, once."""

        def rows(self, pk):
            if pk != f"CASE#{CASE.id}" or (case := dynamo_store.case(CASE.id)).entries > len(LOG):
                return super().rows(pk)
            [before] = [row for row in super().rows(pk) if row["sk"]["S"] == "CASE"]
            noted = a_decision(mail="", case=case, entries=(an_entry(what="note"),), letters=(), traces=())
            dynamo_store.save(noted, NOW)
            return iter([before, *(row for row in super().rows(pk) if row["sk"]["S"] != "CASE")])

    busy = Busy(client, system.resources)
    assert verified(busy)["problems"] == []
    assert dynamo_store.case(CASE.id).entries == len(LOG) + 1


def test_a_case_that_was_taken_away_whole_is_reported(system):
    for row in list(system.rows(f"CASE#{CASE.id}")):
        remove(system, row)
    [found] = verified(system)["problems"]

    assert (found["case"], found["problem"]) == (CASE.number, "the case itself is missing")


def test_of_a_case_whose_row_was_taken_away_the_rest_is_shown(system, monkeypatch):
    monkeypatch.setattr(cases, "organisation_of", lambda _: lindhoj())
    whole = cases.shown(system, CASE.number)
    remove(system, next(row for row in system.rows(f"CASE#{CASE.id}") if row["sk"]["S"] == "CASE"))
    left = cases.shown(system, CASE.number)

    assert left["problem"] == "the case itself is missing"
    assert left["number"] == CASE.number
    assert left.keys() - whole.keys() == {"problem"}
    assert whole.keys() <= left.keys()
    assert all(left[name] == whole[name] for name in ("entries", "readings", "letters"))
    show.case(left, as_json=False)


def test_readings_whose_door_was_taken_away_are_reported(system):
    remove(system, next(row for row in system.rows(f"CASE#{CASE.id}") if row["sk"]["S"].startswith("DOOR#")))
    found = verified(system)["problems"]

    assert found[0]["log"] == "readings of rektor-askolan"
    assert found[0]["problem"] == "there are 1 entries where the case counts 0"


def test_an_altered_reading_is_reported(system):
    put(system, entries_of(system, "READING#")[0] | {"what": {"S": "nothing"}})
    [found] = verified(system)["problems"]

    assert (found["log"], found["problem"]) == ("readings of rektor-askolan", "it was altered")
