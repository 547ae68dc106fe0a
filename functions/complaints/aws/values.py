"""The nouns as a row holds them, and back, read off their fields: a new field needs no word here.

Instants become ISO 8601 in UTC with whole seconds, days ISO dates, tuples lists, nested nouns maps. None is
left out, and what an older row lacks takes its default.
"""

from collections.abc import Callable, Hashable, Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def stamp(instant: datetime) -> str:
    """An instant as the table writes it: UTC, whole seconds."""
    return instant.astimezone(UTC).isoformat(timespec="seconds")


def to_row(noun: Any) -> dict[str, Any]:
    """A noun as a row."""
    plain = {field.name: _plain(getattr(noun, field.name)) for field in fields(noun)}
    return {name: part for name, part in plain.items() if part is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return str(value)  # of a member of a StrEnum its value
    if is_dataclass(value):
        return to_row(value)
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def from_row(noun: Callable[..., T], row: Mapping[str, Any]) -> T:
    """What `to_row` made of a noun, read back; other attributes of the row are not looked at."""
    hints = _hints(noun)
    return noun(**{name: _value(hint, row[name]) for name, hint in hints.items() if name in row})


@cache
def _hints(noun: Hashable) -> dict[str, Any]:
    return get_type_hints(noun)


def _value(hint: Any, stored: Any) -> Any:
    if isinstance(hint, UnionType):  # something or None; None is never stored
        (hint,) = (kind for kind in get_args(hint) if kind is not type(None))
    if get_origin(hint) is tuple:
        parts = sorted(stored) if isinstance(stored, Set) else stored
        return tuple(_value(get_args(hint)[0], part) for part in parts)
    if is_dataclass(hint):
        return from_row(cast(type, hint), stored)
    if hint is datetime or hint is date:
        return hint.fromisoformat(stored)
    return dict(stored) if get_origin(hint) is not None else hint(stored)
