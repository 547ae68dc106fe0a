"""Source → File, and pydantic's findings → problems a coordinator can mend."""

from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from lyhord.organisation.problems import OrganisationError, Problem
from lyhord.organisation.schema import File
from lyhord.organisation.source import Place, Source

LOOKS = {  # what a field should look like, by its name
    "address": "Write a mail address in ASCII, such as anna.ek@lindhoj.example",
    "mailboxes": "Write a mail address in ASCII, such as maltid@lindhoj.example",
    "telephone": "Write it with digits, spaces and hyphens, such as 070-174 06 05",
    "domain": "Write a domain, such as skola.lindhoj.example",
    "staff_domains": "Write a domain, such as lindhoj.example",
    "number_prefix": "Write two to five capital letters, such as LH",
    "routine": "Write a whole https:// address",
    "privacy": "Write a whole https:// address",
    "first": "Write a date, such as 2026-04-07",
    "last": "Write a date, such as 2026-04-07",
    "day": "Write a date, such as 2026-04-07",
    "office_opens": "Write a time, such as 07:30",
    "office_closes": "Write a time, such as 16:30",
    "hour": "Write a time, such as 13:00",
    "sensitive": "Write true or false",
    "municipal": "Write true or false",
}
ID_LOOK = "Use a-z, 0-9 and hyphens, such as rektor-askolan"


def validate(source: Source) -> File:
    """The file as its schema sees it.

    Raises:
        OrganisationError: one or more fields are missing, unknown or malformed.
    """
    try:
        return File.model_validate(source.data)
    except ValidationError as found:
        raise OrganisationError(sorted({_problem(e, source) for e in found.errors()})) from None


def _problem(error: ErrorDetails, source: Source) -> Problem:
    place: Place = tuple(part for part in error["loc"] if part != "[key]")
    field = ".".join(map(str, place))
    what, remedy = _in_words(error, place)
    return Problem(source.line(place), field, what, remedy)


def _in_words(error: ErrorDetails, place: Place) -> tuple[str, str]:
    name = str(next((p for p in reversed(place) if isinstance(p, str)), "file"))
    kind, value = error["type"], error["input"]
    if kind == "missing":
        return "is missing", f"Add `{name}:` here"
    if kind == "extra_forbidden":
        return "is not a field we know", _nearest(name, place)
    if kind == "value_error":
        return str(error["ctx"]["error"]), "Correct it" if place else "Start from the example file"
    if value is None:
        return "has no value", LOOKS.get(name, f"Write a value after `{name}:`, or remove the line")
    if kind in {"dict_type", "model_type", "list_type"}:
        return f"should be {'a list' if kind == 'list_type' else 'a group of fields'}", "See the example file"
    remedy = LOOKS.get(name) or (ID_LOOK if "[key]" in error["loc"] else error["msg"])
    return f"{str(value)[:60]!r} is not usable here", remedy


def _nearest(name: str, place: Place) -> str:
    known = _fields_at(place[:-1])
    if near := get_close_matches(name, known, n=1):
        return f"Did you mean `{near[0]}`?"
    return f"Remove it; known here: {', '.join(known)}" if known else "Remove it"


def _fields_at(place: Place) -> list[str]:
    """The field names the schema knows at that place."""
    model: Any = File
    for part in place:
        fields = model.model_fields if isinstance(model, type) and issubclass(model, BaseModel) else {}
        if part in fields:
            model = fields[part].annotation
        while getattr(model, "__args__", None):  # list[Role] and dict[Id, Role] → Role
            model = model.__args__[-1]
    return list(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else []
