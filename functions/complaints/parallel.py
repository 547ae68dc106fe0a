"""What does not wait for each other is done side by side, so that only the longest is waited for."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

_helpers = ThreadPoolExecutor(max_workers=4)


def begun(call: Callable[[], A]) -> Callable[[], A]:
    """Begin a call. What is given back waits for its end, and returns or raises what it did."""
    return _helpers.submit(call).result


def together(first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """Do both. When both raise, the first is heard; neither is left under way."""
    coming = _helpers.submit(second)
    try:
        done = first()
    finally:
        wait([coming])
    return done, coming.result()
