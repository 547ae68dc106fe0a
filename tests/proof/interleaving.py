"""Several runs of functions at once, in an order that a seed decides: reproducible, and worse than chance.

Each run is a thread, but only one of them goes on at a time: at each call to AWS the next one is drawn.
"""

import random
import threading
from collections.abc import Callable, Iterable

Job = Callable[[], object]


class Interleaving:
    """Runs jobs side by side. `pause` is called by whoever is about to speak to AWS."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._turns: dict[threading.Thread, threading.Event] = {}
        self._paused = threading.Event()
        self.failures: list[BaseException] = []

    def run(self, jobs: Iterable[Job]) -> None:
        """Run all of them to their end; what a job raises is kept in `failures`."""
        for job in jobs:
            thread = threading.Thread(target=self._live, args=(job,))
            self._turns[thread] = threading.Event()
            thread.start()
        while self._turns:
            thread = self._chance.choice(list(self._turns))
            self._paused.clear()
            self._turns[thread].set()
            self._paused.wait()

    def pause(self) -> None:
        """Let another one go on, unless the draw falls on the same again. Only the jobs are ever held."""
        if turn := self._turns.get(threading.current_thread()):
            turn.clear()
            self._paused.set()
            turn.wait()

    def _live(self, job: Job) -> None:
        me = threading.current_thread()
        self._turns[me].wait()
        try:
            job()
        except BaseException as failure:  # a job that died is a finding of the test, not of this thread
            self.failures.append(failure)
        finally:
            del self._turns[me]
            self._paused.set()
