"""What is counted of the evaluations, by quarter and by what the writer is to the school."""

from collections import Counter
from datetime import datetime

from complaints.model import Case, Outcome, Tally, Writer
from complaints.organisation import Organisation

ASKED, TREATED = "asked", "treated_"


def asked(case: Case, organisation: Organisation, now: datetime) -> Tally:
    """One more was asked if it got better."""
    return _tally(case, organisation, now, {ASKED: 1})


def said(
    case: Case, outcome: Outcome, treated: Outcome | None, organisation: Organisation, now: datetime
) -> Tally:
    """One more said so, or let the question lie; and how they felt treated, where they say."""
    counts = {outcome.value: 1} | ({TREATED + treated.value: 1} if treated else {})
    return _tally(case, organisation, now, counts)


def taken_back(case: Case, organisation: Organisation) -> tuple[Tally, ...]:
    """One less let the question lie, in the quarter that counted it: an answer came after all."""
    if case.outcome is None or case.ended_at is None:
        return ()
    return (_tally(case, organisation, case.ended_at, {case.outcome.value: -1}),)


def summed(*tallies: Tally) -> tuple[Tally, ...]:
    """One for each quarter and kind of writer: a decision changes a row of the store once."""
    counts: dict[tuple[str, Writer], Counter[str]] = {}
    for tally in tallies:
        counts.setdefault((tally.quarter, tally.writer), Counter()).update(tally.counts)
    return tuple(Tally(quarter=q, writer=writer, counts=dict(sums)) for (q, writer), sums in counts.items())


def felt(case: Case, treated: Outcome, organisation: Organisation, now: datetime) -> Tally:
    """One more told afterwards how they felt treated."""
    return _tally(case, organisation, now, {TREATED + treated.value: 1})


def _tally(case: Case, organisation: Organisation, now: datetime, counts: dict[str, int]) -> Tally:
    day = organisation.calendar.day_of(now)
    quarter = f"{day.year}-Q{(day.month + 2) // 3}"
    return Tally(quarter=quarter, writer=case.complainant.writer, counts=counts)
