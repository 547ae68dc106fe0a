"""What is planned of what two made-up stories ask of AWS."""

from collections import Counter

import pytest

from tests.proof.planning import Bounds, planned
from tests.proof.points import Call, Place

ONLY_PLACES = Bounds(one_in=1, more=0, pairs=0, crowds=0, seed=1)
ALL_SORTS = Bounds(one_in=2, more=3, pairs=2, crowds=5, seed=1)
SAVING = Place("ReceiveMail", ("save",), "dynamodb.TransactWriteItems", frozenset({"CASE"}))
RINGING = Place("ReceiveMail", ("ring",), "sqs.SendMessage", frozenset())
LONG = [
    Call(SAVING, frozenset({"CASE/new"}), rest=9),
    Call(RINGING, frozenset(), rest=8),
    Call(SAVING, frozenset({"CASE/closed"}), rest=7),
]
SHORT = [Call(SAVING, frozenset({"CASE/new"}), rest=2), Call(SAVING, frozenset({"CASE/new"}), rest=1)]


@pytest.fixture
def tried():
    """The points of places and wordings: in which story, at its call of which number, and the fault."""
    lives = planned([LONG, SHORT], ONLY_PLACES).lives
    return [
        (story, trial.number, trial.fault)
        for story, of in lives.items()
        for trials in of.trials.values()
        for trial in trials
    ]


def test_each_fault_meets_each_place_once_where_the_least_of_a_story_is_left(tried):
    assert Counter(fault for *at, fault in tried if at == [1, 2]) == Counter(SHORT[1].faults)
    assert Counter(fault for *at, fault in tried if at == [0, 2]) == Counter(LONG[1].faults)


def test_what_rows_say_otherwise_at_a_place_meets_one_fault(tried):
    [fault] = [fault for *at, fault in tried if at == [0, 3]]
    assert fault in LONG[2].faults
    assert {(story, number) for story, number, _ in tried} == {(1, 2), (0, 2), (0, 3)}


def test_what_there_is_to_try_is_counted():
    plan = planned([LONG, SHORT], ONLY_PLACES)
    assert (plan.calls, plan.places, plan.wordings) == (5, 2, 3)
    assert plan.points == 4 * len(LONG[0].faults) + len(LONG[1].faults)
    assert plan.tried == len(LONG[0].faults) + len(LONG[1].faults) + 1


def test_as_many_lives_are_tried_as_are_planned():
    plan = planned([LONG, SHORT], ALL_SORTS)
    trials = [trial for of in plan.lives.values() for some in of.trials.values() for trial in some]
    crowds = [seed for of in plan.lives.values() for seed in of.crowds]
    assert sorted(crowds) == list(range(ALL_SORTS.crowds))
    assert sum(bool(trial.another) for trial in trials) == ALL_SORTS.pairs
    assert plan.tried == len(trials) + len(crowds)


def test_where_nothing_is_asked_nothing_is_tried():
    assert planned([[], []], ALL_SORTS).tried == 0
