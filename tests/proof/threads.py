"""What a function does side by side, done one after the other, so that a story goes the same way each time.

What it would have cost is still seen: each call knows at which step it came, when every step takes as long as
the next and what is done side by side is one step.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


class Steps(threading.local):
    """How many calls one after another this thread's function has made, or would have."""

    def __init__(self) -> None:
        self.made = 0


steps = Steps()


class Done(Future[Any]):
    """A call that is done already; whoever asks for its result has waited until `until`."""

    def __init__(self, until: int) -> None:
        super().__init__()
        self._until = until

    def result(self, timeout: float | None = None) -> Any:
        steps.made = max(steps.made, self._until)
        return super().result(timeout)


def _submit(_pool: ThreadPoolExecutor, call: Callable[..., Any], *given: Any, **named: Any) -> Done:
    """Do it here and now, on a clock of its own that started when this thread's stood here."""
    started = steps.made
    try:
        outcome: tuple[Any, Exception | None] = (call(*given, **named), None)
    except Exception as problem:
        outcome = (None, problem)
    done = Done(steps.made)
    steps.made = started
    if outcome[1]:
        done.set_exception(outcome[1])
    else:
        done.set_result(outcome[0])
    return done


ThreadPoolExecutor.submit = _submit  # type: ignore[method-assign,assignment]
