"""A mail of somebody unverified waits for a word of the case's owner, and is not forgotten.

On the next working day the owner is reminded, on the third whoever is first on the ladder hears as well:
a line for each case, in one mail a day.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from complaints.model import Case, Decision, Entry, Held, Nudge
from complaints.organisation import Organisation
from complaints.policy import policy_of
from complaints.process.deadlines.ladder import COLLECTED_FOR
from complaints.process.deadlines.timers import Timer

LIST = "held_mails"  # the letter
DAYS = (1, 3)  # working days after it came: the owner's reminder, and the line above


def timers(case: Case, organisation: Organisation) -> list[Timer]:
    """When each mail that waits is spoken of next."""
    waiting = () if case.merged_into else case.held
    ahead = (_hours(held, case, organisation)[held.told :] for held in waiting)
    return [Timer(LIST, hours[0]) for hours in ahead if hours]


def spoken_of(case: Case, organisation: Organisation) -> list[datetime]:
    """For each mail that waits the instant after which it is named to nobody any more."""
    return [_hours(held, case, organisation)[-1] for held in case.held]


def take(case: Case, _ripe: Sequence[Timer], organisation: Organisation, now: datetime) -> Decision:
    """Remind one of the two, the owner first; a clock that comes late passes the owner over."""
    due = [sum(hour <= now for hour in _hours(held, case, organisation)) for held in case.held]
    step = min(n for n, held in zip(due, case.held, strict=True) if n > held.told)
    told = (
        replace(held, told=n) if n == step > held.told else held
        for n, held in zip(due, case.held, strict=True)
    )
    calendar = organisation.calendar
    hour = calendar.next_office_moment(calendar.next_office_moment(now) + COLLECTED_FOR)
    role = _acting(case, organisation, calendar.day_of(hour), above=step > 1)
    entry = Entry(
        what="reminder",
        by="lyhörd",
        why="a mail from another sender waits",
        happened_at=hour,
        facts={"to": role},
    )
    nudge = Nudge(role=role, day=calendar.day_of(hour), not_before=hour, template=LIST)
    return Decision(verdict=LIST, case=replace(case, held=tuple(told)), entries=(entry,), nudge=nudge)


def _hours(held: Held, case: Case, organisation: Organisation) -> list[datetime]:
    came = held.came_at or case.received_at
    return [organisation.calendar.working_day_opening(came, days) for days in DAYS]


def _acting(case: Case, organisation: Organisation, day: date, *, above: bool) -> str:
    """Whoever acts that day for the owner, or for the first on the ladder, who may decide as well."""
    barred = case.judgement.barred
    concerns_head = organisation.posts.head in barred  # then nobody below the head hears
    first = "head" if concerns_head else policy_of(case.judgement).ladder[0]
    role = organisation.post(first, barred) if above else case.owner
    return organisation.acting(role, day, barred).id
