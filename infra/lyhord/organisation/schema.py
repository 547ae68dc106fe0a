"""The shape of an organisation file. What one field must look like is here; what two fields must agree on is
in `agreement`."""

from datetime import date, time
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
LocalPart = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$", max_length=20)]
Domain = Annotated[
    str,
    StringConstraints(pattern=r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$", max_length=190),
]
Address = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9]+([._-]+[a-z0-9]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$",
        max_length=200,
        to_lower=True,
    ),
]
Telephone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 -]{4,18}[0-9]$")]
Link = Annotated[str, StringConstraints(pattern=r"^https://[^\s<>\"]+$", max_length=300)]
Prefix = Annotated[str, StringConstraints(pattern=r"^[A-ZÅÄÖ]{2,5}$")]
Pattern = Annotated[str, StringConstraints(min_length=2, max_length=500)]
Days = Annotated[int, Field(ge=1, le=60)]
Year = Annotated[int, Field(ge=2000, le=2100)]


class Strict(BaseModel):
    """A part of the file: no unknown fields, no changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Bilingual(Strict):
    """A name in the languages letters are written in."""

    sv: Text
    en: Text


class Period(Strict):
    """First and last day, both included."""

    first: date
    last: date

    @model_validator(mode="after")
    def _in_order(self) -> "Period":
        if self.last < self.first:
            raise ValueError(f"ends {self.last}, before it begins {self.first}")
        return self


class Break(Period):
    """A time when schools are closed."""

    name: Text


class FreeDay(Strict):
    """A day when the whole municipality is closed."""

    day: date
    name: Text


class Mail(Strict):
    """Addresses that lead to Lyhörd, and those its staff writes from."""

    domain: Domain
    intake: LocalPart
    intake_aliases: list[LocalPart] = []
    staff_domains: list[Domain]


class Links(Strict):
    """Pages that letters point to."""

    routine: Link
    privacy: Link
    whistleblowing: Link | None = None


class Posts(Strict):
    """The roles that the process itself knows."""

    coordinator: Id
    deputy_head: Id
    head: Id
    registrator: Id
    student_health: Id
    staff_matters: Id
    data_protection: Id
    faults: Id | None = None
    development: Id | None = None
    chair: Id | None = None


class Limits(Strict):
    """Working days."""

    first_contact_days: Days
    answer_days: Days
    reminder_days: list[Days]
    coordinator_day: Days
    deputy_head_day: Days
    head_day: Days
    follow_up_days: Days
    follow_up_reminder_days: Days


class Calendar(Strict):
    """The years that count, office hours, and the municipality's own free days and school breaks."""

    first_year: Year
    last_year: Year
    office_opens: time
    office_closes: time
    extra_free_days: list[FreeDay] = []
    breaks: list[Break] = []


class Meetings(Strict):
    """The meetings of those who lead units: the first one, and when they come back."""

    first: date
    hour: time
    every_days: Annotated[int, Field(ge=7, le=60)]
    pauses: list[Period] = []


class Role(Strict):
    """An office and who holds it."""

    title: Bilingual
    name: Text
    address: Address
    mailboxes: list[Address] = []
    telephone: Telephone | None = None
    alarms: list[Address] = []
    deputies: list[Id] = []
    absences: list[Period] = []
    since: date | None = None
    second_reader: Id | None = None


class Unit(Strict):
    """A school or preschool."""

    name: Text
    form: Text
    head: Id
    aliases: list[Pattern] = []
    pupils: Annotated[int, Field(ge=0, le=20_000)] | None = None
    pupils_year: Year | None = None


class Category(Strict):
    """What a complaint can be about."""

    name: Bilingual
    owner: Id
    words: list[Pattern] = []
    traps: list[Pattern] = []
    copies: list[Id] = []
    sensitive: bool = False
    form: Text = ""


class Elsewhere(Strict):
    """Somebody else's matter."""

    name: Text
    words: list[Pattern]
    contact: Text
    municipal: bool
    forward_to: Id | None = None


class File(Strict):
    """The whole file."""

    municipality: Text
    department: Text
    number_prefix: Prefix
    mail: Mail
    links: Links
    posts: Posts
    limits: Limits
    calendar: Calendar
    meetings: Meetings | None = None
    roles: dict[Id, Role]
    units: dict[Id, Unit]
    categories: dict[Id, Category]
    elsewhere: list[Elsewhere] = []

    @model_validator(mode="before")
    @classmethod
    def _is_a_mapping(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            raise ValueError("the file is empty or holds no fields")
        return data
