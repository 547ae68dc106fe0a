"""Hours of their own that a lane asks for: papers the same day, personal data within a month, help now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from complaints.model import UNANSWERED, Case, Decision, Entry, Lane, Letter
from complaints.organisation import Organisation
from complaints.policy import Clock, clocks_of
from complaints.process.deadlines.promises import LATE_IN_THE_DAY, is_young, stands_still
from complaints.process.deadlines.timers import Timer
from complaints.process.errands import alarm
from complaints.process.outgoing.ways import is_on_its_way

SAME_DAY, HALF_MONTH, END_OF_MONTH, FIRST_LETTER = "same_day", "half_month", "end_of_month", "first_letter"
NO_LONGER = timedelta(minutes=3)  # does the first letter of an acute case wait for its alarm to leave
NEXT_MORNING = time(10)  # of the next working day, for what came late
HALF = timedelta(days=14)  # of the month in which personal data must be answered (GDPR 12.3)
LAST_DAYS = 2  # working days before the end of it


def timers(case: Case, organisation: Organisation) -> list[Timer]:
    """The hours that still lie ahead of a case that waits for its answer."""
    if case.state not in UNANSWERED or stands_still(case) or is_on_its_way(case) or case.merged_into:
        return []
    clocks, ahead = clocks_of(case.judgement), []
    if case.alarm_first:
        ahead.append(Timer(FIRST_LETTER, case.clock_from + NO_LONGER))
    if Clock.SAME_DAY in clocks or Lane.APPEAL in case.judgement.lanes:
        ahead.append(Timer(SAME_DAY, _same_day(case, organisation)))
    if Clock.MONTH in clocks:
        calendar = organisation.calendar
        middle = calendar.day_of(case.clock_from) + HALF
        ahead.append(Timer(HALF_MONTH, calendar.next_office_moment(calendar.opening(middle))))
        last = calendar.add_working_days(case.answer_by, -LAST_DAYS)
        ahead.append(Timer(END_OF_MONTH, calendar.opening(last)))
    return [timer for timer in ahead if timer.name not in case.steps]


def take(case: Case, ripe: Sequence[Timer], organisation: Organisation, now: datetime) -> Decision:
    """Remind the owner; at the end of the month the deputy head hears as well. Each once in a round."""
    if case.alarm_first:
        letter = alarm.acknowledgement(now, alerted=False)
        return Decision(verdict=FIRST_LETTER, case=replace(case, alarm_first=False), letters=(letter,))
    names = [timer.name for timer in ripe]
    hour = organisation.calendar.next_office_moment(now)
    letter = Letter(
        name=f"{names[-1]}-{case.rounds}",
        template=_template(case) if names[-1] == SAME_DAY else "due_within_month",
        to=case.owner,
        copies=(organisation.posts.deputy_head,) if names[-1] == END_OF_MONTH else (),
        not_before=hour,
    )
    to = {"to": case.owner}
    entry = Entry(what="reminder", by="lyhörd", why=", ".join(names), happened_at=hour, facts=to)
    case = replace(case, steps=(*case.steps, *names))
    return Decision(verdict=names[-1], case=case, entries=(entry,), letters=(letter,))


def _template(case: Case) -> str:
    """An appeal is to be with whoever decided: its time limit is the law's."""
    return "appeal_today" if Lane.APPEAL in case.judgement.lanes else "due_today"


def _same_day(case: Case, organisation: Organisation) -> datetime:
    """At three in the afternoon; what came later, at ten the next working day."""
    calendar = organisation.calendar
    day = calendar.day_of(case.clock_from)
    if is_young(case.clock_from, calendar):
        return calendar.at(day, LATE_IN_THE_DAY)
    return calendar.at(calendar.add_working_days(day, 1), NEXT_MORNING)
