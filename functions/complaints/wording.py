"""Dates, times and names in words, as people in Sweden write them in Swedish and in English.

Every instant is told in Europe/Stockholm, whatever zone it came in. A calendar day may come as a `date`, an
aware `datetime` or an ISO 8601 string, since a letter's facts are strings.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")

WEEKDAYS = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "sv": (
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
SHORT_WEEKDAY = {"sv": 2, "en": 3}  # letters: "to 19 mars", "Thu 19 March"
AT = {"sv": "kl.", "en": "at"}


def day(value: date | str, language: str) -> str:
    """Write "torsdag 12 mars" or "Thursday 12 March"."""
    return f"{_weekday(value, language)} {date_alone(value, language)}"


def short_day(value: date | str, language: str) -> str:
    """Write "to 19 mars" or "Thu 19 March", for subjects."""
    return f"{_weekday(value, language)[: SHORT_WEEKDAY[language]]} {date_alone(value, language)}"


def date_alone(value: date | str, language: str) -> str:
    """Write "19 mars" or "19 March"."""
    local = _local_day(value)
    return f"{local.day} {MONTHS[language][local.month - 1]}"


def numeric_day(value: date | str, _language: str) -> str:
    """Write "12.3.2026", which is read alike in many languages and does not turn among Arabic letters."""
    local = _local_day(value)
    return f"{local.day}.{local.month}.{local.year}"


def month(value: date | str, language: str) -> str:
    """Write "mars" or "March"."""
    return MONTHS[language][_local_day(value).month - 1]


def moment(value: datetime | str, language: str) -> str:
    """Write "tisdag 10 mars 2026 kl. 10.00" or "Tuesday 10 March 2026 at 10.00"."""
    local = _local_time(datetime.fromisoformat(value) if isinstance(value, str) else value)
    return f"{day(local, language)} {local.year} {AT[language]} {local:%H.%M}"


def first_name(name: str) -> str:
    """Return the name to greet with: the first word of a full name."""
    return name.split(maxsplit=1)[0]


def capitalized(text: str) -> str:
    """With a capital first and the rest as it is, for the start of a line."""
    return text[:1].upper() + text[1:]


def dialled(number: str) -> str:
    """A telephone number as a link dials it: its digits, and the plus before them."""
    return "".join(sign for sign in number if sign.isdecimal() or sign == "+")


def _weekday(value: date | str, language: str) -> str:
    return WEEKDAYS[language][_local_day(value).weekday()]


def _local_day(value: date | str) -> date:
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    return _local_time(value).date() if isinstance(value, datetime) else value


def _local_time(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone: give an aware datetime")
    return value.astimezone(STOCKHOLM)
