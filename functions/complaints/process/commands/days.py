"""Days and spans of days as people write them: "24 mars", "6/4–10/4", "vecka 15", "på fredag", "i dag".

A day without a year is the one nearest to today, at most a quarter of a year back. In Swedish and English.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from complaints.calendar import ONE_DAY, Calendar
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
_AND = rf"\s*(?:,\s*(?:och |and )?|(?:och|and|samt|&)\s*)(?:{_THE}(?=\d))?"
_CLOCK = r"kl(?:ockan)?\b\.?\s*"
_HOUR = re.compile(  # or from one to another; "kl 13 till 27 maj" ends on a day
    rf"\b(?:{_CLOCK}\d{{1,2}}(?:[.:]\d\d)?|\d{{1,2}}[.:]\d\d\b)"
    rf"(?:\s*(?:-{{1,2}}|[–—]|{_UNTIL})\s*(?:{_CLOCK})?(?:[01]?\d|2[0-4])(?:[.:]\d\d)?\b"
    rf"(?!\s*/|-\d|{_ENDING}(?:\s|\sof\s)?(?:{_MONTH})\b))?"
)
_BACK = re.compile(r"\b(?:tillbaka|ater|back)\b[^\n]*")
_NUMBER_MORE = re.compile(rf"{_AND}\d{{1,2}}\b(?=\s*(?:$|[,.;)\n–-]|och\b|and\b))")
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
    """The days that the text names: a span, a week, a school break, a day, or several that follow each other.

    "Till fredag" begins today. None also for what has a beginning and no end, or ends before it begins, and
    where days are named that are not within what was found: which ones are meant must be asked. Hours, and
    the day on which somebody is back, are passed over.
    """
    said = _HOUR.sub(_blank, _BACK.sub(_blank, flat(text)))
    found = _span_at_its_first_day(said, today, calendar)
    return found if found and not _names_more(said, found, today, calendar) else None


def _span_at_its_first_day(text: str, today: date, calendar: Calendar) -> Span | None:
    """What is said where the first day stands, of whatever kind it is."""
    kinds = (
        _days_of_one_month(text, today),
        _first(text, today, (*_SINGLE, _WEEKS, _WEEK)),
        _break(text, today, calendar),
    )
    first = min(filter(None, kinds), key=lambda span: (span.start, -span.end), default=None)
    if first is None:
        return None
    before = text[: first.start]
    if re.search(rf"(?<![\d/-])\d{{1,2}}{_ENDING}(?:{_TO}|{_AND})$", before):  # "28–2 januari"
        return None
    between = re.search(rf"\b(?:mellan|between)\s*{_THE}$", before)
    if to := re.compile(rf"(?:{_TO}|{_AND})" if between else _TO).match(text, first.end):
        kinds_of_last = (*_SINGLE, _WEEK, _day_of_same_month(first))
        if last := _first(text, first.first, kinds_of_last, at=to.end()):
            found = Span(first.first, last.last, first.start, last.end)
            return found if found.last >= found.first else None
    if re.search(rf"\b{_UNTIL}\s*{_THE}$", before):
        return Span(today, first.last, first.start, first.end) if first.last >= today else None
    if first.first == first.last and re.search(_FROM, before):
        return None
    return _with_those_that_follow(text, first)


def _with_those_that_follow(text: str, first: Span) -> Span:
    """ "I dag och i morgon", "måndag, tisdag och onsdag": each begins on the day after the one before."""
    while more := re.compile(_AND).match(text, first.end):
        following = _first(text, first.last, (*_SINGLE, _WEEK), at=more.end())
        if following is None or following.first != first.last + ONE_DAY:
            return first
        first = Span(first.first, following.last, first.start, following.end)
    return first


def _names_more(text: str, span: Span, today: date, calendar: Calendar) -> bool:
    """Whether days stand behind the span that are not within it; a bracket may tell them in another way."""
    at = span.end
    while at < len(text):
        if _NUMBER_MORE.match(text, at):
            return True
        rest = text[at:]
        more = _span_at_its_first_day(rest, today, calendar) or _first(rest, today, (*_SINGLE, _WEEK))
        if more is None:
            return False
        within = span.first <= more.first and more.last <= span.last
        around = more.first <= span.first and span.last <= more.last and "(" in rest[: more.start]
        if not (within or around):
            return True
        at += more.end
    return False


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


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
    return _weeks_from(int(match[1]), int(match[2] or match[1]), today)


def _weeks_from(first: int, last: int, today: date) -> tuple[date, date]:
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


def _of_weeks(match: re.Match[str], today: date) -> tuple[date, date]:
    """ "Vecka 28, 29 och 30": weeks that follow each other, and no others."""
    weeks = [int(number) for number in re.findall(r"\d+", match[1])]
    if not _follow_each_other(weeks):
        raise ValueError
    return _weeks_from(weeks[0], weeks[-1], today)


_WEEKS: Kind = (
    re.compile(r"\b(?:veckorna|vecka|weeks?|v\.?) ?(\d{1,2}(?:(?:, ?| (?:och|and) )\d{1,2})+)\b(?!/)"),
    _of_weeks,
)
_DAYS_OF_A_MONTH = re.compile(
    rf"(?<![\d/-])\d{{1,2}}{_ENDING}(?:(?P<to>{_TO})|(?:{_AND}\d{{1,2}}{_ENDING}){{0,6}}{_AND})(?=\d)"
)


def _days_of_one_month(text: str, today: date) -> Span | None:
    """ "6–10 april", "6, 7 och 8 april": only the last day has a month, which is that of all of them."""
    for bare in _DAYS_OF_A_MONTH.finditer(text):
        last = _first(text, today, (_SLASHED, _DAY_FIRST), at=bare.end())
        days = [int(number) for number in re.findall(r"\d+", bare[0])]
        if last is None or not 1 <= days[0] <= last.last.day:
            continue
        spans = bare["to"] or re.search(r"\b(?:mellan|between)\s*(?:den |the )?$", text[: bare.start()])
        if (spans and len(days) == 1) or _follow_each_other([*days, last.last.day]):
            return Span(last.last.replace(day=days[0]), last.last, bare.start(), last.end)
    return None


def _follow_each_other(numbers: list[int]) -> bool:
    return numbers == list(range(numbers[0], numbers[-1] + 1))


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
