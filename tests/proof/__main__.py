"""`make proof`: nothing is lost, nothing doubled, nothing stays stuck, whatever befalls the functions.

The stories on the real handlers, broken wherever our code asks anything of AWS, and lived by crowds; long
trouble, races, and 2,000 mails at once. What is found is told at once; at the end, how much was tried.
"""

import argparse
import math
import sys
from time import monotonic

import pytest

import tests.town
from tests.proof.findings import DOUBLED_CASES, DOUBLED_LETTERS, LOST
from tests.proof.network import Network
from tests.proof.planning import Bounds
from tests.proof.stories import QUIETLY, Stories
from tests.proof.town import HandlerTown

EVERYTHING = [*(f"tests/proof/{name}.py" for name in ("flood", "races", "trouble")), "tests/stories"]


def main() -> int:
    """1 if anything was lost, doubled or stuck, or nothing or not all that was planned was tried."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="*", help="only these, and nothing further")
    parser.add_argument("--one-in", type=int, default=1, help="try only one of so many of what is planned")
    parser.add_argument("--more", type=int, default=200, help="points drawn of all, besides")
    parser.add_argument("--pairs", type=int, default=400, help="pairs of faults")
    parser.add_argument("--crowds", type=int, default=100, help="lives in which everything comes at once")
    parser.add_argument("--minutes", type=float, default=math.inf, help="begin no story after so long")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    HandlerTown.network = Network()
    tests.town.Town = HandlerTown
    bounds = Bounds(
        one_in=given.one_in, more=given.more, pairs=given.pairs, crowds=given.crowds, seed=given.seed
    )
    stories = Stories(bounds, until=monotonic() + 60 * given.minutes)
    status = pytest.main([*QUIETLY, *(given.stories or EVERYTHING)], plugins=[stories])
    if status is not pytest.ExitCode.OK:
        return 1
    return report(stories)


def report(stories: Stories) -> int:
    """Print what there was to try, what was tried, and what came of it; 1 if not all is as it must be."""
    plan, found = stories.plan, stories.findings
    counts = found.counts
    left = plan.tried - sum(counts[kind] for kind in ("point", "pair", "crowd"))
    print(f"{stories.lived} stories ask AWS {plan.calls} times: {plan.points} points")
    print(f"{plan.places} places of our code ask for something, with {plan.wordings} wordings")
    print(
        f"tried: {counts['point']} points, {counts['pair']} pairs of faults ({counts['met two']} met both), "
        f"{counts['crowd']} lives of crowds; left untried {left}"
    )
    for line in (*found.measured, f"long trouble, races and the flood: {counts['program']} hold"):
        print(line)
    print(f"lost: {counts[LOST]}; doubled cases: {counts[DOUBLED_CASES]}; wrong endings: {len(found.wrong)}")
    print(f"letters that left twice: {counts['twice']} in SES's window, {counts[DOUBLED_LETTERS]} outside it")
    print(
        f"stories that stopped at what they say of times or tries, every promise kept: {counts['otherwise']}"
    )
    nothing_tried = stories.lived and not plan.tried
    return int(bool(found.wrong or left or nothing_tried))


if __name__ == "__main__":
    sys.exit(main())
