"""A pytest plugin: the stories on started local runs. `pytest -p tests.door.on_the_door tests/stories`."""

import os

import tests.town
from tests.door.remembering import pytest_runtest_makereport, remembered
from tests.door.runs import Runs
from tests.door.town import DoorTown

__all__ = ["pytest_runtest_makereport"]

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-north-1")
DoorTown.runs = Runs()
tests.town.Town = remembered(DoorTown)


def pytest_unconfigure() -> None:
    """Stop what was started."""
    DoorTown.runs.stop()
