"""Work shared among as many processes as a small machine has processors, each forked from this one."""

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

from tests.proof.stillness import stand_still

AT_ONCE = 2

Found = TypeVar("Found")
_work: list[Callable[[int], Any]] = []  # inherited, since it could not be sent: it holds pytest's session


def shared(work: Callable[[int], Found], numbers: Iterable[int]) -> list[Found]:
    """What `work` finds for each number. Whoever is free takes the next one, so put the longest first."""
    _work[:] = [work]
    with ProcessPoolExecutor(AT_ONCE, mp_context=get_context("fork"), initializer=stand_still) as pool:
        return list(pool.map(_worked, numbers))


def _worked(number: int) -> Any:
    return _work[0](number)
