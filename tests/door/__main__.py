"""`make door`: every story in memory, and again through the SMTP door and the clock of started local runs.

Told the same means: its test holds on both, and every letter and page of the one came on the other too.
"""

import argparse
import difflib
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest

QUIETLY = ("-o", "addopts=--import-mode=importlib", "-p", "no:terminal", "-p", "no:cacheprovider")


@dataclass
class Telling:
    """A pytest plugin: how each story ended on one kind of town, and what came of it."""

    aloud: bool = False
    failed: dict[str, str] = field(default_factory=dict)
    came: dict[str, list[Any]] = field(default_factory=dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep it, whichever process told it."""
        if report.failed:
            self.failed[report.nodeid] = report.longreprtext.strip()
        if report.when == "call":
            self.came[report.nodeid] = dict(report.user_properties)["came"]
            if self.aloud:
                print("." if report.passed else "F", end="", flush=True)


def main() -> int:
    """1 if a story was told otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="*", default=["tests/stories"], help="only these")
    parser.add_argument("--runs", type=int, default=2, help="so many local runs beside each other")
    given = parser.parse_args()
    begun = time.monotonic()
    memory, door = tell("tests.door.in_memory", given), tell("tests.door.on_the_door", given)
    apart = Counter(judge(name, memory, door) for name in memory.came)
    minutes = (time.monotonic() - begun) / 60
    print(f"\n{len(memory.came)} stories in {minutes:.0f} min: {dict(apart)}")
    return int(apart["different"] > 0 or not memory.came)


def tell(town: str, given: argparse.Namespace) -> Telling:
    """Have the stories told in that kind of town."""
    telling = Telling(aloud=town.endswith("door"))
    # Always in processes of their own: a module of stories knows the one kind of town it was read with.
    pytest.main([*QUIETLY, "-n", str(given.runs), "-p", town, *given.stories], plugins=[telling])
    return telling


def judge(name: str, memory: Telling, door: Telling) -> str:
    """Whether a story was told the same; if not, say what is different."""
    if name in memory.failed:
        print(f"\n{name} fails in memory:\n{memory.failed[name]}")
        return "different"
    why = door.failed.get(name, "")
    if "NotTellableError" in why:
        print(f"\n{name} cannot be told: {why.rpartition('NotTellableError: ')[2].splitlines()[0]}")
        return "not tellable"
    if name not in door.came or why:
        print(f"\n{name} ends otherwise:\n{why[-3000:]}")
        return "different"
    apart = list(differences(memory.came[name], door.came[name]))
    if apart:
        print(f"\n{name} gives otherwise:", *apart, sep="\n")
    return "different" if apart else "same"


def differences(memory: list[Any], door: list[Any]) -> Any:
    """What came on one only, town by town."""
    if len(memory) != len(door):
        yield f"{len(memory)} towns in memory, {len(door)} on the door"
    for here, there in zip(memory, door, strict=False):
        ours, theirs = (Counter(dict(map(tuple, side))) for side in (here, there))
        lines = [sorted((one - other).elements()) for one, other in ((ours, theirs), (theirs, ours))]
        yield from difflib.unified_diff(
            *("\n".join(side).splitlines() for side in lines), "memory", "door", n=1, lineterm=""
        )


if __name__ == "__main__":
    sys.exit(main())
