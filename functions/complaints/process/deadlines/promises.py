"""By which days somebody is in touch and answers: counted from the arrival, as the lane asks for."""

import calendar as months
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from complaints.calendar import BeyondCalendarError, Calendar
from complaints.model import UNANSWERED, Case, State
from complaints.organisation import Organisation
from complaints.policy import Clock, Policy, policy_of

PROMPTLY = (Clock.NEXT_DAY, Clock.INQUIRY)  # a first contact by the next working day
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


def stands_still(case: Case) -> bool:
    """Whether an open question stops the clock. The month of a request for personal data is the law's: it
    goes on whatever is asked (GDPR 12.3).
    """
    return case.paused_at is not None and policy_of(case.judgement).clock is not Clock.MONTH


def promised_anew(case: Case, before: Case, organisation: Organisation, now: datetime) -> Case:
    """The case with days that lie ahead, where another lane or owner than `before` asks for them.

    A lane that waits where the one before did not gets its dates, and the case is open again. Of a case that
    is late whoever gets it promises anew, and is reminded as of a new one: nobody is told of a day that has
    passed. While a question is open the days stand still, and are late for nobody.
    """
    policy = policy_of(case.judgement)
    if policy.clock is Clock.NOTHING:
        return case
    if not waits(before):
        opened = replace(case, state=State.WITH_OWNER, answered_at=None)
        return case if before.answered_by else _from(opened, policy, organisation, now)
    other_hands = case.owner != before.owner or case.judgement.lane != before.judgement.lane
    if not other_hands or stands_still(case):
        return case
    today = organisation.calendar.day_of(now)
    if case.answer_by < today:
        return _from(case, policy, organisation, now)
    if case.first_contact_by < today:
        soon = organisation.calendar.add_working_days(today, 1)
        return replace(case, first_contact_by=min(soon, case.answer_by))
    return case


def broken(before: Case, after: Case) -> Mapping[str, str]:
    """The day that was promised, as a fact of letters, where a late case was promised another one."""
    late = waits(before) and not stands_still(before) and after.clock_from > before.clock_from
    return {"promised": before.answer_by.isoformat()} if late and waits(after) else {}


def _from(case: Case, policy: Policy, organisation: Organisation, now: datetime) -> Case:
    """The case with its days and its ladder as if it had come now; a month by law is given once."""
    promise = promised(policy, now, organisation)
    calendar, days = organisation.calendar, organisation.limits.answer_days
    soon = calendar.add_working_days(calendar.day_of(now), days)
    return replace(
        case,
        clock_from=now,
        steps=(),
        first_contact_by=promise.first_contact_by,
        answer_by=min(promise.answer_by, soon) if policy.clock is Clock.MONTH else promise.answer_by,
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
    return 1 if policy.clock in PROMPTLY else organisation.limits.first_contact_days


def later_for_an_example(answer_by: date, today: date, calendar: Calendar) -> date:
    """A day until which more time may be asked for: within what one extension gives."""
    try:
        return calendar.add_working_days(max(answer_by, today), AS_AN_EXAMPLE)
    except BeyondCalendarError:
        return answer_by
