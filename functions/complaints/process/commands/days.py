"""Days and spans of days as people write them: "24 mars", "6/4–10/4", "vecka 15", "på fredag", "i dag".

A day without a year is the one nearest to today, at most a quarter of a year back. In Swedish and English.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from complaints.calendar import Calendar
from complaints.process.commands.spelling import flat

MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb"),
    ("mars", "march", "mar"),
    ("april", "apr"),
    ("maj", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augusti", "august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
WEEKDAYS = (
    ("mandag", "monday"),
    ("tisdag", "tuesday"),
    ("onsdag", "wednesday"),
    ("torsdag", "thursday"),
    ("fredag", "friday"),
    ("lordag", "saturday"),
    ("sondag", "sunday"),
)
AHEAD = {"i ?dag|today": 0, "i ?mor(?:gon|ron)|tomorrow": 1, "i ?overmorgon": 2}  # days from today
FURTHEST_BACK = timedelta(days=90)
A_MONTH = timedelta(days=31)

_MONTH = "|".join(name for names in MONTHS for name in names)
_WEEKDAY = "|".join(name for names in WEEKDAYS for name in names)
_ENDING = r"(?::?[ea]|st|nd|rd|th)?"
_UNTIL = r"(?:till?(?: och med)?\b|t\.?\s?o\.?\s?m\b\.?|to\b|until\b|through\b)"
_THE = rf"(?:(?:{_WEEKDAY})(?:en)? )?(?:den |the )?"
_TO = rf"\s*(?:-{{1,2}}|[–—]|{_UNTIL})\s*(?:{_THE}(?=\d))?"
_FROM = rf"\b(?:fran(?: och med)?|fr\.?\s?o\.?\s?m\b\.?|from)\s*{_THE}$"


@dataclass(frozen=True)
class Span:
    """Days, the first and the last included; `start` and `end` are where they stand in the text."""

    first: date
    last: date
    start: int
    end: int


def day_in(text: str, today: date) -> Span | None:
    """The first single day that the text names; None when there is none, or when no calendar has it."""
    return _first(text, today, _SINGLE)


def lies_ahead(day: date, today: date, calendar: Calendar) -> bool:
    """Whether something can be asked for by that day: today or later, and within what the calendar holds."""
    return today <= day < calendar.last - A_MONTH


def span_in(text: str, today: date, calendar: Calendar) -> Span | None:
    """The first days that the text names: a span, a week, a school break or a single day.

    "Till fredag" begins today. None also for what has a beginning and no end, or ends before it begins.
    """
    flattened = flat(text)
    first = _days_of_one_month(text, today) or _first(text, today, (*_SINGLE, _WEEK))
    if first is None:
        return _break(text, today, calendar)
    if to := re.compile(_TO).match(flattened, first.end):
        kinds = (*_SINGLE, _WEEK, _day_of_same_month(first))
        if last := _first(text, first.first, kinds, at=to.end()):
            found = Span(first.first, last.last, first.start, last.end)
            return found if found.last >= found.first else None
    before = flattened[: first.start]
    if re.search(rf"\b{_UNTIL}\s*{_THE}$", before):
        return Span(today, first.last, first.start, first.end) if first.last >= today else None
    return None if first.first == first.last and re.search(_FROM, before) else first


Reader = Callable[[re.Match[str], date], tuple[date, date]]
Kind = tuple[re.Pattern[str], Reader]


def _first(text: str, today: date, kinds: tuple[Kind, ...], at: int | None = None) -> Span | None:
    """The earliest of these kinds in the text, or exactly the one that stands at a place."""
    flattened = flat(text)
    found = [
        (match.start(), -match.end(), match, read)
        for pattern, read in kinds
        if (match := pattern.search(flattened) if at is None else pattern.match(flattened, at))
    ]
    for start, end, match, read in sorted(found, key=lambda each: each[:2]):
        try:
            first, last = read(match, today)
        except ValueError:  # such as 31 April
            continue
        return Span(first, last, start, -end)
    return None


def _nearest(year: str | None, month: int, day: int, today: date) -> date:
    if year:
        return date(int(year), month, day)
    for possible in (today.year - 1, today.year, today.year + 1):
        try:
            found = date(possible, month, day)
        except ValueError:  # 29 February in other years
            continue
        if found >= today - FURTHEST_BACK:
            return found
    raise ValueError


def _month(name: str) -> int:
    return next(number for number, names in enumerate(MONTHS, start=1) if name in names)


def _alone(day: date) -> tuple[date, date]:
    return day, day


def _iso(match: re.Match[str], _today: date) -> tuple[date, date]:
    return _alone(date(*map(int, match.groups())))


def _slashed(match: re.Match[str], today: date) -> tuple[date, date]:
    return _alone(_nearest(match[3], int(match[2]), int(match[1]), today))


def _day_first(match: re.Match[str], today: date) -> tuple[date, date]:
    return _alone(_nearest(match[3], _month(match[2]), int(match[1]), today))


def _month_first(match: re.Match[str], today: date) -> tuple[date, date]:
    return _alone(_nearest(match[3], _month(match[1]), int(match[2]), today))


def _ahead(days: int) -> Reader:
    return lambda _match, today: _alone(today + timedelta(days=days))


def _weekday(match: re.Match[str], today: date) -> tuple[date, date]:
    """The next one after today; "nästa fredag" is that of next week."""
    number = next(number for number, names in enumerate(WEEKDAYS) if match[2] in names)
    if match[1] in ("nasta", "next"):
        return _alone(today + timedelta(days=7 - today.weekday() + number))
    return _alone(today + timedelta(days=(number - today.weekday() - 1) % 7 + 1))


def _of_week(match: re.Match[str], today: date) -> tuple[date, date]:
    """Weeks of this year or the next; few years have a week 53 (ISO 8601), and "52–2" ends in the next."""
    first, last = int(match[1]), int(match[2] or match[1])
    years = (year for year in (today.year - 1, today.year, today.year + 1) if first <= _weeks_in(year))
    ends = ((year, date.fromisocalendar(year, first, 7)) for year in years)
    year = next((year for year, end in ends if end >= today - FURTHEST_BACK), today.year)
    return date.fromisocalendar(year, first, 1), date.fromisocalendar(year + (last < first), last, 7)


def _weeks_in(year: int) -> int:
    return date(year, 12, 28).isocalendar().week


_SLASHED: Kind = (re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:[/ ](\d{4}))?(?![\d/])"), _slashed)
_DAY_FIRST: Kind = (
    re.compile(rf"(?<!\d)(\d{{1,2}}){_ENDING}(?:\s|\sof\s)?({_MONTH})\b\.?(?: (\d{{4}})\b)?"),
    _day_first,
)
_SINGLE: tuple[Kind, ...] = (
    (re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"), _iso),
    _SLASHED,
    _DAY_FIRST,
    (re.compile(rf"\b({_MONTH}) (\d{{1,2}}){_ENDING}\b(?:,? (\d{{4}})\b)?"), _month_first),
    (re.compile(rf"\b(?:(nasta|next|pa|on) )?({_WEEKDAY})(?:en)?\b(?! (?:den |the )?\d)"), _weekday),
    *((re.compile(rf"\b(?:{words})\b"), _ahead(days)) for words, days in AHEAD.items()),
)
_WEEK: Kind = (re.compile(r"\b(?:vecka|week|v\.?) ?(\d{1,2})(?: ?[-–] ?(\d{1,2}))?\b(?!/)"), _of_week)


def _days_of_one_month(text: str, today: date) -> Span | None:
    """ "6–10 april": the first day has no month of its own. Its month and year are those of the last."""
    for bare in re.finditer(rf"(?<![\d/-])(\d{{1,2}}){_ENDING}{_TO}(?=\d)", flat(text)):
        last = _first(text, today, (_SLASHED, _DAY_FIRST), at=bare.end())
        if last and 1 <= int(bare[1]) <= last.last.day:
            return Span(last.last.replace(day=int(bare[1])), last.last, bare.start(), last.end)
    return None


def _day_of_same_month(first: Span) -> Kind:
    """ "April 6–10": the last day has no month of its own."""

    def read(match: re.Match[str], _today: date) -> tuple[date, date]:
        return _alone(first.first.replace(day=int(match[1])))

    return re.compile(rf"(\d{{1,2}}){_ENDING}\b(?! ?[/:.]?\d)"), read


def _break(text: str, today: date, calendar: Calendar) -> Span | None:
    """A school break by its name, the next one or that of today."""
    for each in calendar.breaks:
        named = re.search(rf"\b{re.escape(flat(each.name))}(?:et)?\b", flat(text))
        if named and each.last >= today:
            return Span(each.first, each.last, named.start(), named.end())
    return None
