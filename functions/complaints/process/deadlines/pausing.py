"""The clock while a question to the complainant is open: it stands still, but does not forget the question.

After five working days the complainant is reminded, after ten the clock goes on and the owner is told. The
first contact that was promised never waits: it is owed whatever else is asked.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from complaints.model import COMPLAINANT, Case, Decision, Entry, Letter
from complaints.organisation import Organisation
from complaints.process.deadlines.promises import stands_still
from complaints.process.deadlines.putting_off import put_off
from complaints.process.deadlines.timers import Timer
from complaints.process.outgoing.ways import Outlet, outlet

REMINDED, GIVEN_UP = "question_reminder", "question_unanswered"
LATER = "later_day"  # the letter
DAYS = {REMINDED: 5, GIVEN_UP: 10}  # working days after the question


def timers(case: Case, organisation: Organisation) -> list[Timer]:
    """The reminder of an open question, and the day on which the clock goes on without an answer."""
    if case.paused_at is None or case.merged_into:
        return []
    opening = organisation.calendar.working_day_opening
    return [
        Timer(name, opening(case.paused_at, days)) for name, days in DAYS.items() if name not in case.steps
    ]


def take(case: Case, ripe: Sequence[Timer], organisation: Organisation, now: datetime) -> Decision:
    """Remind the complainant; or go on without an answer, which a clock that comes late does at once."""
    hour = organisation.calendar.next_office_moment(now)
    if GIVEN_UP in {timer.name for timer in ripe}:
        before, case = case, resumed(case, organisation, now)
        entry = _entry("resumed", "no answer to the question", now)
        letter = Letter(
            name=f"{GIVEN_UP}-{case.entries + 1}", template=GIVEN_UP, to=case.owner, not_before=hour
        )
        letters = (letter, *told_later(before, case, hour))
        return Decision(verdict=GIVEN_UP, case=case, entries=(entry,), letters=letters)
    whole = outlet(case) is Outlet.WORDS
    letter = Letter(
        name=f"{REMINDED}-{case.entries + 1}",
        template=REMINDED,
        to=COMPLAINANT,
        not_before=hour,
        quote=case.question if whole else "",
    )
    letters = (letter,) if outlet(case) is not Outlet.NOTHING else ()
    reminded = replace(case, steps=(*case.steps, REMINDED))
    entry = _entry(REMINDED, "the question is still open", now)
    return Decision(verdict=REMINDED, case=reminded, entries=(entry,), letters=letters)


def paused(case: Case, question: str, now: datetime) -> Case:
    """The case with a question that has left; a second one changes only what is asked."""
    return replace(case, paused_at=case.paused_at or now, question=question)


def resumed(case: Case, organisation: Organisation, now: datetime) -> Case:
    """The case whose clock goes on, its dates later by the working days for which it stood still."""
    if case.paused_at is None:
        return case
    steps = tuple(step for step in case.steps if step not in DAYS)
    going = replace(case, paused_at=None, question="", steps=steps)
    if not stands_still(case):
        return going
    calendar = organisation.calendar
    days = calendar.working_days_between(calendar.day_of(case.paused_at), calendar.day_of(now))
    return put_off(going, days, organisation, now)


def told_later(before: Case, after: Case, at: datetime, **facts: str) -> tuple[Letter, ...]:
    """The letter with the later day, where the pause that has ended moved the promised one."""
    if after.answer_by == before.answer_by or outlet(after) is Outlet.NOTHING:
        return ()
    facts |= {"before": before.answer_by.isoformat()}
    name = f"{LATER}-{after.entries + 1}"
    return (Letter(name=name, template=LATER, to=COMPLAINANT, not_before=at, facts=facts),)


def never_asked(case: Case, organisation: Organisation, now: datetime) -> Case:
    """A letter to the complainant did not arrive. It may be the open question, so the clock goes on."""
    return replace(resumed(case, organisation, now), contacted_at=None) if case.paused_at else case


def _entry(what: str, why: str, now: datetime) -> Entry:
    return Entry(what=what, by="lyhörd", why=why, happened_at=now)
