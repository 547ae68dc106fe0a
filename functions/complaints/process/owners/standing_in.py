"""A case that waits for an answer is handed to whoever acts for its owner, and back when the owner is there.

`Case.in_hand_of` is who last got the case itself. When somebody else acts on a working day, that person gets
it with all that its owner got. Reminders and the like find the right person without this.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from complaints.calendar import ONE_DAY
from complaints.model import UNANSWERED, Case, Decision, Entry, Letter
from complaints.organisation import Organisation
from complaints.policy import Clock, policy_of
from complaints.process.deadlines.timers import Timer

HANDS_OVER = (
    "routed",
    "routed_notice",
    "alarm",
    "reopened",
    "stand_in",
)  # templates that hand a case to its owner


def timers(case: Case, organisation: Organisation) -> list[Timer]:
    """The opening of the next working day on which another one acts than has the case in hand."""
    clock = policy_of(case.judgement).clock
    waits = case.state in UNANSWERED and clock is not Clock.NOTHING and not case.merged_into
    if not (waits and case.in_hand_of and case.in_hand_since):
        return []
    for day in _days_of_change(case.in_hand_since, organisation):
        if _acting(case, day, organisation) != case.in_hand_of:
            return [Timer("stand_in", organisation.calendar.opening(day))]
    return []


def take(case: Case, _ripe: Sequence[Timer], organisation: Organisation, now: datetime) -> Decision:
    """Hand the case over; nothing is said when the clock came so late that all is as it was."""
    policy = policy_of(case.judgement)
    hour = organisation.calendar.staff_moment(now, at_once=policy.at_once)
    day = organisation.calendar.day_of(hour)
    before, acting = case.in_hand_of, _acting(case, day, organisation)
    case = replace(case, in_hand_of=acting, in_hand_since=day)
    if acting == before:
        return Decision(verdict="stand-in passed over", case=case)
    back = acting == case.owner
    letter = Letter(
        name=f"stand_in-{case.entries + 1}",
        template="stand_in" if policy.content else "routed_notice",
        to=case.owner,
        not_before=hour,
        repeats="routed" if policy.content else "",
        facts={"had": organisation.role(before).holder.name} | ({"back": "yes"} if back else {}),
    )
    entry = Entry(
        what="stand_in",
        by="lyhörd",
        why="the owner is back" if back else "the owner is away",
        happened_at=now,
        facts={"from": before, "to": acting},
    )
    return Decision(verdict="stand-in", case=case, entries=(entry,), letters=(letter,))


def handed(case: Case, letter: Letter, organisation: Organisation, now: datetime) -> Case:
    """The case after one of its letters left: who got it, if that letter hands it over."""
    if letter.template not in HANDS_OVER or letter.to != case.owner:
        return case
    day = organisation.calendar.day_of(now)
    return replace(case, in_hand_of=_acting(case, day, organisation), in_hand_since=day)


def _acting(case: Case, day: date, organisation: Organisation) -> str:
    return organisation.acting(case.owner, day, case.judgement.barred).id


def _days_of_change(since: date, organisation: Organisation) -> Iterator[date]:
    """That day and the working days from which anybody's absence begins or has ended, in order."""
    calendar = organisation.calendar
    absences = [absence for role in organisation.roles.values() for absence in role.absences]
    ends = {day for absence in absences for day in (absence.first, absence.last + ONE_DAY)}
    for day in sorted({since, *(day for day in ends if since < day < calendar.last)}):
        yield day if calendar.is_working_day(day) else calendar.add_working_days(day, 1)
