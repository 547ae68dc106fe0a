"""How many AWS calls each way through the house may take, one after another, on one screen."""

import json

import pytest

from complaints.aws.table import SHARDS
from tests.apart import run_apart

AT_MOST = {
    ("new case", "ReceiveMail"): 5,
    ("reply", "ReceiveMail"): 6,  # whoever has cases already: they are found, and then read
    ("answer", "ReceiveMail"): 5,
    ("new case", "SendLetters"): 4,
    ("collected reminder", "SendLetters"): 4,
    ("tick, nothing due", "Tick"): SHARDS + 3,
    ("reminder", "Tick"): SHARDS + 3,
    ("reminder", "FollowUp"): 3,
    ("answer leaves", "FollowUp"): 3,
    ("follow-up question", "FollowUp"): 3,
    ("meeting reminder", "Tick"): SHARDS + 3,
    ("meeting reminder", "FollowUp"): 5,  # the step, and the look for another one
    ("sheet", "FollowUp"): 11,  # two sheets of one reading of the year's register and its cases
    ("sheet", "SendLetters"): 4,
}


@pytest.fixture(scope="module")
def runs():
    done = run_apart("-m", "tests.proof.calls", "50")  # beside some other cases
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(("way", "most"), AT_MOST.items(), ids=str)
def test_no_way_asks_aws_more_often_than_it_may(runs, way, most):
    steps = [run["steps"] for run in runs if (run["way"], run["function"]) == way]
    assert steps
    assert max(steps) <= most
