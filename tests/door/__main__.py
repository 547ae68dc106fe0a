"""`make door`: every story in memory, and again through the SMTP door and the clock of started local runs.

Told the same means: its test holds on both, and every letter and page of the one came on the other too.
"""

import argparse
import difflib
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

# Stories of these alone do what nobody outside can do to a run (docs/measurements.md counts them): one of any
# other that cannot be told is one that nobody looks at any more.
MAY_NOT_BE_TELLABLE = (
    "test_alarms.py",
    "test_doubt.py",
    "test_exactly_once.py",
    "test_hostile_requests.py",
    "test_hr.py",
    "test_meetings.py",
    "test_quarantine.py",
)
REMEMBERED = ("-p", "tests.door.remembering", "-p", "no:terminal", "-p", "no:cacheprovider")


@dataclass
class Telling:
    """A pytest plugin: how each story ended on one kind of town, and what came of it."""

    failed: dict[str, str] = field(default_factory=dict)
    came: dict[str, list[Any]] = field(default_factory=dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep it, whichever process told it."""
        if report.failed:
            self.failed[report.nodeid] = report.longreprtext.strip()
        if report.when == "call":
            self.came[report.nodeid] = dict(report.user_properties)["came"]
        if report.when == "teardown":
            self.told(report.nodeid)

    def told(self, name: str) -> None:
        """A story came to its end."""


@dataclass
class Comparing(Telling):
    """The same, and at once how it was told in another town."""

    memory: Telling = field(default_factory=Telling)
    apart: Counter[str] = field(default_factory=Counter)

    def told(self, name: str) -> None:
        self.apart[judge(name, self.memory, self)] += 1


def main() -> int:
    """1 if a story was told otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="*", default=["tests/stories"], help="only these")
    parser.add_argument("--runs", type=int, default=2, help="so many local runs beside each other")
    parser.add_argument("--one-of-a-kind", action="store_true", help="of stories with parameters the first")
    given = parser.parse_args()
    os.environ["PYTHONHASHSEED"] = "0"  # or the mails of some stories are others in each process
    begun = time.monotonic()
    memory = Telling()
    tell("tests.door.in_memory", memory, given)
    door = Comparing(memory=memory)
    tell("tests.door.on_the_door", door, given)
    minutes = (time.monotonic() - begun) / 60
    print(f"{len(memory.came)} stories in {minutes:.0f} min: {dict(door.apart)}")
    return int(door.apart["different"] > 0 or door.apart.total() < len(memory.came) or not memory.came)


def tell(town: str, telling: Telling, given: argparse.Namespace) -> None:
    """Have the stories told in that kind of town."""
    # Always in processes of their own: a module of stories knows the one kind of town it was read with.
    kinds = ["--one-of-a-kind"] * given.one_of_a_kind
    beside = ["-n", str(given.runs), "--dist=loadfile"]  # in the same order each time
    how = [*REMEMBERED, "-o", "addopts=--import-mode=importlib", *beside, "-p", town, *kinds]
    pytest.main([*how, *given.stories], plugins=[telling])


def judge(name: str, memory: Telling, door: Telling) -> str:
    """Whether a story was told the same; if not, say what is different."""
    why = memory.failed.get(name) or door.failed.get(name, "")
    if "NotTellableError" in why:
        say(f"{name} cannot be told: {why.rpartition('NotTellableError: ')[2].splitlines()[0]}")
        return "not tellable" if Path(name.partition("::")[0]).name in MAY_NOT_BE_TELLABLE else "different"
    if why or name not in memory.came:
        say(f"{name} ends otherwise:\n{why[-3000:]}")
        return "different"
    if apart := list(differences(memory.came[name], door.came[name])):
        say("\n".join([f"{name} gives otherwise:", *apart]))
        return "different"
    return "same"


def say(what: str) -> None:
    """At once, for whoever waits."""
    print(f"{what}\n", flush=True)


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
