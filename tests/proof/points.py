"""Crash points, found by themselves: whatever a story makes a function ask of AWS can be broken there.

A story is first lived undisturbed, to see what it asks. Then it is lived again, and at each call that the
plan names another life of it begins: it meets a fault there, recovers as AWS would, and goes on to the end.
"""

import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tests.lindhoj import ROOT
from tests.proof.forks import Forks
from tests.proof.network import Fault, Invocation, can_meet

CODE = f"{ROOT / 'functions'}/"
RUNS_BETWEEN = (None, 0, 1, 2)  # between a pair's faults; None: both in one run of a function
EARLY = range(1, 9)  # the second one comes at one of the first calls


@dataclass(frozen=True)
class Place:
    """Where in our code a call is made, of what, and of which kinds of rows: so far, two calls are the same.

    `whence` are the functions on the way there, the innermost first.
    """

    function: str
    whence: tuple[str, ...]
    operation: str
    kinds: frozenset[str]


@dataclass(frozen=True)
class Call:
    """A call of a story: `says` is what the rows tell, `rest` how many seconds the story still takes."""

    place: Place
    says: frozenset[str]
    rest: float

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What can befall it."""
        return tuple(fault for fault in Fault if can_meet(self.place.operation, fault))


@dataclass(frozen=True)
class Trial:
    """One fault at the call of that number, and perhaps another one soon after, drawn by seed."""

    number: int
    fault: Fault
    another: str = ""

    def __str__(self) -> str:
        return f"{'pair' if self.another else 'point'} at call {self.number}: {self.fault}"


class Survey:
    """Notes each call of a story that is lived undisturbed."""

    def __init__(self) -> None:
        self._met: list[tuple[Place, frozenset[str], float]] = []

    def befalls(self, invocation: Invocation) -> None:
        """Nothing."""
        operation, _, gist = invocation.calls[-1].partition(" ")
        says = frozenset(gist.split())
        kinds = frozenset("/".join(row.split("/")[:2]) for row in says)
        self._met.append((Place(invocation.function, _whence(), operation, kinds), says, time.process_time()))

    def calls(self) -> list[Call]:
        """All of them, in order, now that the story has ended."""
        end = time.process_time()
        return [Call(place, says, end - at) for place, says, at in self._met]


@dataclass
class Explorer:
    """Sends other lives of a story to the calls that the trials name."""

    forks: Forks
    trials: Mapping[int, Sequence[Trial]]  # by the number of the call, counted from 1
    _number: int = 0
    _later: Iterator[dict[int, Fault]] = field(default_factory=lambda: iter(()))

    def befalls(self, invocation: Invocation) -> Fault | None:
        """What befalls the call that a function is about to make: nothing, but in the other lives."""
        if self.forks.life:
            if len(invocation.calls) == 1:
                invocation.plan |= next(self._later, {})
            return invocation.plan.get(len(invocation.calls))
        self._number += 1
        for trial in self.trials.get(self._number, ()):
            if self.forks.fork(str(trial)):
                if trial.another:
                    self._pair(invocation, random.Random(trial.another))
                return trial.fault
        return None

    def _pair(self, invocation: Invocation, chance: random.Random) -> None:
        """Another fault in the same run of the function, or one of the next."""
        number, another, runs = chance.choice(EARLY), chance.choice(list(Fault)), chance.choice(RUNS_BETWEEN)
        if runs is None:
            invocation.plan[len(invocation.calls) + number] = another
        else:
            self._later = iter([*({} for _ in range(runs)), {number: another}])


def _whence() -> tuple[str, ...]:
    """Our own functions that are at work, the innermost first."""
    frame, found = sys._getframe(), []
    while frame := frame.f_back:
        if frame.f_code.co_filename.startswith(CODE):
            found.append(f"{frame.f_code.co_filename.removeprefix(CODE)}:{frame.f_code.co_name}")
    return tuple(found)
