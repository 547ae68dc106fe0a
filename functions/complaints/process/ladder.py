"""The clock of a case: what is done on which working day, while it waits for an answer and after it.

Each step is taken once in a round. A clock that comes late takes the highest step due and notes the
others as passed over, so that nobody gets a week's mail in one minute.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from complaints.model import COMPLAINANT, UNANSWERED, Case, Decision, Entry, Letter, Nudge, Outcome, State
from complaints.organisation import Organisation
from complaints.process.policy import policy_of

COLLECTED_FOR = timedelta(minutes=5)  # lines that fall due together leave in one mail


@dataclass(frozen=True)
class Step:
    """What happens at the opening of an office on a working day, counted from the round's start."""

    name: str
    working_day: int
    to: str  # role id, "owner" or "complainant"


def steps(case: Case, organisation: Organisation) -> list[Step]:
    """The steps of the case's present round, in order. None where its lane has no clock."""
    limits, posts, policy = organisation.limits, organisation.posts, policy_of(case.judgement)
    if case.state in UNANSWERED and policy.clock:
        reminders = [Step(f"reminder-{day}", day, "owner") for day in limits.reminder_days]
        escalations = [
            Step("escalation-coordinator", limits.coordinator_day, posts.coordinator),
            Step("escalation-deputy_head", limits.deputy_head_day, posts.deputy_head),
            Step("escalation-head", limits.head_day, posts.head),
        ]
        if not policy.content:  # nobody hears of the case but the two who may
            escalations = [step for step in escalations if step.to == posts.deputy_head]
        return sorted([*reminders, *escalations], key=lambda step: step.working_day)
    if case.state in (State.ANSWERED, State.FOLLOWED_UP) and policy.follow_up and case.complainant.mailable:
        again = limits.follow_up_days + limits.follow_up_reminder_days
        return [
            Step("follow_up", limits.follow_up_days, COMPLAINANT),
            Step("follow_up_reminder", again, COMPLAINANT),
            Step("no_reply", again + limits.follow_up_reminder_days, COMPLAINANT),
        ]
    return []


def with_next_step(case: Case, organisation: Organisation) -> Case:
    """The case with the instant its clock next wants something."""
    ahead = [
        _at(step, case, organisation) for step in steps(case, organisation) if step.name not in case.steps
    ]
    return replace(case, due_at=min(ahead, default=None))


def on_due(case: Case, organisation: Organisation, now: datetime) -> Decision | None:
    """Take the highest step due at `now`; None when nothing is, as after a second message about it.

    A case found due by a date that has since moved only gets its new date.
    """
    ripe = [
        step
        for step in steps(case, organisation)
        if step.name not in case.steps and _at(step, case, organisation) <= now
    ]
    if not ripe:
        moved = with_next_step(case, organisation)
        return Decision(verdict="date moved", case=moved) if moved != case else None
    *passed_over, step = ripe
    case = replace(case, steps=(*case.steps, *(s.name for s in ripe)))
    decision, case = _taken(step, case, organisation, now)
    return replace(
        decision,
        case=with_next_step(case, organisation),
        entries=(*_notes(passed_over, now), *decision.entries),
    )


def _at(step: Step, case: Case, organisation: Organisation) -> datetime:
    return organisation.calendar.working_day_opening(case.clock_from, step.working_day)


def _taken(step: Step, case: Case, organisation: Organisation, now: datetime) -> tuple[Decision, Case]:
    """What the step says and does, and the case after it."""
    calendar = organisation.calendar
    hour = calendar.next_office_moment(now)
    if step.name == "no_reply":
        entry = _entry("evaluation", "no reply came", now)
        ended = replace(case, state=State.EVALUATED, outcome=Outcome.NO_REPLY)
        return Decision(verdict="no reply", entries=(entry,)), ended
    if step.to == COMPLAINANT:
        letter = Letter(
            name=f"{step.name}-{case.entries + 1}", template=step.name, to=COMPLAINANT, not_before=hour
        )
        entry = _entry(step.name, "asked if it got better", now)
        asked = replace(case, state=State.FOLLOWED_UP)
        return Decision(verdict=step.name, letters=(letter,), entries=(entry,)), asked
    day, barred = calendar.day_of(hour), case.judgement.barred
    owner = organisation.acting(case.owner, day, barred)
    superior = None if step.to == "owner" else organisation.acting(step.to, day, barred)
    if superior is None or superior.holder == owner.holder:  # nobody is told of their own lateness
        at = calendar.next_office_moment(hour + COLLECTED_FOR)
        return _nudged(step, Nudge(role=owner.id, day=calendar.day_of(at), not_before=at)), case
    return _escalated(step, case, hour), case


def _nudged(step: Step, nudge: Nudge) -> Decision:
    why = f"unanswered on working day {step.working_day}"
    entry = _entry("reminder", why, nudge.not_before, to=nudge.role)
    return Decision(verdict=step.name, nudge=nudge, entries=(entry,))


def _escalated(step: Step, case: Case, hour: datetime) -> Decision:
    letter = Letter(
        name=f"{step.name}-{case.rounds}",
        template="escalation",
        to=step.to,
        copies=(case.owner,),
        not_before=hour,
        facts={"reminders": str(sum(name.startswith("reminder") for name in case.steps))},
    )
    entry = _entry("escalation", f"unanswered on working day {step.working_day}", hour, to=step.to)
    return Decision(verdict=step.name, letters=(letter,), entries=(entry,))


def postponed(nudge: Nudge, organisation: Organisation) -> Nudge:
    """The same line in the next working day's reminder, when this day's has already left."""
    day = organisation.calendar.add_working_days(nudge.day, 1)
    return replace(nudge, day=day, not_before=organisation.calendar.opening(day) + COLLECTED_FOR)


def _notes(passed_over: Iterable[Step], now: datetime) -> tuple[Entry, ...]:
    return tuple(_entry("passed_over", f"{step.name} came too late", now) for step in passed_over)


def _entry(what: str, why: str, at: datetime, to: str = "") -> Entry:
    return Entry(what=what, by="lyhörd", why=why, happened_at=at, facts={"to": to} if to else {})
