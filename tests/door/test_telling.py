"""What `make door` counts as told otherwise."""

import pytest

from tests.door.__main__ import MAY_NOT_BE_TELLABLE, Telling, judge
from tests.lindhoj import ROOT

WHY = "tests.door.town.NotTellableError: the story empties the queues\n"


@pytest.mark.parametrize(
    ("file", "told"), [("test_exactly_once.py", "not tellable"), ("test_answers.py", "different")]
)
def test_only_some_files_may_have_a_story_that_cannot_be_told(file, told):
    name = f"tests/stories/{file}::test_something"
    assert judge(name, Telling(came={name: []}), Telling(failed={name: WHY})) == told


def test_the_files_that_may_are_there():
    assert all((ROOT / "tests/stories" / file).exists() for file in MAY_NOT_BE_TELLABLE)
