"""Moving a case's dates: all that counts in working days moves by the same number of them."""

from dataclasses import replace
from datetime import datetime

from complaints.calendar import Calendar
from complaints.model import Case
from complaints.organisation import Organisation
from complaints.process.deadlines import ladder


def put_off(case: Case, days: int, organisation: Organisation, now: datetime) -> Case:
    """The case with its answer and its ladder so many working days later, its first contact as promised.

    A step that then lies ahead again is taken again: it speaks of another date.
    """
    calendar = organisation.calendar
    later = replace(
        case,
        answer_by=calendar.add_working_days(case.answer_by, days),
        clock_from=_moved(case.clock_from, days, calendar),
    )
    ahead = {timer.name for timer in ladder.all_timers(later, organisation) if timer.at > now}
    return replace(later, steps=tuple(step for step in case.steps if step not in ahead))


def _moved(instant: datetime, days: int, calendar: Calendar) -> datetime:
    """The same time of day, working days later."""
    day = calendar.day_of(instant)
    local = instant.astimezone(calendar.zone)
    moved = calendar.add_working_days(day, days)
    return local.replace(year=moved.year, month=moved.month, day=moved.day)
