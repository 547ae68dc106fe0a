"""Crash points, found by themselves: whatever a story makes a function ask of AWS is broken in every way.

When a function is about to make a call, and a fault was not met at this very point before, another life of
the story begins there: it meets the fault, recovers as AWS would, and goes on to the end. Meanwhile the story
itself goes on undisturbed.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.proof.forks import Forks
from tests.proof.network import Fault, Invocation, can_meet

RUNS_BETWEEN = (None, 0, 1, 2)  # between a pair's faults; None: both in one run of a function
EARLY = range(1, 9)  # the second one comes at one of the first calls
LOOKED_BACK = 6  # calls that make two points the same


@dataclass(frozen=True)
class Point:
    """A call of a function, told by what it asked before, and what befalls it."""

    function: str
    calls: tuple[str, ...]
    fault: Fault

    def __str__(self) -> str:
        return f"{self.function}, after {' > '.join(self.calls[:-1])}, {self.calls[-1]}: {self.fault}"


class Explorer:
    """Sends other lives of the story to points that none has met.

    `wanted` says which points are tried, `pairs` which share of them once more with a second fault soon
    after, drawn by `seed`.
    """

    def __init__(self, forks: Forks, *, wanted: Callable[[Point], bool], pairs: float, seed: int) -> None:
        self._forks, self._wanted, self._share, self._seed = forks, wanted, pairs, seed
        self._seen: set[Point] = set()
        self.points = self.pairs = 0  # tried
        self._later: Iterator[dict[int, Fault]] = iter(())

    def befalls(self, invocation: Invocation) -> Fault | None:
        """What befalls the call that a function is about to make: nothing, but in the other lives."""
        if self._forks.life:
            if len(invocation.calls) == 1:
                invocation.plan |= next(self._later, {})
            return invocation.plan.get(len(invocation.calls))
        for point in self._new(invocation):
            chance = random.Random(f"{self._seed} {point}")
            self.points += 1
            if self._forks.fork(str(point)):
                return point.fault
            if chance.random() < self._share:
                self.pairs += 1
                if self._forks.fork(f"{point}, and another"):
                    self._pair(invocation, chance)
                    return point.fault
        return None

    def _new(self, invocation: Invocation) -> Iterator[Point]:
        """The points of this call that were not met before."""
        for fault in Fault:
            point = Point(invocation.function, tuple(invocation.calls[-LOOKED_BACK:]), fault)
            if can_meet(invocation.calls[-1], fault) and point not in self._seen:
                self._seen.add(point)
                if self._wanted(point):
                    yield point

    def _pair(self, invocation: Invocation, chance: random.Random) -> None:
        """Another fault in the same run of the function, or one of the next."""
        number, another, runs = chance.choice(EARLY), chance.choice(list(Fault)), chance.choice(RUNS_BETWEEN)
        if runs is None:
            invocation.plan[len(invocation.calls) + number] = another
        else:
            self._later = iter([*({} for _ in range(runs)), {number: another}])
