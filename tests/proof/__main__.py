"""`make proof`: every story on the real handlers, broken at every point of every way."""

import argparse
import sys
import zlib

import pytest

import tests.town
from tests.proof.crowd import Crowd
from tests.proof.findings import Findings
from tests.proof.forks import Forks
from tests.proof.network import Network
from tests.proof.points import Explorer, Point
from tests.proof.town import HandlerTown

SILENTLY = (
    "-x",
    "-s",
    "-o",
    "addopts=--import-mode=importlib",
    "-p",
    "no:terminal",
    "-p",
    "no:cacheprovider",
)


class Stories:
    """Lets pytest live the stories, and compares their other lives with the first."""

    def __init__(self, forks: Forks, findings: Findings, crowds: int) -> None:
        self._forks, self._findings, self._crowds = forks, findings, crowds

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("filterwarnings", "ignore:No application metrics")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """What is lived once for many tests takes long: by then shorter ones have met most of its points."""
        items.sort(
            key=lambda item: any(d[-1].scope == "module" for d in item._fixtureinfo.name2fixturedefs.values())
        )

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        """In some lives of each story everything happens at once."""
        for seed in range(self._crowds):
            if self._forks.fork(f"crowd {seed}"):
                HandlerTown.carry = Crowd(HandlerTown.network, seed).carry
                return

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        undisturbed, outcomes = self._forks.end(HandlerTown.lived)
        HandlerTown.lived.clear()
        for outcome in outcomes:
            self._findings.judge(item.name, undisturbed, outcome)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A story that fails when nothing befalls it is told of at once."""
        if report.failed:
            self._forks.stopped = report.longreprtext.strip().rpartition("\n")[2]
        if report.failed and not self._forks.life:
            print(f"{report.nodeid} fails undisturbed:\n{report.longreprtext}", file=sys.stderr)


def main() -> int:
    """Print how much was tried and what was found; 1 if anything was lost, doubled or stuck."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="*", default=["tests/stories"])
    parser.add_argument("--one-in", type=int, default=1, help="try only one of so many points")
    parser.add_argument("--pairs", type=float, default=0.25, help="share of the points tried in pairs too")
    parser.add_argument("--crowds", type=int, default=2, help="how often each story is lived by a crowd")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()

    def wanted(point: Point) -> bool:
        return zlib.crc32(f"{given.seed} {point}".encode()) % given.one_in == 0

    forks, findings = Forks(), Findings()
    explorer = Explorer(forks, wanted=wanted, pairs=given.pairs, seed=given.seed)
    HandlerTown.network = Network()
    HandlerTown.network.befalls = explorer.befalls
    tests.town.Town = HandlerTown
    plugins = [Stories(forks, findings, given.crowds)]
    status = pytest.main([*SILENTLY, *given.stories], plugins=plugins)
    print(
        f"{findings.tried} points and pairs; letters that left twice in SES's window: {findings.twice};"
        f" wrong endings: {len(findings.wrong)}"
    )
    return int(bool(status or findings.wrong))


if __name__ == "__main__":
    sys.exit(main())
