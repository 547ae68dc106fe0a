"""The machine's clock stands still: a story has a time of its own, and must not see how long others took."""

import time


def stand_still() -> None:
    """From now on, in this process and its forks, for whoever asks `time`; to wait takes no time either."""
    now, running = time.time(), time.monotonic()
    time.time = lambda: now
    time.monotonic = lambda: running
    time.sleep = lambda _seconds: None
