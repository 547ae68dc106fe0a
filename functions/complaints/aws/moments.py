"""What time it is for a message that lay in a queue.

Nothing below a handler asks the clock. A message carries the instant it speaks of; how long it lay in the
queue is the difference between SQS's own stamp and now. So an old message is not taken for a new one, and a
whole month can be replayed in a second.
"""

import time
from datetime import datetime, timedelta


def moment(at: str, sent_timestamp: str) -> datetime:
    """The instant `at` (ISO 8601) plus the time since `SentTimestamp` (milliseconds), when SQS took it."""
    waited = max(time.time() - int(sent_timestamp) / 1000, 0)
    return datetime.fromisoformat(at) + timedelta(seconds=waited)
