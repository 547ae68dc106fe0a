"""A promised day passes without an answer: whoever waits is told so once, honestly, on the next working day.

They hear who knows of it, if anybody does, and whom to ring. The ladder tells staff.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from complaints.model import COMPLAINANT, UNANSWERED, Case, Decision, Entry, Letter
from complaints.organisation import Organisation
from complaints.policy import Clock, policy_of
from complaints.process.deadlines import ladder
from complaints.process.deadlines.promises import broken, stands_still
from complaints.process.deadlines.timers import Timer
from complaints.process.outgoing.ways import Outlet, is_on_its_way, outlet

LATE = "late_answer"  # the letter
UNTOLD = (Clock.NOTHING, Clock.ALARM)  # who wants help now was promised no day
BY_CONTACT = (Clock.CONTACT, Clock.NEXT_DAY, Clock.SAME_DAY)  # kept by a person's first words


def timers(case: Case, organisation: Organisation) -> list[Timer]:
    """The opening of the working day after the promised one, once for each day that was promised."""
    policy = policy_of(case.judgement)
    waits = case.state in UNANSWERED and not (stands_still(case) or case.merged_into or is_on_its_way(case))
    told = policy.letter and policy.clock not in UNTOLD and outlet(case) is not Outlet.NOTHING
    kept = policy.clock in BY_CONTACT and case.contacted_at
    if not (waits and told) or kept or _name(case) in case.steps:
        return []
    calendar = organisation.calendar
    return [Timer(_name(case), calendar.opening(calendar.add_working_days(case.answer_by, 1)))]


def take(case: Case, _ripe: Sequence[Timer], organisation: Organisation, now: datetime) -> Decision:
    """Tell whoever waits: after an escalation of that hour, so that they hear who knows."""
    hour = organisation.calendar.next_office_moment(now)
    facts = {"due": case.answer_by.isoformat(), "told": _who_knows(case, organisation, hour)}
    letter = _letter(case, hour, **facts)
    entry = Entry(what=LATE, by="lyhörd", why="the promised day passed", happened_at=now, facts=facts)
    told = replace(case, steps=(*case.steps, _name(case)))
    return Decision(verdict=LATE, case=told, entries=(entry,), letters=(letter,))


def told_anew(before: Case, after: Case, organisation: Organisation, now: datetime) -> tuple[Letter, ...]:
    """The letter with the new day of a late case, where no other letter tells it."""
    facts = broken(before, after)
    if not facts or outlet(after) is Outlet.NOTHING:
        return ()
    return (_letter(before, organisation.calendar.next_office_moment(now), **facts),)


def _letter(case: Case, hour: datetime, **facts: str) -> Letter:
    name = f"{LATE}-{case.entries + 1}"
    return Letter(name=name, template=LATE, to=COMPLAINANT, not_before=hour, facts=facts)


def _name(case: Case) -> str:
    return f"late-{case.answer_by}"


def _who_knows(case: Case, organisation: Organisation, hour: datetime) -> str:
    """The highest whom an escalation has reached, by name and title; empty when that is the owner alone."""
    day, barred = organisation.calendar.day_of(hour), case.judgement.barred
    owner = organisation.acting(case.owner, day, barred)
    posts = (organisation.acting(post, day, barred) for post in ladder.escalated_to(case, organisation))
    above = [role for role in posts if role.holder != owner.holder]
    return f"{above[-1].holder.name}, {above[-1].title[case.complainant.language]}" if above else ""
