"""The engine's one clock, for door, SES, tick and pages.

It goes as fast as the wall clock, at a distance from it; or it stands still and only moves when it is set.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lyhord.engine.files import write_durably


def wall_clock() -> datetime:
    """The real time, in UTC."""
    return datetime.now(UTC)


class Clock:
    """Engine time, kept in `file` so that the next start goes on from where this one stopped."""

    def __init__(self, file: Path, *, stands: bool, wall: Callable[[], datetime] = wall_clock) -> None:
        self._file = file
        self._stands = stands
        self._wall = wall
        self._ahead = timedelta()
        self._stands_at = wall()
        if file.exists():
            self._resume(json.loads(file.read_text(encoding="utf-8")))
        self._keep()

    def now(self) -> datetime:
        """Engine time, in UTC."""
        return self._stands_at if self._stands else self._wall() + self._ahead

    def set(self, instant: datetime) -> None:
        """Move the clock to `instant`, forwards or back."""
        self._stands_at = instant.astimezone(UTC)
        self._ahead = self._stands_at - self._wall()
        self._keep()

    def _resume(self, kept: dict[str, str | float]) -> None:
        if "stands_at" in kept:
            now = datetime.fromisoformat(str(kept["stands_at"]))
        else:
            now = self._wall() + timedelta(seconds=float(kept["ahead_by_seconds"]))
        self._stands_at = now
        self._ahead = now - self._wall()

    def _keep(self) -> None:
        kept: dict[str, str | float] = (
            {"stands_at": self._stands_at.isoformat()}
            if self._stands
            else {"ahead_by_seconds": self._ahead.total_seconds()}
        )
        write_durably(self._file, json.dumps(kept).encode())
