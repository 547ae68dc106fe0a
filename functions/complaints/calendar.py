"""Working days, office hours and school breaks of one municipality. Time is always an argument.

A *day* is a calendar day in the municipality's zone; an *instant* is an aware datetime and comes back in UTC.
The day after arrival is working day 1. Saturdays, Sundays and the free days of the organisation file do not
count; school breaks do: schools close, the municipality does not (JO, Sundsvall).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class BeyondCalendarError(ValueError):
    """A day was asked about that the compiled calendar does not reach."""


@dataclass(frozen=True, kw_only=True)
class Break:
    """A time when schools are closed, first and last day included."""

    name: str  # such as "höstlov"
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """Meetings that come back: the first one, then every so many days, never by the number of a week.

    A year with 53 weeks has no fortnight in "even weeks". None is held on the days of a pause, first and last
    included; the count goes on.
    """

    first: date
    hour: time
    every_days: int
    pauses: tuple[tuple[date, date], ...] = ()

    def number(self, day: date) -> int:
        """The index of the meeting on a day, counting those that a pause skips; the first is 0."""
        return (day - self.first).days // self.every_days

    def held(self, start: date, end: date) -> Iterator[date]:
        """The days of the meetings that are held, from one day up to and including another, in order."""
        since = max(start, self.first)
        day = self.first + timedelta(days=-((self.first - since).days // self.every_days) * self.every_days)
        while day <= end:
            if not any(first <= day <= last for first, last in self.pauses):
                yield day
            day += timedelta(days=self.every_days)


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """`free_days` names each free day between `first` and `last`, the horizon the file was compiled for."""

    first: date
    last: date
    free_days: Mapping[date, str] = field(repr=False)
    office_opens: time = time(7, 30)
    office_closes: time = time(16, 30)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Stockholm"))
    breaks: tuple[Break, ...] = ()

    def day_of(self, instant: datetime) -> date:
        """The municipality's calendar day at that instant.

        Raises:
            ValueError: the instant has no time zone.
        """
        if instant.tzinfo is None:
            raise ValueError(f"{instant} has no time zone; give an aware datetime")
        return instant.astimezone(self.zone).date()

    def is_working_day(self, day: date) -> bool:
        """Neither a weekend nor a free day.

        Raises:
            BeyondCalendarError: the day lies outside the horizon.
        """
        self._require(day)
        return day.weekday() < SATURDAY and day not in self.free_days

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, or before it if negative; `day` itself if 0."""
        step = ONE_DAY if count > 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start`, up to and including `end`; negative if `end` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        days = (end - start).days
        return sum(self.is_working_day(start + timedelta(days=n)) for n in range(1, days + 1))

    def opening(self, day: date) -> datetime:
        """When the office opens that day, in UTC."""
        return self.at(day, self.office_opens)

    def at(self, day: date, hour: time) -> datetime:
        """That hour of the municipality's day, in UTC."""
        return datetime.combine(day, hour, self.zone).astimezone(UTC)

    def working_day_opening(self, instant: datetime, count: int) -> datetime:
        """When the office opens on the `count`-th working day after the instant's day, in UTC."""
        return self.opening(self.add_working_days(self.day_of(instant), count))

    def in_office_hours(self, instant: datetime) -> bool:
        """Whether somebody can be expected to read mail then."""
        local = instant.astimezone(self.zone)
        open_now = self.office_opens <= local.time() < self.office_closes
        return open_now and self.is_working_day(self.day_of(instant))

    def next_office_moment(self, instant: datetime) -> datetime:
        """The instant itself within office hours, else when the office next opens; in UTC."""
        if self.in_office_hours(instant):
            return instant.astimezone(UTC)
        day = self.day_of(instant)
        before_opening = instant.astimezone(self.zone).time() < self.office_opens
        if before_opening and self.is_working_day(day):
            return self.opening(day)
        return self.opening(self.add_working_days(day, 1))

    def staff_moment(self, instant: datetime, *, at_once: bool) -> datetime:
        """When a letter to staff may leave: at the instant where it cannot wait, else in office hours."""
        return instant if at_once else self.next_office_moment(instant)

    def _require(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise BeyondCalendarError(
                f"{day} lies outside the calendar, which holds {self.first} to {self.last}: "
                "extend `calendar` in organisation.yaml and push the file"
            )
