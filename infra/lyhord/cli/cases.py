"""Cases as the command line tells of them. The keys are stable and described in docs/local-run.md."""

import json
import re
from collections.abc import Mapping
from typing import Any

from complaints.aws import table
from complaints.aws.wire import plain
from complaints.model import Case
from complaints.organisation import Organisation
from complaints.organisation_file import from_json
from lyhord import LyhordError
from lyhord.engine.aws import ORGANISATION, System

MISSING = "the case itself is missing"
YEARS = range(2020, 2060)  # in which Lyhörd may have counted cases

Item = dict[str, Any]


def listed(system: System) -> list[Item]:
    """All cases in short, the oldest first."""
    organisation = organisation_of(system)
    return [_short(case, organisation) for case in every_case(system)]


def every_case(system: System) -> list[Case]:
    """All cases, the oldest first."""
    found = system.get([table.case_key(id_) for id_ in registered(system)])
    return sorted((table.case_from(plain(row)) for row in found), key=lambda case: case.received_at)


def registered(system: System) -> dict[str, str]:
    """The numbers of all cases that ever came, by their ids, as the register has them."""
    counted = system.existing([table.counter_key(year) for year in YEARS])
    years = [year for year in YEARS if table.counter_key(year)["pk"] in counted]
    months = [f"{year}-{month:02}" for year in years for month in range(1, 13)]
    lines = (plain(row) for month in months for row in system.rows(table.lines_of(month)["pk"]))
    return {table.case_of_line(line): line["number"] for line in lines}


def entries_of(system: System, case_id: str) -> list[Item]:
    """The log of a case."""
    rows = map(plain, system.rows(table.case_key(case_id)["pk"]))
    return [_entry(row) for row in rows if row["sk"].startswith("ENTRY#")]


def spelled(number: str) -> str:
    """A case's number as it is stored, of one that a person typed (`lh-2026-1`); an id as it is."""
    typed = re.fullmatch(r"([a-z]+)-(\d{4})-(\d+)", number.strip().lower())
    return f"{typed[1].upper()}-{typed[2]}-{int(typed[3]):04}" if typed else number.strip()


def unknown(number: str) -> LyhordError:
    """There is nothing of such a case."""
    return LyhordError(f"there is no case {number}: `lyhord case list` shows all.")


def shown(system: System, number: str) -> Item:
    """All there is of one case, by its number or its id. Raises LyhordError when there is nothing of it.

    `problem` says that the case itself is missing: then its log and its letters are all there is.
    """
    number = spelled(number)
    found = system.row(**table.number_key(number))
    id_ = found["case_id"]["S"] if found else number
    rows = [plain(row) for row in system.rows(table.case_key(id_)["pk"])]
    if not rows:
        raise unknown(number)
    case = next((table.case_from(row) for row in rows if row["sk"] == "CASE"), None)
    entries = [_entry(row) for row in rows if row["sk"].startswith("ENTRY#")]
    letters = [_letter(row) for row in rows if row["sk"].startswith("LETTER#")]
    readings = [_entry(row) for row in rows if row["sk"].startswith("READING#")]
    ids = [id_ for letter in letters for id_ in letter["message_ids"]]
    known = _short(case, organisation_of(system)) if case else _missing(registered(system).get(id_), id_)
    return known | {
        "mail": {"key": case.raw_key, "sha256": case.raw_sha256} if case else None,
        "message_ids": list(dict.fromkeys([*(case.thread if case else ()), *ids])),
        "entries": entries,
        "readings": sorted(readings, key=lambda reading: str(reading["recorded_at"])),
        "letters": letters,
    }


def owner(organisation: Organisation, role_id: str) -> Item:
    """Who holds a role: {role, unit, name, address}."""
    role = organisation.role(role_id)
    led = [unit.name for unit in organisation.units.values() if unit.head == role.id]
    return {
        "role": role.title["sv"],
        "unit": led[0] if len(led) == 1 else None,
        "name": role.holder.name,
        "address": role.holder.address,
    }


def _short(case: Case, organisation: Organisation) -> Item:
    unit = organisation.unit(case.judgement.unit)
    return {
        "number": case.number,
        "id": case.id,
        "state": case.state.value,
        "lane": case.judgement.lane.value,
        "category": case.judgement.category,
        "unit": unit.name if unit else None,
        "owner": owner(organisation, case.owner),
        "complainant": {"name": case.complainant.name, "address": case.complainant.address},
        "subject": case.subject,
        "received_at": case.received_at.isoformat(),
        "first_contact_by": case.first_contact_by.isoformat(),
        "answer_by": case.answer_by.isoformat(),
        "answered_at": case.answered_at.isoformat() if case.answered_at else None,
        "outcome": case.outcome.value if case.outcome else None,
        "due_at": case.due_at.isoformat() if case.due_at else None,
    }


def _missing(number: str | None, id_: str) -> Item:
    """What `_short` tells, of a case that is missing: that, and its number as the register has it."""
    unknown = ("state", "lane", "category", "unit", "owner", "complainant", "subject", "received_at")
    dates = ("first_contact_by", "answer_by", "answered_at", "outcome", "due_at")
    return {"problem": MISSING, "number": number, "id": id_} | dict.fromkeys((*unknown, *dates))


def _entry(row: Mapping[str, Any]) -> Item:
    names = ("what", "by", "why", "happened_at", "recorded_at", "facts")
    told = {name: row[name] for name in names}
    return {"sequence": int(row["sequence"])} | told | {"text": row.get("text", "")}  # none if it was erased


def _letter(row: Mapping[str, Any]) -> Item:
    sent, ids = row["state"] == "sent", list(row.get("message_ids", []))
    return {
        "name": row["name"],
        "template": row["template"],
        "to": row["to"],
        "state": row["state"],
        "not_before": row["not_before"],
        "sent_at": row["ended_at"] if sent else None,
        "message_id": ids[-1] if ids else None,  # SES's, as the receiver sees it
        "message_ids": ids,
    }


def organisation_of(system: System) -> Organisation:
    """The organisation as it was pushed. Raises LyhordError when none was."""
    try:
        pushed = system.read(ORGANISATION)
    except system.client("s3").exceptions.NoSuchKey:
        raise LyhordError("there is no organisation yet: `lyhord org push` it.") from None
    return from_json(json.loads(pushed))
