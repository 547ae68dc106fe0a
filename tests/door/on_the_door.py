"""A pytest plugin: the stories on started local runs, remembered. `tests.door.__main__` calls it."""

import os

import pytest

import tests.town
from tests.door.remembering import remembered
from tests.door.runs import Runs
from tests.door.town import DoorTown, NotTellableError

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-north-1")
DoorTown.runs = Runs()
tests.town.Town = remembered(DoorTown)


def pytest_runtest_setup(item: pytest.Function) -> None:
    """Nothing in this process is part of a local run."""
    if "monkeypatch" in item.fixturenames:
        raise NotTellableError("the story changes the program itself")


def pytest_sessionfinish() -> None:
    """Stop what was started, while whoever started this process still waits for it."""
    DoorTown.runs.stop()
