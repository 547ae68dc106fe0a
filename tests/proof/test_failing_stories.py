"""What `make proof` says of stories that do not hold even undisturbed."""

import pytest

from tests.apart import run_apart

FAIL = """
from tests.town import Town

def test_at_once():
    raise AssertionError

def test_half_way():
    Town().writes("Hej")
    raise AssertionError
"""
ASKS_NOTHING = "def test_nothing(): pass"


@pytest.fixture
def proved(tmp_path):
    """What became of `make proof` of a file of stories."""

    def of(stories):
        file = tmp_path / "stories" / "test_some.py"
        file.parent.mkdir()
        file.write_text(stories)
        return run_apart("-m", "tests.proof", "--crowds=2", str(file))

    return of


def test_a_story_that_fails_undisturbed_is_told_of_once_and_has_no_other_lives(proved):
    done = proved(FAIL)
    assert done.returncode == 1
    assert done.stderr.count("fails undisturbed") == 2
    assert "tried: 0 points" in done.stdout
    assert "wrong endings: 2" in done.stdout


def test_stories_in_which_nothing_can_be_tried_prove_nothing(proved):
    done = proved(ASKS_NOTHING)
    assert "wrong endings: 0" in done.stdout, done.stderr
    assert done.returncode == 1
