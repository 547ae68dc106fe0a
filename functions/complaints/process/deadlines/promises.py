"""By which days somebody is in touch and answers: counted from the arrival, as the lane asks for."""

import calendar as months
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from complaints.calendar import BeyondCalendarError, Calendar
from complaints.model import UNANSWERED, Case, State
from complaints.organisation import Organisation
from complaints.policy import Clock, Policy, policy_of

AS_AN_EXAMPLE = 3  # working days
LATE_IN_THE_DAY = time(15)  # from then on "the same day" is the next working day


@dataclass(frozen=True)
class Promise:
    """What the complainant is told."""

    first_contact_by: date
    answer_by: date


def promised(policy: Policy, arrived: datetime, organisation: Organisation) -> Promise:
    """The days for a mail that arrived then."""
    calendar, limits = organisation.calendar, organisation.limits
    day = calendar.day_of(arrived)
    contact = calendar.add_working_days(day, _contact_days(policy, arrived, organisation))
    if policy.clock in (Clock.CONTACT, Clock.NEXT_DAY, Clock.SAME_DAY):
        return Promise(contact, contact)
    if policy.clock is Clock.MONTH:
        return Promise(contact, a_month_after(day))
    return Promise(contact, calendar.add_working_days(day, limits.answer_days))


def waits(case: Case) -> bool:
    """Whether an answer is promised and has not come."""
    return policy_of(case.judgement).clock is not Clock.NOTHING and case.state in UNANSWERED


def promised_anew(case: Case, before: Case, organisation: Organisation, now: datetime) -> Case:
    """A lane that waits where the one before did not gets its dates, and the case is open again."""
    policy = policy_of(case.judgement)
    if policy.clock is Clock.NOTHING or waits(before) or before.answered_by:
        return case
    promise = promised(policy, now, organisation)
    return replace(
        case,
        state=State.WITH_OWNER,
        answered_at=None,
        clock_from=now,
        steps=(),
        first_contact_by=promise.first_contact_by,
        answer_by=promise.answer_by,
    )


def is_young(instant: datetime, calendar: Calendar) -> bool:
    """Whether something can still be done that day: a working day, before the afternoon."""
    local = instant.astimezone(calendar.zone)
    return calendar.is_working_day(local.date()) and local.time() < LATE_IN_THE_DAY


def a_month_after(day: date) -> date:
    """The same day of the next month, or its last one."""
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))


def _contact_days(policy: Policy, arrived: datetime, organisation: Organisation) -> int:
    if policy.clock is Clock.SAME_DAY:
        return 0 if is_young(arrived, organisation.calendar) else 1
    promptly = policy.clock in (Clock.NEXT_DAY, Clock.INQUIRY)
    return 1 if promptly else organisation.limits.first_contact_days


def later_for_an_example(answer_by: date, today: date, calendar: Calendar) -> date:
    """A day until which more time may be asked for: within what one extension gives."""
    try:
        return calendar.add_working_days(max(answer_by, today), AS_AN_EXAMPLE)
    except BeyondCalendarError:
        return answer_by
