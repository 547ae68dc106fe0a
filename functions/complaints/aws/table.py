"""The single table: every key and every attribute name is spelled here and nowhere else.

pk                         sk                 what
CASE#<id>                  CASE               the case as it stands: number, version, due shard and due time
CASE#<id>                  ENTRY#<sequence>   its log, append-only and hash-chained
CASE#<id>                  LETTER#<name>      outbox row: what, to whom, not before, state, claim, SES id
OUTBOX#<id>                LETTER             a letter without one case: a role's reminder of a day
MAIL#<identity>            MAIL               this mail was dealt with: verdict and case
THREAD#<keyed hash>        THREAD             which case a trace leads to: a Message-ID, ours or theirs …
NUMBER#<number>            NUMBER             which case a readable number means; never another
MONTH#<yyyy-mm>            CASE#<id>          the register: the cases that came in a month
COUNTER#<year>             COUNTER            the last number given out that year; gaps are allowed

index `due`, sparse:  due_shard (due#0 … due#3), due_at    cases whose clock wants something, unsent letters

Times are ISO 8601 in UTC with seconds, so that they sort as text. No key holds personal data in plain form.
"""

import zlib
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import UTC, date, datetime
from typing import Any

from complaints.log import entry_hash, text_hash
from complaints.model import (
    Case,
    Complainant,
    Due,
    Entry,
    Judgement,
    Lane,
    Letter,
    LetterRef,
    LetterState,
    Nudge,
    Outcome,
    Reason,
    State,
)

Item = dict[str, Any]
Key = dict[str, str]

DUE_INDEX = "due"
MOST_TEXT = 300_000  # bytes of free text in a row: an item holds 400 kB, and the raw mail holds all of it
SHARDS = 4  # one place: a tick asks each of them


# --- Times ----------------------------------------------------------------------------------------


def stamp(instant: datetime) -> str:
    """An instant as the table writes it: UTC, whole seconds."""
    return instant.astimezone(UTC).isoformat(timespec="seconds")


def instant(stamped: str) -> datetime:
    """What `stamp` wrote, read back."""
    return datetime.fromisoformat(stamped)


def clipped(text: str) -> str:
    """As much of a text as a row may hold; an ellipsis says that there is more in the raw mail."""
    octets = text.encode()
    if len(octets) <= MOST_TEXT:
        return text
    return octets[:MOST_TEXT].decode(errors="ignore") + " […]"


# --- Keys -----------------------------------------------------------------------------------------


def case_key(case_id: str) -> Key:
    """The row of a case."""
    return {"pk": f"CASE#{case_id}", "sk": "CASE"}


def entry_key(case_id: str, sequence: int) -> Key:
    """The row of one log entry, in reading order."""
    return {"pk": f"CASE#{case_id}", "sk": f"ENTRY#{sequence:06d}"}


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


def counter_key(year: int) -> Key:
    """The counter of readable numbers."""
    return {"pk": f"COUNTER#{year}", "sk": "COUNTER"}


def month_key(month: str, case_id: str) -> Key:
    """A case's line in the register of its month (`2026-04`)."""
    return {"pk": f"MONTH#{month}", "sk": f"CASE#{case_id}"}


def shard_of(partition: str) -> str:
    """The due shard of a partition: stable, and spread evenly."""
    return f"due#{zlib.crc32(partition.encode()) % SHARDS}"


def shards() -> list[str]:
    """All shards of the due index."""
    return [f"due#{number}" for number in range(SHARDS)]


def due(partition: str, at: datetime | None) -> Item:
    """The index attributes of a row: none when it waits for nothing."""
    return {"due_shard": shard_of(partition), "due_at": stamp(at)} if at else {}


# --- Cases ----------------------------------------------------------------------------------------


def case_item(case: Case) -> Item:
    """A case as a row. None is left out; nested values are maps and lists."""
    values = asdict(case) | {
        "judgement": asdict(case.judgement),
        "received_at": stamp(case.received_at),
        "clock_from": stamp(case.clock_from),
        "answered_at": case.answered_at and stamp(case.answered_at),
        "first_contact_by": case.first_contact_by.isoformat(),
        "answer_by": case.answer_by.isoformat(),
    }
    key = case_key(case.id)
    return key | {k: v for k, v in values.items() if v is not None} | due(key["pk"], case.due_at)


def case_from(item: Mapping[str, Any]) -> Case:
    """A row as a case."""
    given = {field.name: item[field.name] for field in fields(Case) if field.name in item}
    return Case(
        **given
        | {
            "version": int(item["version"]),
            "state": State(item["state"]),
            "received_at": instant(item["received_at"]),
            "clock_from": instant(item["clock_from"]),
            "complainant": Complainant(**item["complainant"]),
            "forwarded_by": Complainant(**item["forwarded_by"]) if "forwarded_by" in item else None,
            "judgement": judgement_from(item["judgement"]),
            "first_contact_by": date.fromisoformat(item["first_contact_by"]),
            "answer_by": date.fromisoformat(item["answer_by"]),
            "thread": tuple(item["thread"]),
            "steps": tuple(item["steps"]),
            "due_at": instant(item["due_at"]) if "due_at" in item else None,
            "rounds": int(item["rounds"]),
            "repeats": int(item.get("repeats", 0)),
            "answered_at": instant(item["answered_at"]) if "answered_at" in item else None,
            "outcome": Outcome(item["outcome"]) if "outcome" in item else None,
            "entries": int(item["entries"]),
        }
    )


def judgement_from(item: Mapping[str, Any]) -> Judgement:
    """A stored map as a judgement."""
    return Judgement(
        **{**item}
        | {
            "lane": Lane(item["lane"]),
            "also": tuple(map(Lane, item["also"])),
            "also_categories": tuple(item["also_categories"]),
            "copies": tuple(item["copies"]),
            "barred": tuple(item["barred"]),
            "matters": None if item.get("matters") is None else int(item["matters"]),
            "reasons": tuple(
                Reason(about=r["about"], says=r["says"], because=tuple(r["because"])) for r in item["reasons"]
            ),
        }
    )


# --- Log entries ----------------------------------------------------------------------------------


def entry_items(case: Case, entries: tuple[Entry, ...], recorded_at: datetime) -> tuple[list[Item], str]:
    """The rows of entries appended to a case, and the hash of the last one."""
    items, previous = [], case.last_hash
    kept = (replace(entry, text=clipped(entry.text)) for entry in entries)
    for sequence, entry in enumerate(kept, start=case.entries + 1):
        hashed = text_hash(entry.text)
        link = entry_hash(entry, sequence=sequence, recorded_at=recorded_at, previous=previous, text=hashed)
        items.append(
            entry_key(case.id, sequence)
            | asdict(entry)
            | {
                "sequence": sequence,
                "happened_at": stamp(entry.happened_at),
                "recorded_at": stamp(recorded_at),
                "text_hash": hashed,
                "previous": previous,
                "hash": link,
            }
        )
        previous = link
    return items, previous


def entry_from(item: Mapping[str, Any]) -> Entry:
    """A row as an entry."""
    return Entry(
        what=item["what"],
        by=item["by"],
        why=item["why"],
        happened_at=instant(item["happened_at"]),
        facts=dict(item["facts"]),
        text=item["text"],
    )


# --- Letters --------------------------------------------------------------------------------------


def letter_item(case_id: str, letter: Letter) -> Item:
    """A letter as an outbox row that waits for its hour."""
    key = letter_key(LetterRef(case_id=case_id, name=letter.name))
    return (
        key
        | asdict(replace(letter, quote=clipped(letter.quote)))
        | {"not_before": stamp(letter.not_before), "state": LetterState.WAITING.value}
        | due(key["pk"], letter.not_before)
    )


def letter_from(item: Mapping[str, Any]) -> Letter:
    """An outbox row as a letter."""
    given = {field.name: item[field.name] for field in fields(Letter) if field.name in item}
    return Letter(
        **given
        | {
            "not_before": instant(item["not_before"]),
            "copies": tuple(item.get("copies", ())),
            "cases": tuple(sorted(item.get("cases", ()))),
            "attempts": int(item.get("attempts", 0)),
        }
    )


def reminder_ref(nudge: Nudge) -> LetterRef:
    """The one collected reminder of a role and day."""
    return LetterRef(case_id="", name=f"reminder-{nudge.role}-{nudge.day.isoformat()}")


def due_from(item: Mapping[str, str]) -> Due:
    """What a row of the due index stands for: it holds the keys and the time alone."""
    kind, _, partition = item["pk"].partition("#")
    since = instant(item["due_at"])
    if kind == "OUTBOX":
        return Due(since=since, letter=LetterRef(case_id="", name=partition))
    if item["sk"].startswith("LETTER#"):
        name = item["sk"].removeprefix("LETTER#")
        return Due(since=since, letter=LetterRef(case_id=partition, name=name))
    return Due(since=since, case_id=partition)
