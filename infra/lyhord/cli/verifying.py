"""Whether a case's log is as it was written: every link of its hash chain computed anew (G97).

A free text that was removed by a lawful decision leaves its hash behind, so its chain still holds.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from complaints.aws import table
from complaints.aws.wire import plain
from complaints.hash_chain import entry_hash, text_hash
from complaints.model import Case, Door
from lyhord.cli.cases import MISSING, every_case, registered, spelled, unknown
from lyhord.engine.aws import System

Item = dict[str, Any]


def verified(system: System, number: str = "") -> Item:
    """Every link that does not hold, and the last hash of each log; `number` is one case's, or empty.

    Raises LyhordError when there is nothing of that case: nothing is proved of it.
    """
    number = spelled(number)
    known = registered(system)  # first: a case that comes meanwhile is not missing
    cases = [case for case in every_case(system) if number in ("", case.number, case.id)]
    missing = known.keys() - {case.id for case in cases}
    gone = [known[id_] for id_ in sorted(missing) if number in ("", known[id_], id_)]
    if number and not cases and not gone:
        raise unknown(number)
    broken = [found for case in cases for found in _broken_in(system, case)]
    return {
        "problems": [*map(_missing, gone), *broken],
        "last_hashes": {case.number: case.last_hash for case in cases},
    }


def _missing(number: str) -> Item:
    return {"case": number, "log": "case", "entry": 0, "problem": MISSING}


def _broken_in(system: System, case: Case) -> list[Item]:
    """Read again before it is told of: the case may change between its row and its log being read."""
    return list(_found_in(system, case)) and list(_found_in(system, case))


def _found_in(system: System, case: Case) -> Iterator[Item]:
    rows = [plain(row) for row in system.rows(table.case_key(case.id)["pk"])]
    case = next((table.case_from(row) for row in rows if row["sk"] == "CASE"), case)
    entries = [row for row in rows if row["sk"].startswith("ENTRY#")]
    yield from _named(case, "log", _links(entries, case.entries, case.last_hash))
    doors = {row["reader"]: row for row in rows if row["sk"].startswith("DOOR#")}
    readings = [row for row in rows if row["sk"].startswith("READING#")]
    for reader, lines in groupby(readings, key=lambda row: str(row["reader"])):
        door = table.door_from(doors[reader]) if reader in doors else Door(case_id=case.id, reader=reader)
        yield from _named(case, f"readings of {reader}", _links(lines, door.readings, door.last_hash))


def _named(case: Case, log: str, problems: Iterable[tuple[int, str]]) -> Iterator[Item]:
    for sequence, problem in problems:
        yield {"case": case.number, "log": log, "entry": sequence, "problem": problem}


def _links(rows: Iterable[Mapping[str, Any]], count: int, last: str) -> Iterator[tuple[int, str]]:
    """What does not hold, by the entry's number; `count` and `last` are what the case says of its log."""
    previous, expected = "", 0
    for expected, row in enumerate(rows, start=1):
        yield from ((expected, problem) for problem in _problems(row, expected, previous))
        previous = str(row["hash"])
    if expected != count:
        yield expected, f"there are {expected} entries where the case counts {count}"
    if previous != last:
        yield expected, "it is not the entry that the case names as its last"


def _problems(row: Mapping[str, Any], sequence: int, previous: str) -> Iterator[str]:
    if int(row["sequence"]) != sequence:
        yield f"entry {sequence} is missing"
    if row["previous"] != previous:
        yield "it is not chained to the entry before it"
    text = row.get("text", "")  # whoever removed it may have removed the attribute, too
    if text and text_hash(text) != row["text_hash"]:
        yield "its text was altered"
    link = entry_hash(
        table.entry_from(row),
        sequence=int(row["sequence"]),
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        previous=str(row["previous"]),
        text=str(row["text_hash"]),
    )
    if link != row["hash"]:
        yield "it was altered"
