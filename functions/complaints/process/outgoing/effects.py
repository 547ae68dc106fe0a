"""What words do to their case when they leave: the table below, by the letter they are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from complaints.model import Case, Letter, Outgoing, Result, State
from complaints.organisation import Organisation
from complaints.process.deadlines.pausing import paused
from complaints.process.deadlines.putting_off import put_off


def closed(case: Case, by: str, result: Result, now: datetime) -> Case:
    """The case answered: it waits for the follow-up question."""
    return replace(
        case,
        state=State.ANSWERED,
        answered_at=now,
        answered_by=by,
        clock_from=now,
        contacted_at=case.contacted_at or now,
        result=result,
        dismissed_for="",
        dismissal="",
        offered=(),
        steps=(),
        outcome=None,
        outgoing=None,
        paused_at=None,
        question="",
    )


def extended(case: Case, until: date, organisation: Organisation, now: datetime) -> Case:
    """The answer promised for another day, and the ladder as many working days later.

    While a question is open the days that it stood still until now are within that promise.
    """
    days = organisation.calendar.working_days_between(case.answer_by, until)
    later = put_off(case, days, organisation, now)
    paused_at = now if case.paused_at else None
    return replace(later, answer_by=until, extensions=case.extensions + 1, paused_at=paused_at)


def also_told(case: Case, words: Outgoing, organisation: Organisation, now: datetime) -> tuple[Letter, ...]:
    """Whoever else must know that the words left: of a dismissal, the management above whoever dismissed."""
    if words.template != "dismissal":
        return ()
    return dismissed(case, words.by, words.facts["reason"], organisation, now)


def dismissed(
    case: Case, by: str, reason: str, organisation: Organisation, now: datetime
) -> tuple[Letter, ...]:
    """A dismissal is always seen by somebody above; nobody is above the head."""
    posts = organisation.posts
    letter = Letter(
        name=f"dismissed-{case.entries + 1}",
        template="dismissed",
        to=posts.head if by == posts.deputy_head else posts.deputy_head,
        not_before=organisation.calendar.next_office_moment(now),
        facts={"reason": reason, "by": organisation.role(by).holder.name},
    )
    return (letter,) if by != posts.head else ()


def _answered(case: Case, words: Outgoing, organisation: Organisation, now: datetime) -> Case:
    offered = tuple(filter(None, words.facts.get("offered", "").split(" ")))
    return replace(closed(case, words.by, Result(words.facts["result"]), now), offered=offered)


def _dismissed(case: Case, words: Outgoing, organisation: Organisation, now: datetime) -> Case:
    answered = _answered(case, words, organisation, now)
    return replace(answered, dismissed_for=words.facts["reason"], dismissal=words.text)


def _asked(case: Case, words: Outgoing, organisation: Organisation, now: datetime) -> Case:
    return paused(case, words.text, now)


def _extended(case: Case, words: Outgoing, organisation: Organisation, now: datetime) -> Case:
    return extended(case, date.fromisoformat(words.facts["until"]), organisation, now)


def _as_it_is(case: Case, words: Outgoing, organisation: Organisation, now: datetime) -> Case:
    return case


EFFECTS: dict[str, Callable[[Case, Outgoing, Organisation, datetime], Case]] = {
    "answer": _answered,
    "dismissal": _dismissed,
    "question": _asked,
    "extension": _extended,
    "interim": _as_it_is,
    "legal_answer": _as_it_is,
}
