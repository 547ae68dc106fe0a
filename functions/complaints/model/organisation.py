"""Who is who. A `date` is a calendar day in Europe/Stockholm."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from complaints.model.amendments import Absence


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who holds a role, and how to reach them."""

    name: str
    address: str
    telephone: str = ""
    alarms: tuple[str, ...] = ()  # more addresses that alarms go to, such as mail that becomes a text message


@dataclass(frozen=True, kw_only=True)
class Role:
    """An office that can own a case, and who holds it. Cases remember roles, letters name persons."""

    id: str  # such as "maltidschef" or "rektor-askolan"
    title: Mapping[str, str]  # by language: {"sv": "måltidschef", "en": "head of school meals"}
    holder: Person
    deputies: tuple[str, ...]  # role ids, asked in this order while the holder is away
    absences: tuple[Absence, ...] = ()
    since: date | None = None  # when the holder came, where that is told
    second_reader: str = ""  # role id: reads along in the holder's first year; empty: the deputy head


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A school or preschool, or a part of one. `head` is the id of the role that leads it."""

    id: str
    name: str
    form: str  # förskola, grundskola, anpassad grundskola, fritidshem
    head: str
    aliases: tuple[str, ...] = ()
    pupils: int | None = None
    pupils_year: int | None = None
