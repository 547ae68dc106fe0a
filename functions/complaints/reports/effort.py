"""How much the house has worked: one line of minutes a month, of all together and of nobody alone.

Nobody writes down minutes. They are counted from the mails of staff that did something in a case.
"""

from collections.abc import Iterable
from datetime import date

from complaints.calendar import ONE_DAY
from complaints.model import Case, Effort, Spent
from complaints.organisation import Organisation
from complaints.reports.steps import before, covered_to

A_MAIL = 5  # minutes to read, think and write one; told as "about"


def months_told(meeting: date, organisation: Organisation) -> tuple[date, date] | None:
    """First and last day of the whole months since the sheet before; None where no month has ended.

    A month has ended for a sheet that is made later: what is answered on its last day is told by the next.
    """
    last = before(meeting, organisation)
    if last is None:
        return None
    since, made = (organisation.calendar.day_of(covered_to(day, organisation)) for day in (last, meeting))
    if (since.year, since.month) == (made.year, made.month):
        return None
    return since.replace(day=1), made.replace(day=1) - ONE_DAY


def is_of(case: Case, months: tuple[date, date] | None, organisation: Organisation) -> bool:
    """Whether the case was answered within the months."""
    return bool(_answered(case, months, organisation))


def effort(
    cases: Iterable[Case], months: tuple[date, date] | None, organisation: Organisation
) -> Effort | None:
    """The minutes of all cases answered in the months; of one opened again, each round in its own."""
    closed = list(filter(None, (_answered(case, months, organisation) for case in cases)))
    if months is None or not closed:
        return None
    minutes = A_MAIL * sum(one.mails for rounds in closed for one in rounds)
    return Effort(first=months[0], last=months[1], cases=len(closed), minutes=minutes)


def _answered(case: Case, months: tuple[date, date] | None, organisation: Organisation) -> list[Spent]:
    """The rounds of the case that an answer ended within the months."""
    if months is None or case.merged_into:
        return []
    rounds, mails = list(case.spent), case.handled - sum(earlier.mails for earlier in case.spent)
    if case.answered_at and case.answered_at not in [earlier.answered_at for earlier in rounds]:
        rounds.append(Spent(answered_at=case.answered_at, mails=mails))
    day_of = organisation.calendar.day_of
    return [one for one in rounds if months[0] <= day_of(one.answered_at) <= months[1]]
