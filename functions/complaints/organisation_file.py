"""The organisation file as it was compiled, read into an `Organisation`.

The municipality's own YAML is checked and compiled outside this house (`lyhord org push`); what arrives
here is the compiled JSON, so that neither YAML nor holiday tables are needed where mail is handled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

from complaints.calendar import Break, Calendar, Rhythm
from complaints.model import Absence, Person, Role, Unit
from complaints.organisation import UNIT, Category, Elsewhere, Limits, Organisation, Posts

FORMAT = 1  # of the compiled file; raised when older functions could no longer read it
OPEN_IN_BREAKS = {"förskola", "fritidshem"}  # forms of units that stay open when schools are closed


class UnreadableOrganisationError(ValueError):
    """The compiled organisation is broken, or written for other functions than these."""


def from_json(data: Any) -> Organisation:
    """Build the organisation from the compiled file's parsed JSON.

    Raises:
        UnreadableOrganisationError: something is missing, misspelt or of another format.
    """
    try:
        if data["format"] != FORMAT:
            raise UnreadableOrganisationError(
                f"the organisation file has format {data['format']!r}, these functions read {FORMAT}: "
                "deploy and `lyhord org push` from the same release"
            )
        organisation = _organisation(data)
        _check(organisation)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        if isinstance(problem, UnreadableOrganisationError):
            raise
        raise UnreadableOrganisationError(
            f"the organisation file cannot be read ({type(problem).__name__}: {problem}): "
            "compile and push it again with `lyhord org push`"
        ) from problem
    return organisation


def _check(organisation: Organisation) -> None:
    """Refuse a file whose names lead nowhere, so that it never replaces the last good one."""
    posts = {role for role in vars(organisation.posts).values() if role}
    named = posts | {unit.head for unit in organisation.units.values()}
    for category in organisation.categories.values():
        named |= {category.owner, *category.copies} - {UNIT}
    for role in organisation.roles.values():
        named |= set(role.deputies) | ({role.second_reader} - {""})
    if unknown := named - organisation.roles.keys():
        raise UnreadableOrganisationError(
            f"the organisation file names roles it does not have: {sorted(unknown)}"
        )
    if not organisation.categories:
        raise UnreadableOrganisationError("the organisation file has no categories")


def _organisation(data: Mapping[str, Any]) -> Organisation:
    plain = ("municipality", "department", "number_prefix", "domain", "intake", "links", "mailboxes")
    units = {u["id"]: Unit(**{**u, "aliases": tuple(u["aliases"])}) for u in data["units"]}
    calendar = _calendar(data["calendar"])
    roles = {r["id"]: _role(r) for r in data["roles"]}
    return Organisation(
        **{name: data[name] for name in plain},
        intake_aliases=tuple(data["intake_aliases"]),
        staff_domains=tuple(data["staff_domains"]),
        roles={role.id: _with_breaks(role, units.values(), calendar) for role in roles.values()},
        units=units,
        categories={c["code"]: _category(c) for c in data["categories"]},
        elsewhere=tuple(Elsewhere(**{**e, "words": tuple(e["words"])}) for e in data["elsewhere"]),
        posts=Posts(**data["posts"]),
        limits=Limits(**{**data["limits"], "reminder_days": tuple(data["limits"]["reminder_days"])}),
        calendar=calendar,
        meetings=_meetings(data["meetings"]) if data.get("meetings") else None,
    )


def _role(data: Mapping[str, Any]) -> Role:
    day = date.fromisoformat
    return Role(
        id=data["id"],
        title=data["title"],
        holder=Person(**{**data["holder"], "alarms": tuple(data["holder"].get("alarms", ()))}),
        deputies=tuple(data["deputies"]),
        absences=tuple(
            Absence(role=data["id"], first=day(first), last=day(last)) for first, last in data["absences"]
        ),
        since=day(data["since"]) if data.get("since") else None,
        second_reader=data.get("second_reader") or "",
    )


def _with_breaks(role: Role, units: Iterable[Unit], calendar: Calendar) -> Role:
    """Whoever leads nothing but schools is away when these are closed; preschools and fritidshem are open."""
    forms = {unit.form for unit in units if unit.head == role.id}
    if not forms or forms & OPEN_IN_BREAKS:
        return role
    breaks = (Absence(role=role.id, first=b.first, last=b.last, school_break=b.name) for b in calendar.breaks)
    return replace(role, absences=(*role.absences, *breaks))


def _category(data: Mapping[str, Any]) -> Category:
    lists = {name: tuple(data[name]) for name in ("words", "traps", "copies")}
    return Category(**{**data, **lists})


def _calendar(data: Mapping[str, Any]) -> Calendar:
    day = date.fromisoformat
    return Calendar(
        first=day(data["first"]),
        last=day(data["last"]),
        free_days={day(free): name for free, name in data["free_days"].items()},
        office_opens=time.fromisoformat(data["office_opens"]),
        office_closes=time.fromisoformat(data["office_closes"]),
        breaks=tuple(
            Break(name=b["name"], first=day(b["first"]), last=day(b["last"])) for b in data["breaks"]
        ),
    )


def _meetings(data: Mapping[str, Any]) -> Rhythm:
    day = date.fromisoformat
    return Rhythm(
        first=day(data["first"]),
        hour=time.fromisoformat(data["hour"]),
        every_days=data["every_days"],
        pauses=tuple((day(first), day(last)) for first, last in data["pauses"]),
    )
