"""Other lives of the story that a process is living: forks, each telling how the story ended for it."""

import os
import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from complaints.process.deadlines.lane_clock import FIRST_LETTER
from tests.proof.ending import AN_HOUR, Ending, ending
from tests.proof.promises import again, broken
from tests.proof.town import HandlerTown

UNDISTURBED = "undisturbed"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How the story ended in a life of it, named by its kind and more: an ending for each town.

    `met` tells of every fault, `stopped` where it went another way than its reader was told, `failure` what
    must never be.
    """

    life: str
    met: tuple[str, ...] = ()
    in_window: bool = False  # of SES, in which a letter may leave twice
    again: int = 0  # letters that did, where the story stopped
    endings: tuple[Ending, ...] = ()
    stopped: str = ""
    failure: str = ""

    @property
    def kind(self) -> str:
        """What sort of life it was: a point, a pair, a crowd."""
        return self.life.partition(" ")[0]


class Forks:
    """`life` is empty in the process that lives the story undisturbed, which waits for each other life."""

    def __init__(self) -> None:
        self.life = ""
        self.stopped = ""  # where the story failed, if it did
        self._mouth = -1  # where a life tells its outcome
        self._outcomes: list[Outcome] = []

    def fork(self, life: str) -> bool:
        """Live another life of the story; whether this process is the one that lives it."""
        ear, mouth = os.pipe()
        child = os.fork()
        if not child:
            self.life, self._mouth = life, mouth
            return True
        os.close(mouth)
        with open(ear, "rb") as told:
            outcome = told.read()
        _, status = os.waitpid(child, 0)
        silent = Outcome(life=life, failure="ended without a word")
        self._outcomes.append(silent if status else pickle.loads(outcome))
        return False

    def end(self, towns: Iterable[HandlerTown]) -> tuple[Outcome, list[Outcome]]:
        """How the story ended undisturbed, and how in each other life. Such a life itself ends here."""
        if self.life or self.fork(UNDISTURBED):
            self._tell(list(towns))
        *outcomes, undisturbed = self._outcomes
        self._outcomes.clear()
        return undisturbed, outcomes

    def _tell(self, towns: list[HandlerTown]) -> NoReturn:
        runs = [run for town in towns for run in town.runtime.invocations]
        in_window = any(run.in_window() for run in runs)
        endings: tuple[Ending, ...] = ()
        stopped = self.stopped
        if self.life != UNDISTURBED:
            stopped = stopped or next(filter(None, map(_time_decided, towns)), "")
        try:
            if stopped:
                failure = "; ".join(told for town in towns for told in _broken(town, in_window))
            else:
                endings, failure = tuple(map(ending, towns)), ""
        except Exception as problem:
            failure = f"{type(problem).__name__}: {problem}"
        outcome = Outcome(
            life=self.life,
            met=tuple(told for run in runs for told in run.told()),
            in_window=in_window,
            endings=endings,
            again=sum(map(again, towns)) if stopped else 0,
            stopped=stopped,
            failure=failure,
        )
        with open(self._mouth, "wb") as told:
            told.write(pickle.dumps(outcome))
        os._exit(0)


def _time_decided(town: HandlerTown) -> str:
    """Why the letters of a life that faults made late are not to be compared, if they are not."""
    if town.postman.troubled:
        return "SES refused whichever letter came first"
    if FIRST_LETTER in town.runtime.said:
        return "the first letter of a danger no longer waited for its alarm, and said less"
    return ""


def _broken(town: HandlerTown, in_window: bool) -> list[str]:
    town.waits_until(town.now + AN_HOUR)
    return broken(town, in_window=in_window)
