"""`make proof`: nothing is lost, nothing doubled, nothing stays stuck, whatever befalls the functions.

Every story on the real handlers, broken at every point of every way, and lived by crowds; then long trouble,
races, and 2,000 mails at once. What is found is told at once; at the end, how much was tried.
"""

import argparse
import math
import sys
import zlib

import pytest

import tests.town
from tests.proof.findings import Findings
from tests.proof.forks import Forks
from tests.proof.network import Network
from tests.proof.points import Explorer, Point
from tests.proof.stories import QUIETLY, Counted, Stories
from tests.proof.town import HandlerTown

FURTHER = [f"tests/proof/{name}.py" for name in ("trouble", "races", "flood")]


def main() -> int:
    """1 if anything was lost, doubled or stuck."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="*", help="only these, and nothing further")
    parser.add_argument("--one-in", type=int, default=1, help="try only one of so many points")
    parser.add_argument("--pairs", type=float, default=0.25, help="share of the points tried in pairs too")
    parser.add_argument("--crowds", type=int, default=2, help="how often each story is lived by a crowd")
    parser.add_argument("--minutes", type=float, default=math.inf, help="begin no story after so long")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    HandlerTown.network = Network()
    tests.town.Town = HandlerTown
    whole = crash(given) if given.stories else crash(given) + further()
    return int(whole > 0)


def crash(given: argparse.Namespace) -> int:
    """Live the stories, broken; how much was wrong."""

    def wanted(point: Point) -> bool:
        return zlib.crc32(f"{given.seed} {point}".encode()) % given.one_in == 0

    forks, findings = Forks(), Findings()
    explorer = Explorer(forks, wanted=wanted, pairs=given.pairs, seed=given.seed)
    HandlerTown.network.befalls = explorer.befalls
    stories = Stories(forks, findings, crowds=given.crowds, minutes=given.minutes)
    status = pytest.main([*QUIETLY, *(given.stories or ["tests/stories"])], plugins=[stories])
    HandlerTown.network.befalls = lambda _run: None
    print(
        f"{stories.lived} stories, {explorer.points} points and {explorer.pairs} pairs of faults, "
        f"{stories.crowded} lives of crowds"
    )
    print(f"letters that left twice in SES's window: {findings.twice}; wrong endings: {len(findings.wrong)}")
    print(
        f"stories that stopped at what they say of times or tries, every promise kept: {findings.otherwise}"
    )
    return len(findings.wrong) + (status not in (pytest.ExitCode.OK, pytest.ExitCode.INTERRUPTED))


def further() -> int:
    """Long trouble, races, and a flood; how much was wrong."""
    counted = Counted()
    pytest.main([*QUIETLY, *FURTHER], plugins=[counted])
    for line in (
        *counted.measured,
        f"long trouble, races and the flood: {counted.passed} hold, {counted.failed} do not",
    ):
        print(line)
    return counted.failed


if __name__ == "__main__":
    sys.exit(main())
