"""A case as the sheet tells it: its facts, and what a person wrote for the sheet. No words of a mail."""

from datetime import date

from complaints.model import (
    UNANSWERED,
    Case,
    Channel,
    ErrandKind,
    Event,
    Result,
    Standing,
    Undertaking,
)
from complaints.organisation import Organisation
from complaints.process.commands.for_meeting import NOTHING
from complaints.reports.period import Period


def event_of(case: Case, period: Period, organisation: Organisation) -> Event:
    """The four headings: what happened, what is wished for, what is done about it, how it stands."""
    told = case.for_meeting or NOTHING
    measures = (errand for errand in case.errands if errand.kind is ErrandKind.MEASURE)
    answered = case.state not in UNANSWERED
    return Event(
        category=organisation.category(case.judgement.category).name["sv"],
        writer=case.complainant.writer,
        people=case.complainants,
        oral=case.channel is Channel.ORAL,
        standing=_standing(case, period),
        answer_by=case.answer_by,
        event=told.event,
        wish=told.wish,
        measures=tuple(Undertaking(due_on=e.due_on, done=e.done_at is not None) for e in measures),
        answered_on=_day(case, organisation) if answered else None,
        result=case.result if answered else None,
        reason=case.dismissed_for if answered and case.result is Result.DISMISSED else "",
        outcome=case.outcome if answered else None,
        answer=told.answer if answered and not case.complainant.mailable else {},
    )


def _standing(case: Case, period: Period) -> Standing:
    if case.state not in UNANSWERED:
        return Standing.ANSWERED
    if case.paused_at:
        return Standing.ASKED
    return Standing.LATE if period.is_late(case) else Standing.WAITING


def _day(case: Case, organisation: Organisation) -> date | None:
    return organisation.calendar.day_of(case.answered_at) if case.answered_at else None
