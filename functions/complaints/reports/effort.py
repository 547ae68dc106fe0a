"""How much the house has worked: one line of minutes a month, of all together and of nobody alone.

Nobody writes down minutes. They are counted from the mails of staff that did something in a case.
"""

from collections.abc import Iterable
from datetime import date

from complaints.calendar import ONE_DAY
from complaints.model import Case, Effort
from complaints.organisation import Organisation
from complaints.reports.steps import before

A_MAIL = 5  # minutes to read, think and write one; told as "about"


def months_told(meeting: date, organisation: Organisation) -> tuple[date, date] | None:
    """First and last day of the whole months since the meeting before; None where no month has ended."""
    last = before(meeting, organisation)
    if last is None or (last.year, last.month) == (meeting.year, meeting.month):
        return None
    return last.replace(day=1), meeting.replace(day=1) - ONE_DAY


def is_of(case: Case, months: tuple[date, date] | None, organisation: Organisation) -> bool:
    """Whether the case was answered within the months."""
    if months is None or case.answered_at is None or case.merged_into:
        return False
    return months[0] <= organisation.calendar.day_of(case.answered_at) <= months[1]


def effort(
    cases: Iterable[Case], months: tuple[date, date] | None, organisation: Organisation
) -> Effort | None:
    """The minutes of all cases answered in the months."""
    closed = [case for case in cases if is_of(case, months, organisation)]
    if months is None or not closed:
        return None
    minutes = A_MAIL * sum(case.handled for case in closed)
    return Effort(first=months[0], last=months[1], cases=len(closed), minutes=minutes)
