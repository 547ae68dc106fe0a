"""The ladder of a case: what is done on which working day, while it waits for an answer and after it.

Each step is taken once in a round. A clock that comes late takes the highest step due and notes the
others as passed over, so that nobody gets a week's mail in one minute.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from complaints.model import COMPLAINANT, UNANSWERED, Case, Decision, Entry, Letter, Nudge, Outcome, State
from complaints.organisation import Organisation
from complaints.policy import COORDINATOR, DEPUTY, HEAD, Clock, is_followed_up, policy_of
from complaints.process.conversation import tallies
from complaints.process.deadlines.promises import PROMPTLY, stands_still
from complaints.process.deadlines.timers import Timer
from complaints.process.outgoing.ways import is_on_its_way
from complaints.process.owners.above import next_level

_ENDS = {
    "no_reply": (Outcome.NO_REPLY, "no reply came"),
    "unread": (Outcome.UNREAD, "nobody said what the reply meant"),
}
COLLECTED_FOR = timedelta(minutes=5)  # lines that fall due together leave in one mail
CONTACT = "contact-"  # how the step is named that tells of a first contact that did not come,
ESCALATION, AGAIN = "escalation-", "again-"  # those that reach somebody above, and the last of them
ASKED, REMINDER, UNREAD = "follow_up", "follow_up_reminder", "unread"  # those after the answer
A_WEEK = 5  # working days between those that come again


@dataclass(frozen=True)
class Step:
    """What happens at the opening of an office on a working day, counted from the round's start."""

    name: str
    working_day: int
    to: str  # role id, "owner" or "complainant"


def steps(case: Case, organisation: Organisation) -> list[Step]:
    """The steps of the case's present round, in order. None where its lane has no ladder."""
    if case.state in UNANSWERED:
        return _waiting(case, organisation)
    asked = case.state in (State.ANSWERED, State.FOLLOWED_UP) and is_followed_up(case.judgement)
    return _asking(case, organisation) if asked and case.complainant.mailable else []


def _waiting(case: Case, organisation: Organisation) -> list[Step]:
    """While no answer has come: the owner is reminded, then those above hear."""
    limits, posts, policy = organisation.limits, organisation.posts, policy_of(case.judgement)
    if policy.clock is Clock.NOTHING:
        return []
    barred = case.judgement.barred  # where that is the head, nobody below the head hears of what is late
    started = organisation.calendar.day_of(case.clock_from)
    first, *later = limits.reminder_days
    if policy.clock in PROMPTLY:
        first = 1  # a first contact is promised for then
    days = {COORDINATOR: limits.coordinator_day, DEPUTY: limits.deputy_head_day, HEAD: limits.head_day}
    if policy.clock is Clock.MONTH:  # its own reminders of the answer come from the lane's clock
        last = organisation.calendar.working_days_between(started, case.answer_by)
        later, days = [], {DEPUTY: last + 1, HEAD: last + 1 + limits.head_day - limits.deputy_head_day}
    reminders = [Step(f"reminder-{day}", day, "owner") for day in (first, *later)]
    if policy.clock is Clock.INQUIRY:  # the owner of an inquiry may not be late alone
        reminders.append(Step(f"{CONTACT}{DEPUTY}", first + 1, organisation.post(DEPUTY, barred)))
    escalations = [
        Step(f"{ESCALATION}{post}", day, organisation.post(post, barred))
        for post, day in days.items()
        if post in policy.ladder and not (post != HEAD and organisation.post(HEAD, barred) != posts.head)
    ]
    once = sorted([*reminders, *escalations], key=lambda step: step.working_day)
    return [*once, *_each_week(case, escalations)]


def _each_week(case: Case, escalations: Sequence[Step]) -> list[Step]:
    """The highest who heard hears again each week until somebody answers: the past ones and the next."""
    if not escalations:
        return []
    highest = max(escalations, key=lambda step: step.working_day)
    weeks = 1 + sum(name.startswith(AGAIN) for name in case.steps)
    return [
        Step(f"{AGAIN}{week}", highest.working_day + week * A_WEEK, highest.to)
        for week in range(1, weeks + 1)
    ]


def _asking(case: Case, organisation: Organisation) -> list[Step]:
    """After the answer: the complainant is asked, reminded once, and then let go.

    Of words that wait for a reader somebody above is asked before that.
    """
    first, later = organisation.limits.follow_up_days, organisation.limits.follow_up_reminder_days
    reminded, ended = first + later, first + later + later
    asked = [Step(ASKED, first, COMPLAINANT), Step(REMINDER, reminded, COMPLAINANT)]
    if not case.unclear:
        return [*asked, Step("no_reply", ended, COMPLAINANT)]
    above = next_level(case, organisation)
    return [*asked, Step(f"{UNREAD}-{case.unclear}", ended, above), Step(UNREAD, ended + later, above)]


def timers(case: Case, organisation: Organisation) -> list[Timer]:
    """The steps that lie ahead; none while an answer is on its way. An open question stops all but the first
    contact's, which is over when a person's words have reached out.
    """
    if is_on_its_way(case) or case.merged_into:
        return []
    contact = _of_first_contact(case, organisation) if case.contacted_at or stands_still(case) else set()
    over = {*case.steps, *(contact if case.contacted_at else ())}
    ahead = (timer for timer in all_timers(case, organisation) if timer.name not in over)
    return [timer for timer in ahead if not stands_still(case) or timer.name in contact]


def all_timers(case: Case, organisation: Organisation) -> list[Timer]:
    """Every step of the round, taken or not."""
    return [Timer(step.name, _at(step, case, organisation)) for step in steps(case, organisation)]


def _of_first_contact(case: Case, organisation: Organisation) -> set[str]:
    """The steps about a first contact, of the owner and of whoever hears above, no later than it is due."""
    last = organisation.limits.first_contact_days
    every = steps(case, organisation)
    return {
        step.name
        for step in every
        if step.name.startswith(("reminder", CONTACT)) and step.working_day <= last
    }


def take(case: Case, ripe: Sequence[Timer], organisation: Organisation, now: datetime) -> Decision:
    """Take the highest of the ripe steps and note the others, a week's that ripens by that among them."""
    if case.state is State.ANSWERED:  # who was never asked has not let a question lie
        return _asked(case, organisation, now)
    due: list[Step] = []
    while ripe:
        names = {timer.name for timer in ripe}
        found = [step for step in steps(case, organisation) if step.name in names]
        case = replace(case, steps=(*case.steps, *(step.name for step in found)))
        due += found
        ripe = [timer for timer in timers(case, organisation) if timer.at <= now]
    *passed_over, step = due
    decision, case = _taken(step, case, organisation, now)
    return replace(decision, case=case, entries=(*_notes(passed_over, now), *decision.entries))


def escalated_to(case: Case, organisation: Organisation) -> list[str]:
    """The role ids of those whom escalations of this round have reached or passed over, the highest last."""
    steps_up = (step for step in steps(case, organisation) if step.name.startswith(ESCALATION))
    return [step.to for step in steps_up if step.name in case.steps]


def has_ended(case: Case, organisation: Organisation) -> bool:
    """Whether everybody above has heard and there still is no answer."""
    above = {step.name for step in steps(case, organisation) if step.name.startswith(ESCALATION)}
    return case.state in UNANSWERED and bool(above) and above <= {*case.steps}


def follow_up_day(case: Case, organisation: Organisation) -> date | None:
    """The day on which the complainant is asked if it got better; None in the lanes that are never asked."""
    asked = [step for step in steps(case, organisation) if step.name == "follow_up"]
    return organisation.calendar.day_of(_at(asked[0], case, organisation)) if asked else None


def _at(step: Step, case: Case, organisation: Organisation) -> datetime:
    return organisation.calendar.working_day_opening(case.clock_from, step.working_day)


def _taken(step: Step, case: Case, organisation: Organisation, now: datetime) -> tuple[Decision, Case]:
    """What the step says and does, and the case after it."""
    calendar = organisation.calendar
    hour = calendar.next_office_moment(now)
    if step.name in _ENDS:
        outcome, why = _ENDS[step.name]
        entry = _entry("evaluation", why, now)
        ended = replace(case, state=State.EVALUATED, outcome=outcome, ended_at=now)
        tally = tallies.said(case, outcome, None, organisation, now)
        return Decision(verdict=outcome.value.replace("_", " "), entries=(entry,), tallies=(tally,)), ended
    if step.to == COMPLAINANT:
        return _question(step.name, case, hour, now), case
    if case.unclear:
        return _asked_above(step, case, hour), case
    day, barred = calendar.day_of(hour), case.judgement.barred
    owner = organisation.acting(case.owner, day, barred)
    superior = None if step.to == "owner" else organisation.acting(step.to, day, barred)
    if superior is None or superior.holder == owner.holder:  # nobody is told of their own lateness
        at = calendar.next_office_moment(hour + COLLECTED_FOR)
        return _nudged(step, Nudge(role=owner.id, day=calendar.day_of(at), not_before=at)), case
    return _escalated(step, case, hour), case


def _asked(case: Case, organisation: Organisation, now: datetime) -> Decision:
    """The first question leaves; where that is late, the days until it is let be count from today."""
    calendar, first = organisation.calendar, organisation.limits.follow_up_days
    hour = calendar.next_office_moment(now)
    begun = calendar.opening(calendar.add_working_days(calendar.day_of(hour), -first))
    asked = replace(
        case,
        state=State.FOLLOWED_UP,
        steps=(*case.steps, ASKED),
        clock_from=max(begun, case.clock_from),
    )
    decision = _question(ASKED, case, hour, now)
    return replace(decision, case=asked, tallies=(tallies.asked(case, organisation, now),))


def _question(name: str, case: Case, hour: datetime, now: datetime) -> Decision:
    letter = Letter(name=f"{name}-{case.entries + 1}", template=name, to=COMPLAINANT, not_before=hour)
    entry = _entry(name, "asked if it got better", now)
    return Decision(verdict=name, letters=(letter,), entries=(entry,))


def _asked_above(step: Step, case: Case, hour: datetime) -> Decision:
    """Whoever is above reads what the owner has said nothing of."""
    letter = Letter(
        name=f"{UNREAD}-{case.entries + 1}",
        template="added_by_complainant",
        to=step.to,
        not_before=hour,
        repeats=case.unclear,
    )
    entry = _entry("asked_above", "nobody said what the complainant meant", hour, to=step.to)
    return Decision(verdict=UNREAD, letters=(letter,), entries=(entry,))


def _nudged(step: Step, nudge: Nudge) -> Decision:
    why = f"unanswered on working day {step.working_day}"
    entry = _entry("reminder", why, nudge.not_before, to=nudge.role)
    return Decision(verdict=step.name, nudge=nudge, entries=(entry,))


def _escalated(step: Step, case: Case, hour: datetime) -> Decision:
    letter = Letter(
        name=f"{step.name}-{case.entries + 1}",
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
