"""Local runs for tests: one's own, or one that the tests of a module share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.local_run.running import LocalRun


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[LocalRun]:
    """A local run of one's own, not started yet."""
    run = LocalRun(state=tmp_path / "state")
    yield run
    if run.process:
        run.stop()


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalRun]:
    """A local run that the tests of a module share, its clock standing at a working day 10.00."""
    run = LocalRun(state=tmp_path_factory.mktemp("run") / "state")
    run.start()
    run.ask("tick", "--now", "2027-03-09T10:00+01:00")
    yield run
    run.stop()
