"""What a killed run left behind: processes in the middle of something, which would go on in the next run.

They are told by their environment, where the emulator puts the state folder, and by nothing else.
"""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

MARK = "LYHORD_SNAPSHOT"


def end_leftovers(snapshot: Path) -> int:
    """End every process that an earlier run on this state folder left, and say how many there were.

    Only for who holds the folder's lock: no other run can be using it.
    """
    ended: set[int] = set()
    while left := set(_marked(f"{MARK}={snapshot}")):  # until all are gone, with the ports they hold
        for process in left - ended:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        ended |= left
        time.sleep(0.02)
    return len(ended)


def _marked(mark: str) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended meanwhile, or is somebody else's
            if os.fsencode(mark) in (folder / "environ").read_bytes().split(b"\0"):
                yield int(folder.name)
