"""A small sample of `make privilege`: one story, and a few of the things that it asks for taken away."""

import pytest

from tests.apart import run_apart

STORY = "tests/stories/test_quarantine.py::test_g92_one_word_lets_it_in_with_its_true_arrival"


def test_a_story_fails_without_anything_that_it_is_allowed():
    done = run_apart("-m", "tests.privilege", "--one-in=10", STORY)
    in_all = done.stdout.splitlines()[-1].split()
    *_, taken_away, survived, _unasked = map(int, in_all[2:])

    assert (done.returncode, survived) == (0, 0), done.stdout + done.stderr
    assert taken_away > 1, done.stdout


ASKED = """
import sys
from types import SimpleNamespace
from tests.privilege import trials

trials.GuardedTown.network = SimpleNamespace(begin=lambda: None)
try:
    story, needs = sys.argv[1], frozenset()
    nothing = trials.Lived(story=story, seconds=0.0, alone=True, failures=0, needs=needs, refused={})
    print(trials.gets_on(nothing, None))
except trials.NotLivedError:
    print("not lived")
"""


@pytest.mark.parametrize("story", [f"{STORY}_and_more", "tests/stories/test_none.py", "tests/lindhoj.py"])
def test_a_story_that_is_not_there_notices_nothing(story):
    done = run_apart("-c", ASKED, story)
    assert done.stdout.splitlines()[-1:] == ["not lived"], done.stdout + done.stderr


def test_without_stories_nothing_is_proved():
    assert run_apart("-m", "tests.privilege", "tests/stories/test_none.py").returncode
