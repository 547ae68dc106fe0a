"""A sheet is one row, and a row has an end: 400 kB, by the quotas of DynamoDB."""

from dataclasses import replace
from datetime import timedelta

import pytest

from complaints.model import (
    Decision,
    Errand,
    ErrandKind,
    ForMeeting,
    Meetings,
    MeetingStep,
    Reason,
    Result,
    State,
    Writer,
)
from complaints.process.commands.for_meeting import LONGEST, PRINTED
from complaints.reports.blocks import MOST_EVENTS
from complaints.reports.sheet import sheet_of
from complaints.reports.steps import lying_ahead
from tests.builders import a_case, a_judgement
from tests.lindhoj import at, with_schools

ARMED, SENT = at("2026-03-11T10:00"), at("2026-03-23T07:30")
EACH = MOST_EVENTS + 5  # cases of a school


def full(unit, number, words):
    """A case of which all that a sheet can tell is told at length."""
    line = (words * LONGEST)[:LONGEST]
    measure = Errand(name="m", kind=ErrandKind.MEASURE, of="hr", by="hr", text=2 * line, due_on=SENT.date())
    case = a_case(id=f"case{number:012}", number=f"LH-2026-{number:05}", received_at=ARMED)
    urgent = Reason(about="urgent", says="yes", because=())
    case = replace(
        case,
        complainant=replace(case.complainant, writer=Writer.ANONYMOUS, mailable=False),
        judgement=a_judgement(unit=unit, barred=(), reasons=(urgent,)),
        answer_by=ARMED.date(),
        for_meeting=ForMeeting(event=line, wish=line, answer=dict.fromkeys(PRINTED, line)),
        errands=(measure,) * 5,
    )
    if number % 2:
        return case
    answered = SENT - timedelta(days=1)
    return replace(
        case, state=State.ANSWERED, answered_at=answered, result=Result.DISMISSED, dismissal=2 * line
    )


@pytest.mark.parametrize("step", [MeetingStep.SHEET, MeetingStep.LEADERS])
@pytest.mark.parametrize(
    ("schools", "words"), [(3, "Rasten är kort. "), (60, "Rasten är kort. "), (60, "🙂")]
)
def test_a_sheet_of_a_surge_everywhere_is_a_row_that_the_table_takes(dynamo_store, schools, words, step):
    town, state = with_schools(schools), Meetings(since=ARMED)
    cases = [full(f"u{n // EACH}", n, words) for n in range(schools * EACH)]
    due = next(found for found in lying_ahead(state, town, ARMED) if found.step is step)
    sheet = sheet_of(cases, due, state, town, SENT)

    dynamo_store.save(Decision(verdict="made", sheet=sheet), SENT)

    assert dynamo_store.sheet(sheet.name) == sheet
    of_schools = [block for block in sheet.blocks if block.name.startswith("Skola ")]
    assert all(block.new == len(block.events) + block.more for block in of_schools)
    told = [len(block.events) for block in of_schools]
    assert sum(told) == 3 * MOST_EVENTS if schools == 3 else 0 < sum(told) < 60 * MOST_EVENTS
    assert max(told) - min(told) <= 1  # alike, since all have as much to tell
