"""What time it is for a message that lay in a queue.

Only a handler asks the clock. A message carries the instant it speaks of; how long it lay in the queue is
the difference between SQS's own stamp and when it was taken out. So an old message is not taken for a new
one, and a whole month can be replayed in a second.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

REDRIVEN = "redriven_at"  # how far its time had come when an operator gave a message another chance


def told_at(message: Mapping[str, Any]) -> str:
    """The instant a message speaks of, ISO 8601: our `at`, EventBridge's `time`, that of SES's receipt."""
    for name in (REDRIVEN, "at", "time"):
        if name in message:
            return str(message[name])
    return str(message["receipt"]["timestamp"])


def moment(message: Mapping[str, Any], sent_timestamp: str, taken: float) -> datetime:
    """The instant a message speaks of, plus the time it lay in its queue.

    `sent_timestamp`: SQS's own SentTimestamp, milliseconds since 1970; `taken` out: seconds since 1970.
    """
    waited = max(taken - int(sent_timestamp) / 1000, 0)
    return datetime.fromisoformat(told_at(message)) + timedelta(seconds=waited)
