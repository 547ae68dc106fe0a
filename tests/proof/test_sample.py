"""A small sample of `make proof`, so that no change waits for the whole of it to be found wrong."""

import re

import pytest

from tests.apart import run_apart

STORIES = (
    "tests/stories/test_first_complaint.py::test_a_complaint_is_acknowledged_and_reaches_the_one_responsible",
    "tests/stories/test_replies.py::test_klart_answers_and_closes",
)


@pytest.mark.local_run
def test_a_sample_of_all_faults_leaves_every_story_with_its_ending():
    done = run_apart("-m", "tests.proof", "--one-in=30", "--more=0", "--pairs=1", "--crowds=1", *STORIES)
    assert done.returncode == 0, done.stderr
    tried = re.search(r"tried: (\d+) points", done.stdout)
    assert int(tried[1]) > 5, done.stdout
