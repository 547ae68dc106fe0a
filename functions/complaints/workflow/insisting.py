"""What every story does around its decision: insist while the case changes, and wake what is ready."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from complaints.model import Decision, LetterRef
from complaints.workflow.ports import Bell, ConflictError

T = TypeVar("T")

MOST_TRIES = 10


def insist(attempt: Callable[[], T]) -> T:
    """Decide anew while the case changes under our hands; the last conflict rises and the queue retries."""
    for _ in range(MOST_TRIES - 1):
        try:
            return attempt()
        except ConflictError:
            continue
    return attempt()


def wake(bell: Bell, decision: Decision, now: datetime) -> None:
    """Wake the letters whose hour has come; the tick finds the others, and any that this misses."""
    if decision.case is None:
        return
    case_id = decision.case.id
    ready = [
        LetterRef(case_id=case_id, name=letter.name)
        for letter in decision.letters
        if letter.not_before <= now
    ]
    bell.letters(ready, now)
