"""A case that is told due: all that waited for that instant is done, whichever rooms it comes from."""

from datetime import timedelta

import pytest

from complaints.process.deadlines import clock
from complaints.workflow.follow_up import FollowUp
from complaints.workflow.saving import keep
from tests.builders import a_case, a_decision
from tests.lindhoj import at, lindhoj
from tests.memory import MemoryBell, MemoryStore

ORGANISATION = lindhoj()
DAY = timedelta(days=1)
ARRIVED, DAY_AFTER = at("2026-03-10T10:00"), at("2026-03-20T07:30")  # after the day that was promised


def test_one_wake_is_enough_for_all_that_is_due_then_and_a_second_finds_nothing():
    store = MemoryStore()
    case = clock.rescheduled(a_case(received_at=ARRIVED, clock_from=ARRIVED), ORGANISATION)
    store.save(a_decision(letters=(), case=case), ARRIVED)
    story = FollowUp(organisation=ORGANISATION, store=store, bell=MemoryBell())
    verdicts = [decision.verdict for decision in story.follow_up(case.id, DAY_AFTER)]
    assert verdicts == ["escalation-deputy_head", "late_answer"]
    assert {ref.name.rpartition("-")[0] for ref in store.outbox} >= {"late_answer"}
    assert store.case(case.id).due_at > DAY_AFTER
    assert story.follow_up(case.id, DAY_AFTER) == []


@pytest.mark.parametrize(
    ("was", "due_at"), [(None, DAY_AFTER), (DAY_AFTER + DAY, DAY_AFTER), (DAY_AFTER - DAY,) * 2]
)
def test_what_should_have_come_before_the_case_was_stored_is_due_from_then_on(was, due_at):
    """Or the tick would take it for told, and wait for the hour. What was due stays as late as it is."""
    store, case = MemoryStore(), a_case(received_at=ARRIVED, clock_from=ARRIVED, due_at=was)
    keep(store, a_decision(letters=(), case=case), ORGANISATION, DAY_AFTER)
    assert store.case(case.id).due_at == due_at
    assert clock.rescheduled(case, ORGANISATION).due_at < DAY_AFTER
