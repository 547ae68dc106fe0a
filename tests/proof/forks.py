"""Other lives of the story that a process is living: forks, each telling how the story ended for it."""

import gc
import os
import pickle
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from tests.proof.ending import AN_HOUR, Ending, ending
from tests.proof.promises import again, broken
from tests.proof.town import HandlerTown

AT_ONCE = 2
UNDISTURBED = "undisturbed"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How the story ended in a life of it: an ending for each town. `met` tells of every fault.

    `stopped` says where it went another way than its reader was told, `failure` what must never be.
    """

    life: str
    met: tuple[str, ...] = ()
    in_window: bool = False  # of SES, in which a letter may leave twice
    again: int = 0  # letters that did, where the story stopped
    endings: tuple[Ending, ...] = ()
    stopped: str = ""
    failure: str = ""


class Forks:
    """`life` is empty in the process that lives the story undisturbed."""

    def __init__(self) -> None:
        self.life = ""
        self.stopped = ""  # where the story failed, if it did
        self._running: set[int] = set()
        self._folder = Path(tempfile.mkdtemp())
        gc.freeze()  # or a collection in a fork would copy all that it shares

    def fork(self, life: str) -> bool:
        """Begin another life; whether this process is the one that lives it."""
        self._wait_for(AT_ONCE - 1)
        if child := os.fork():
            self._running.add(child)
            return False
        self.life, self._running = life, set()
        return True

    def end(self, towns: Iterable[HandlerTown]) -> tuple[Outcome, list[Outcome]]:
        """How the story ended undisturbed, and how in each other life. Such a life itself ends here."""
        if self.life or self.fork(UNDISTURBED):
            self._tell(list(towns))
        self._wait_for(0)
        files = sorted(self._folder.iterdir())
        outcomes: list[Outcome] = [pickle.loads(file.read_bytes()) for file in files]
        for file in files:
            file.unlink()
        (undisturbed,) = (outcome for outcome in outcomes if outcome.life == UNDISTURBED)
        return undisturbed, [outcome for outcome in outcomes if outcome.life != UNDISTURBED]

    def _wait_for(self, most: int) -> None:
        while len(self._running) > most:
            child, status = os.wait()
            self._running.discard(child)
            if status:
                raise RuntimeError("a life of the story ended without a word")

    def _tell(self, towns: list[HandlerTown]) -> NoReturn:
        runs = [run for town in towns for run in town.runtime.invocations]
        in_window = any(run.in_window() for run in runs)
        endings: tuple[Ending, ...] = ()
        stopped = self.stopped
        if self.life != UNDISTURBED and any(town.postman.troubled for town in towns):
            stopped = stopped or "SES refused whichever letter came first"
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
        (self._folder / str(os.getpid())).write_bytes(pickle.dumps(outcome))
        os._exit(0)


def _broken(town: HandlerTown, in_window: bool) -> list[str]:
    town.waits_until(town.now + AN_HOUR)
    return broken(town, in_window=in_window)
