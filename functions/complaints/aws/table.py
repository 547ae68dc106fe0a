"""The single table: every key and attribute name is spelled here (those of the log's chain in `chain`).

pk                         sk                 what
CASE#<id>                  CASE               the case as it stands: number, version, due shard and due time
CASE#<id>                  ENTRY#<sequence>   its log, append-only and hash-chained
CASE#<id>                  LETTER#<name>      outbox row: what, to whom, not before, state, claim, SES id
CASE#<id>                  DOOR#<reader>      a named reader's way to the case on a page: codes, tries
CASE#<id>                  READING#<reader>#<sequence>   its log, append-only, a hash chain of its own
OUTBOX#<id>                LETTER             a letter without one case: a role's reminder of a day, a receipt
MAIL#<identity>            MAIL               this mail was dealt with: verdict and case
THREAD#<keyed hash>        THREAD             which case a trace leads to: a Message-ID, ours or theirs …
NUMBER#<number>            NUMBER             which case a readable number means; never another
PERSON#<keyed hash>        CASE#<time>#<id>   each mail of a person, by their address: on which case
PERSON#<keyed hash>        CONTACT            their cases in which the contact with them is taken over
MONTH#<yyyy-mm>            CASE#<time>#<id>   the register: the cases that came in a month, as they came
EVALUATIONS                <quarter>#<writer> how many were asked, and what they said, by group of writers
AMENDMENTS                 AMENDMENTS         what mail changed in the organisation: absences, topics
MEETINGS                   MEETINGS           the leaders' meetings: what was sent, and when the next is due
MEETINGS                   SHEET#<day>#<step> a sheet as it was sent before the meeting of that day
CLOCK                      CLOCK              the last tick, and for which organisation clocks were set
COUNTER#<year>             COUNTER            the last number given out that year; gaps are allowed

index `due`, sparse:  due_shard (due#0 … due#3), due_at    cases whose clock wants something, unsent letters,
                                                          the next meeting

Times are ISO 8601 in UTC with seconds, so that they sort as text. No key holds personal data in plain form.
"""

import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from complaints.aws.chain import chained, clipped
from complaints.aws.values import from_row, stamp, to_row
from complaints.model import (
    Amendments,
    Case,
    Door,
    Due,
    Entry,
    Letter,
    LetterRef,
    LetterState,
    Meetings,
    Nudge,
    Sheet,
    Tally,
    Tick,
    Writer,
)

Item = dict[str, Any]
Key = dict[str, str]

DUE_INDEX = "due"
SHARDS = 4  # one place: a tick asks each of them


# --- Keys -----------------------------------------------------------------------------------------


def case_key(case_id: str) -> Key:
    """The row of a case."""
    return {"pk": f"CASE#{case_id}", "sk": "CASE"}


def entry_key(case_id: str, sequence: int) -> Key:
    """The row of one log entry, in reading order."""
    return {"pk": f"CASE#{case_id}", "sk": f"ENTRY#{sequence:06d}"}


def door_key(door: Door) -> Key:
    """The row of a reader's way to a case."""
    return {"pk": f"CASE#{door.case_id}", "sk": f"DOOR#{door.reader}"}


def reading_key(door: Door, sequence: int) -> Key:
    """The row of one line in the log of a door."""
    return {"pk": f"CASE#{door.case_id}", "sk": f"READING#{door.reader}#{sequence:06d}"}


def letter_key(ref: LetterRef) -> Key:
    """The outbox row of a letter, with or without a case."""
    if not ref.case_id:
        return {"pk": f"OUTBOX#{ref.name}", "sk": "LETTER"}
    return {"pk": f"CASE#{ref.case_id}", "sk": f"LETTER#{ref.name}"}


def mail_key(identity: str) -> Key:
    """The mark that a mail was dealt with."""
    return {"pk": f"MAIL#{identity}", "sk": "MAIL"}


def thread_key(hashed_trace: str) -> Key:
    """Where a trace, already hashed with a key, leads to its case."""
    return {"pk": f"THREAD#{hashed_trace}", "sk": "THREAD"}


def number_key(number: str) -> Key:
    """Where a readable number leads to its case."""
    return {"pk": f"NUMBER#{number}", "sk": "NUMBER"}


def person_key(hashed_address: str, case: Case) -> Key:
    """That a person, whose address is already hashed with a key, wrote on a case: when they last did."""
    return {"pk": f"PERSON#{hashed_address}", "sk": _line(max((case.received_at, *case.heard_at)), case)}


def cases_of_person(rows: list[Item], most: int) -> tuple[str, ...]:
    """Ids of cases from the last rows of a person: those under a taken contact, then the latest others."""
    taken = [name for row in rows if row["sk"] == "CONTACT" for name in row if name not in ("pk", "sk")]
    latest = dict.fromkeys(case_of_line(row) for row in rows if row["sk"] != "CONTACT")
    return tuple(dict.fromkeys((*sorted(taken), *islice(latest, most))))


def contact_key(hashed_address: str) -> Key:
    """In which cases of a person the contact is taken over: sorted after the lines of their mails."""
    return {"pk": f"PERSON#{hashed_address}", "sk": "CONTACT"}


def evaluations_key(quarter: str = "", writer: str = "") -> Key:
    """What is counted of the evaluations of a quarter and a group of writers."""
    return {"pk": "EVALUATIONS", "sk": f"{quarter}#{writer}"}


def amendments_key() -> Key:
    """What mail changed in the organisation: one row."""
    return {"pk": "AMENDMENTS", "sk": "AMENDMENTS"}


def meetings_key() -> Key:
    """How far the leaders' meetings have come: one row."""
    return {"pk": "MEETINGS", "sk": "MEETINGS"}


def sheet_key(name: str) -> Key:
    """A sheet as it was sent, by its name."""
    return {"pk": "MEETINGS", "sk": f"SHEET#{name}"}


def clock_key() -> Key:
    """For which version of the organisation the clocks of all cases were set: one row."""
    return {"pk": "CLOCK", "sk": "CLOCK"}


def counter_key(year: int) -> Key:
    """The counter of readable numbers."""
    return {"pk": f"COUNTER#{year}", "sk": "COUNTER"}


def month_key(month: str, case: Case) -> Key:
    """A case's line in the register of its month (`2026-04`)."""
    return lines_of(month) | {"sk": _line(case.received_at, case)}


def lines_of(month: str) -> Key:
    """What the keys of all lines in the register of a month begin with."""
    return {"pk": f"MONTH#{month}", "sk": "CASE#"}


def case_of_line(key: Mapping[str, Any]) -> str:
    """The id of the case that a line of a person or a month tells of."""
    return str(key["sk"]).rpartition("#")[2]


def _line(at: datetime, case: Case) -> str:
    return f"CASE#{stamp(at)}#{case.id}"


def shard_of(partition: str) -> str:
    """The due shard of a partition: stable, and spread evenly."""
    return f"due#{zlib.crc32(partition.encode()) % SHARDS}"


def shards() -> list[str]:
    """All shards of the due index."""
    return [f"due#{number}" for number in range(SHARDS)]


def beginning_of(shard: str) -> Key:
    """The place in the due index before the first row of a shard; all others are the keys of rows."""
    return {"due_shard": shard}


def is_beginning(place: Mapping[str, str]) -> bool:
    """Whether a place in the due index is before the first row of its shard."""
    return "pk" not in place


def next_beginning(place: Mapping[str, str]) -> Key:
    """Where the shard after that of a place begins; empty when there is none."""
    later = shards()[shards().index(place["due_shard"]) + 1 :]
    return beginning_of(later[0]) if later else {}


def due(partition: str, at: datetime | None) -> Item:
    """The index attributes of a row: none when it waits for nothing."""
    return {"due_shard": shard_of(partition), "due_at": stamp(at)} if at else {}


# --- Cases ----------------------------------------------------------------------------------------


def case_item(case: Case) -> Item:
    """A case as a row."""
    key = case_key(case.id)
    return key | to_row(case) | due(key["pk"], case.due_at)


def case_from(item: Mapping[str, Any]) -> Case:
    """A row as a case."""
    return from_row(Case, item)


def amendments_item(amendments: Amendments) -> Item:
    """The organisation's amendments as a row, one version on."""
    return amendments_key() | to_row(replace(amendments, version=amendments.version + 1))


def amendments_from(item: Mapping[str, Any]) -> Amendments:
    """A row as amendments."""
    return from_row(Amendments, item)


def meetings_item(meetings: Meetings) -> Item:
    """The meetings as a row, one version on."""
    key = meetings_key()
    return key | to_row(replace(meetings, version=meetings.version + 1)) | due(key["pk"], meetings.due_at)


def meetings_from(item: Mapping[str, Any]) -> Meetings:
    """A row as the meetings."""
    return from_row(Meetings, item)


def sheet_item(sheet: Sheet) -> Item:
    """A sheet as a row."""
    return sheet_key(sheet.name) | to_row(sheet)


def sheet_from(item: Mapping[str, Any]) -> Sheet:
    """A row as a sheet."""
    return from_row(Sheet, item)


def tally_from(item: Mapping[str, Any]) -> Tally:
    """A row as what it counts."""
    quarter, _, writer = item["sk"].partition("#")
    counts = {name: int(count) for name, count in item.items() if name not in ("pk", "sk")}
    return Tally(quarter=quarter, writer=Writer(writer), counts=counts)


# --- Log entries ----------------------------------------------------------------------------------


def entry_items(case: Case, entries: tuple[Entry, ...], recorded_at: datetime) -> tuple[list[Item], str]:
    """The rows of entries appended to a case, and the hash of the last one."""
    items, last = chained(entries, case.entries, case.last_hash, recorded_at)
    return [entry_key(case.id, item["sequence"]) | item for item in items], last


def reading_items(door: Door, readings: tuple[Entry, ...], recorded_at: datetime) -> tuple[list[Item], str]:
    """The rows of lines appended to the log of a door, and the hash of the last one."""
    items, last = chained(readings, door.readings, door.last_hash, recorded_at)
    return [reading_key(door, item["sequence"]) | {"reader": door.reader} | item for item in items], last


def entry_from(item: Mapping[str, Any]) -> Entry:
    """A row as an entry."""
    return from_row(Entry, item)


def entries_key(case_id: str) -> Key:
    """What the keys of all of a case's log entries begin with."""
    return {"pk": f"CASE#{case_id}", "sk": "ENTRY#"}


# --- Doors ----------------------------------------------------------------------------------------


def door_item(door: Door) -> Item:
    """A door as a row, one version on."""
    return door_key(door) | to_row(replace(door, version=door.version + 1))


def door_from(item: Mapping[str, Any]) -> Door:
    """A row as a door."""
    return from_row(Door, item)


# --- Letters --------------------------------------------------------------------------------------


def letter_item(case_id: str, letter: Letter) -> Item:
    """A letter as an outbox row that waits for its hour."""
    key = letter_key(LetterRef(case_id=case_id, name=letter.name))
    return (
        key
        | to_row(replace(letter, quote=clipped(letter.quote)))
        | {"state": LetterState.WAITING.value}
        | due(key["pk"], letter.not_before)
    )


def letter_from(item: Mapping[str, Any]) -> Letter:
    """An outbox row as a letter."""
    return from_row(Letter, item)


def tick_item(tick: Tick) -> Item:
    """The last tick as a row."""
    return clock_key() | to_row(tick)


def tick_from(item: Mapping[str, Any]) -> Tick:
    """A row as the last tick."""
    return from_row(Tick, item)


def reminder_ref(nudge: Nudge) -> LetterRef:
    """The one mail in which a role's lines of that day are collected."""
    return LetterRef(case_id="", name=f"{nudge.template}-{nudge.role}-{nudge.day.isoformat()}")


def due_from(item: Mapping[str, str]) -> Due:
    """What a row of the due index stands for: it holds the keys and the time alone."""
    kind, _, partition = item["pk"].partition("#")
    since = datetime.fromisoformat(item["due_at"])
    if item["pk"] == meetings_key()["pk"]:
        return Due(since=since, meeting=True)
    if kind == "OUTBOX":
        return Due(since=since, letter=LetterRef(case_id="", name=partition))
    if item["sk"].startswith("LETTER#"):
        name = item["sk"].removeprefix("LETTER#")
        return Due(since=since, letter=LetterRef(case_id=partition, name=name))
    return Due(since=since, case_id=partition)
