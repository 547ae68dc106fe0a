"""The municipality's YAML → the JSON that the functions read, the calendar worked out."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from complaints.organisation_file import FORMAT
from lyhord.organisation import source
from lyhord.organisation.agreement import disagreements
from lyhord.organisation.free_days import free_days
from lyhord.organisation.problems import OrganisationError, Problem
from lyhord.organisation.reading import validate
from lyhord.organisation.schema import Calendar, File, Meetings, Role, Unit


def check_file(path: Path) -> list[Problem]:
    """Every mistake in the file, in its order; empty if it can be used."""
    try:
        _checked(path)
    except OrganisationError as found:
        return list(found.problems)
    return []


def compile_file(path: Path) -> bytes:
    """The file as UTF-8 JSON for the functions; the same bytes for the same file.

    Raises:
        OrganisationError: the file has mistakes; nothing may be pushed.
    """
    compiled = _compiled(_checked(path))
    return json.dumps(compiled, ensure_ascii=False, indent=1).encode() + b"\n"


def _checked(path: Path) -> File:
    text = source.read(path)
    file = validate(text)
    if problems := disagreements(file, text):
        raise OrganisationError(problems)
    return file


def _compiled(file: File) -> dict[str, Any]:
    named = {"municipality", "department", "number_prefix", "links"}
    plain = file.model_dump(mode="json", include=named, exclude_none=True)
    return {
        "format": FORMAT,
        **plain,
        **file.mail.model_dump(),
        "posts": file.posts.model_dump(exclude_none=True),
        "limits": file.limits.model_dump(),
        "calendar": _calendar(file.calendar),
        "meetings": _meetings(file.meetings) if file.meetings else None,
        "roles": [_role(role_id, role) for role_id, role in file.roles.items()],
        "mailboxes": {a: r for r, role in file.roles.items() for a in (role.address, *role.mailboxes)},
        "units": [_unit(unit_id, unit) for unit_id, unit in file.units.items()],
        "categories": [{"code": code, **c.model_dump()} for code, c in file.categories.items()],
        "elsewhere": [e.model_dump(exclude_none=True) for e in file.elsewhere],
    }


def _role(role_id: str, role: Role) -> dict[str, Any]:
    return {
        "id": role_id,
        "title": role.title.model_dump(),
        "holder": {
            "name": role.name,
            "address": role.address,
            "telephone": role.telephone or "",
            "alarms": role.alarms,
        },
        "deputies": role.deputies,
        "absences": [[p.first.isoformat(), p.last.isoformat()] for p in role.absences],
        "since": role.since.isoformat() if role.since else "",
        "second_reader": role.second_reader or "",
    }


def _unit(unit_id: str, unit: Unit) -> dict[str, Any]:
    return {"id": unit_id, **unit.model_dump()}


def _calendar(calendar: Calendar) -> dict[str, Any]:
    days = free_days(calendar.first_year, calendar.last_year, calendar.extra_free_days)
    return {
        "first": date(calendar.first_year, 1, 1).isoformat(),
        "last": date(calendar.last_year, 12, 31).isoformat(),
        "free_days": {day.isoformat(): name for day, name in days.items()},
        "office_opens": calendar.office_opens.isoformat("minutes"),
        "office_closes": calendar.office_closes.isoformat("minutes"),
        "breaks": [b.model_dump(mode="json") for b in calendar.breaks],
    }


def _meetings(meetings: Meetings) -> dict[str, Any]:
    return {
        "first": meetings.first.isoformat(),
        "hour": meetings.hour.isoformat("minutes"),
        "every_days": meetings.every_days,
        "pauses": [[pause.first.isoformat(), pause.last.isoformat()] for pause in meetings.pauses],
    }
