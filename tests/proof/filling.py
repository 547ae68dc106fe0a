"""Cases by the hundred thousand in the emulator's table, each like one that came in the usual way.

They are put there without asking for it over the API, which would take hours: a row shares what is the same
in all of them. What reads them goes through the adapter as ever.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from ministack.services import dynamodb

from complaints.aws import table
from complaints.aws.values import stamp
from complaints.model import Case
from tests.lindhoj import TUESDAY

WAITS = timedelta(days=365)  # until their next step, beyond all that is measured
CAME_WITHIN = timedelta(days=8)  # before the measuring began, in its month: a school with many recent cases
WAITING = 10_000  # the latest cases wait for a step, the others are through
WITH_LOG = 2_000  # the latest cases have the first entry of a log: nobody looks at more
ONE_IN = 10  # cases that are one sender's

FILLED = ("CASE#aaaaaaa", "MONTH#", "PERSON#")  # partitions of their rows

_plain, _wire = TypeDeserializer().deserialize, TypeSerializer().serialize


@dataclass(frozen=True)
class Like:
    """A case and its first entry as the table holds them; `person` is the partition of who has many."""

    case: Case
    entry: dict[str, Any]
    person: str


def fill(table_name: str, like: Like, count: int) -> None:
    """Put so many cases into a table."""
    held = dynamodb._tables[table_name]
    for row in _rows(like, count):
        dynamodb._set_item(held, row["pk"]["S"], row["sk"]["S"], row)


def own_rows(table_name: str, _db: Any = None) -> Iterator[dict[str, Any]]:
    """Every row that is none of those: what a story looks at when it looks at the whole table."""
    for partition, rows in dynamodb._tables[table_name]["items"].items():
        if not partition.startswith(FILLED):
            for row in rows.values():
                yield {name: _plain(value) for name, value in row.items()}


def _rows(like: Like, count: int) -> Iterator[dict[str, Any]]:
    whole = {name: _wire(value) for name, value in table.case_item(replace(like.case, due_at=None)).items()}
    for number in range(count):
        came = TUESDAY - CAME_WITHIN * ((number + 1) / (count + 1))  # the first is the latest
        case = replace(like.case, id=_id(number), received_at=came, heard_at=())
        key = table.case_key(case.id)
        due = table.due(key["pk"], TUESDAY + WAITS + timedelta(seconds=number) if number < WAITING else None)
        own = {"id": case.id, "number": f"LH-2025-{number:07d}", "received_at": stamp(came)}
        yield whole | _wired(key | due | own)
        yield _wired(table.month_key(f"{came:%Y-%m}", case))
        if number % ONE_IN == 0:
            yield _wired({"pk": like.person, "sk": table.month_key("", case)["sk"]})
        if number < WITH_LOG:
            yield like.entry | _wired(table.entry_key(case.id, 1))


def _id(number: int) -> str:
    """An id as cases have them: base32 in small letters, without digits that it does not know."""
    return f"{number:016d}".translate(str.maketrans("0123456789", "abcdefghij"))


def _wired(row: dict[str, str]) -> dict[str, dict[str, str]]:
    return {name: {"S": value} for name, value in row.items()}
