"""Pytest plugins: one lets the stories be lived in many ways, one runs further programs and counts."""

import sys
import time

import pytest

from tests.proof.crowd import Crowd
from tests.proof.findings import Findings
from tests.proof.forks import Forks
from tests.proof.town import HandlerTown

QUIETLY = ("-s", "-o", "addopts=--import-mode=importlib", "-p", "no:terminal", "-p", "no:cacheprovider")


class Quiet:
    """What every plugin here does."""

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("filterwarnings", "ignore:No application metrics")


class Stories(Quiet):
    """Lets pytest live the stories, and compares their other lives with the first."""

    def __init__(self, forks: Forks, findings: Findings, *, crowds: int, minutes: float) -> None:
        self._forks, self._findings, self._crowds = forks, findings, crowds
        self._until = time.monotonic() + 60 * minutes
        self.lived = self.crowded = 0

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """What is lived once for many tests takes long: by then shorter ones have met most of its points.

        A story that draws its own events is another one in each life, and cannot be compared.
        """
        items[:] = [item for item in items if not item.get_closest_marker("hypothesis")]
        items.sort(
            key=lambda item: any(d[-1].scope == "module" for d in item._fixtureinfo.name2fixturedefs.values())
        )

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        """In some lives of each story everything happens at once."""
        self._forks.stopped = ""
        for seed in range(self._crowds):
            if self._forks.fork(f"crowd {seed}"):
                HandlerTown.carry = Crowd(HandlerTown.network, seed).carry
                return
            self.crowded += 1

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        undisturbed, outcomes = self._forks.end(HandlerTown.lived)
        HandlerTown.lived.clear()
        self.lived += 1
        if time.monotonic() > self._until:
            item.session.shouldstop = "the time is over"
        for outcome in outcomes:
            self._findings.judge(item.name, undisturbed, outcome)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A story that fails when nothing befalls it is told of at once."""
        if report.failed:
            self._forks.stopped = report.longreprtext.strip().rpartition("\n")[2]
        if report.failed and not self._forks.life:
            print(f"{report.nodeid} fails undisturbed:\n{report.longreprtext}", file=sys.stderr)


class Counted(Quiet):
    """Counts, and tells of what fails."""

    def __init__(self) -> None:
        self.passed = self.failed = 0
        self.measured: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.passed += report.when == "call" and report.passed
        self.failed += report.failed
        if report.failed:
            print(f"{report.nodeid}:\n{report.longreprtext[-3000:]}", file=sys.stderr)
        if report.when == "call":
            self.measured += [str(value) for name, value in report.user_properties if name == "measured"]
