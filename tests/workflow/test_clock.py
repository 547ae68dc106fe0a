"""The clock wakes what is due, at once and again, but does not repeat itself for ever."""

from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.model import Decision, Meetings, Tick
from complaints.workflow import clock
from complaints.workflow.clock import MAIL_BITE, STUCK_AFTER, TICK_BITE, WAITING_BITE, Clock
from tests.builders import NOW, a_case, a_decision
from tests.memory import MEETING, MemoryBell, MemoryMailbox, MemoryStore

SECOND, MINUTE, HOUR, DAY = (timedelta(seconds=n) for n in (1, 60, 3600, 86400))


class Town:
    """A clock that ticks every five minutes, or when it is told to, over things that nobody deals with."""

    def __init__(self):
        self.store, self.mailbox, self.bell = MemoryStore(), MemoryMailbox(), MemoryBell()
        self.clock = Clock(store=self.store, mailbox=self.mailbox, bell=self.bell, organisation="1")
        self.store.ticked(Tick(at=NOW - DAY, organisation="1"))

    def woken(self, at):
        """What a tick wakes."""
        self.bell.queue.clear()
        self.clock.tick(at)
        return [thing for thing, _ in self.bell.queue]

    def cases_woken(self, at):
        """What it wakes of them, apart from a meeting."""
        return [thing for thing in self.woken(at) if thing is not MEETING]

    def times(self, until):
        """How often something is woken by ticks every five minutes until then."""
        ticks = int((until - NOW) / (5 * MINUTE))
        return sum(len(self.woken(NOW + number * 5 * MINUTE)) for number in range(ticks))


@pytest.fixture
def town():
    return Town()


@pytest.fixture
def due_case(town):
    town.store.save(a_decision(letters=(), case=a_case(due_at=NOW)), NOW)


@pytest.mark.usefixtures("due_case")
def test_what_is_due_is_told_at_once_and_twice_more_in_case_a_wake_up_was_lost(town):
    assert [len(town.woken(NOW + minutes * MINUTE)) for minutes in (0, 5, 10, 15, 20)] == [1, 1, 1, 0, 0]


@pytest.mark.usefixtures("due_case")
def test_what_goes_on_failing_is_told_once_an_hour(town):
    assert town.times(NOW + DAY) == 3 + 23


@pytest.mark.usefixtures("due_case")
def test_the_first_tick_after_a_week_tells_of_everything_whatever_the_minute(town):
    assert town.woken(NOW + 7 * DAY + 23 * MINUTE)


@pytest.mark.usefixtures("due_case")
def test_a_clock_set_back_an_hour_forgets_nothing(town):
    assert town.woken(NOW + HOUR)
    assert town.woken(NOW)


def test_a_mail_that_lies_in_the_bucket_is_told_of_in_the_same_way(town):
    town.mailbox.lying = {"incoming/1": NOW - STUCK_AFTER - SECOND}
    assert town.times(NOW + DAY) == 3 + 23


def test_a_flood_of_mails_is_told_of_a_bite_a_tick(town):
    town.mailbox.lying = dict.fromkeys(map(str, range(MAIL_BITE + 10)), NOW - STUCK_AFTER - SECOND)
    told = town.woken(NOW)
    assert len(told) == MAIL_BITE
    for key in told:
        del town.mailbox.lying[key]
    assert sorted(town.woken(NOW + 5 * MINUTE)) == sorted(town.mailbox.lying)


def is_due(town, number, at):
    """A case with that number whose clock wants something since then."""
    case = a_case(id=f"case{number:012d}", number=f"LH-2026-{number}", due_at=at)
    town.store.save(a_decision(mail=f"{number:064x}", letters=(), traces=(), case=case), NOW)
    return case.id


def test_however_many_fail_for_ever_they_hide_nothing_that_comes_due_later(town):
    for number in range(TICK_BITE + 10):
        is_due(town, number, NOW - 10 * HOUR - 30 * MINUTE)
    town.store.ticked(Tick(at=NOW - 5 * MINUTE, organisation="1"))
    young = is_due(town, TICK_BITE + 10, NOW)
    assert town.woken(NOW) == [young]


def test_of_very_many_the_longest_waiting_are_told_of_first_a_bite_a_tick(town):
    ids = [is_due(town, number, NOW - number * SECOND) for number in range(TICK_BITE + 10)]
    assert town.woken(NOW) == ids[:9:-1]


@pytest.mark.parametrize("apart", [timedelta(), SECOND])
def test_far_too_many_for_one_tick_are_all_told_of_within_a_few(town, apart):
    ids = {is_due(town, number, NOW - number * apart) for number in range(5 * TICK_BITE)}
    for number in range(5):
        for case_id in town.cases_woken(NOW + number * 5 * MINUTE):
            ids.remove(case_id)
            del town.store.case_rows[case_id]  # whoever was woken has done what was due
    assert ids == set()


@pytest.mark.parametrize("apart", [timedelta(), SECOND])
def test_those_for_whom_nothing_helps_do_not_keep_a_tick_from_the_rest(town, apart):
    """Nobody deals with any of them: they are told of from hour to hour, and what is new in between."""
    with patch.object(clock, "TICK_BITE", 3):
        ids = {is_due(town, number, NOW - 10 * HOUR - number * apart) for number in range(10)}
        town.store.ticked(Tick(at=NOW - 5 * MINUTE, organisation="1"))
        first = [town.woken(NOW + number * 5 * MINUTE) for number in range(5)]
        assert list(map(len, first)) == [3, 3, 3, 1, 0]
        assert {case_id for some in first for case_id in some} == ids
        young = is_due(town, 10, NOW + 25 * MINUTE)
        assert [town.woken(NOW + minutes * MINUTE) for minutes in (25, 30, 35, 40)] == [[young]] * 3 + [[]]


@pytest.fixture
def crowd(town):
    """More cases than one tick wakes, all waiting for something far ahead."""
    ids = [f"case{number:012d}" for number in range(2 * WAITING_BITE + 10)]
    for number, id_ in enumerate(ids):
        case = a_case(id=id_, number=f"LH-2026-{number}", due_at=NOW + 30 * DAY + number * SECOND)
        town.store.save(a_decision(mail=f"{number:064x}", letters=(), traces=(), case=case), NOW)
    return ids


def test_a_changed_organisation_is_looked_at_by_every_waiting_case_a_bite_a_tick(town, crowd):
    town.clock = replace(town.clock, organisation="2")
    woken = [town.cases_woken(NOW + number * 5 * MINUTE) for number in range(5)]
    assert list(map(len, woken)) == [WAITING_BITE, WAITING_BITE, 10, 0, 0]
    assert sorted(case for some in woken for case in some) == crowd


def test_a_second_change_meanwhile_is_looked_at_by_all_of_them_again(town, crowd):
    town.clock = replace(town.clock, organisation="2")
    town.woken(NOW)
    town.clock = replace(town.clock, organisation="3")
    woken = [town.cases_woken(NOW + number * 5 * MINUTE) for number in range(1, 8)]
    assert list(map(len, woken)) == [WAITING_BITE, 10, WAITING_BITE, WAITING_BITE, 10, 0, 0]
    assert sorted(case for some in woken[2:] for case in some) == crowd


CASES, BITE = 10, 3
ROUND = -(-CASES // BITE)  # ticks that look at all of them


@settings(max_examples=30)
@given(st.lists(st.booleans(), min_size=1, max_size=20))
def test_every_change_is_looked_at_by_all_within_two_rounds_however_often_it_changes(changes):
    town, version, woken = Town(), 1, []
    cases = {f"case{number:012d}" for number in range(CASES)}
    for number, id_ in enumerate(sorted(cases)):
        case = a_case(id=id_, number=f"LH-2026-{number}", due_at=NOW + 30 * DAY + number * SECOND)
        town.store.save(a_decision(mail=f"{number:064x}", letters=(), traces=(), case=case), NOW)
    with patch.object(clock, "WAITING_BITE", BITE):
        for number, changed in enumerate([*changes, *[False] * (2 * ROUND + 1)]):
            version += changed
            town.clock = replace(town.clock, organisation=str(version))
            woken.append(town.cases_woken(NOW + number * 5 * MINUTE))
    for number, changed in enumerate(changes):
        seen = {case for some in woken[number : number + 2 * ROUND] for case in some}
        assert seen == (cases if changed else seen)
    assert woken[-1] == []


def test_a_meeting_that_is_due_is_told_of_like_a_case_and_after_each_push(town):
    town.store.save(Decision(verdict="planned", meetings=Meetings(due_at=NOW)), NOW)
    assert town.woken(NOW - SECOND) == []
    assert [town.woken(NOW + minutes * MINUTE) for minutes in (0, 5, 10, 15)] == [[MEETING]] * 3 + [[]]
    town.store.save(Decision(verdict="done", meetings=Meetings(version=1)), NOW)
    assert town.woken(NOW + 20 * MINUTE) == []
    town.clock = replace(town.clock, organisation="2")
    assert town.woken(NOW + 25 * MINUTE) == [MEETING]
    assert town.woken(NOW + 30 * MINUTE) == []
