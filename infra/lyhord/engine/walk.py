"""Letting time pass: every due instant in order, each at its own time."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from lyhord import say
from lyhord.engine.aws import DueRow, System
from lyhord.engine.clock import Clock

TICK_EVERY = 300  # seconds of engine time, as in the template
LOOK_EVERY = 1.0  # seconds of real time

Due = tuple[str, str, datetime]  # a row by its key, and when it is due


class Walk:
    """Moves the clock and invokes the tick; one mover at a time."""

    def __init__(self, clock: Clock, system: System, settle: Callable[[], Awaitable[None]]) -> None:
        self._clock = clock
        self._system = system
        self._settle = settle
        self._turn = asyncio.Lock()
        self.ticking = 0

    async def to(self, until: datetime) -> None:
        """Walk to `until`. What does not move on at its instant is passed by, once.

        Raises ValueError when that lies in the past, NotSettledError when something stays under way.
        """
        async with self._turn:
            now = self._clock.now()
            if until < now:
                raise ValueError(f"the clock stands at {now:%Y-%m-%dT%H:%M:%SZ} and a tick never goes back")
            await self._settle()
            await self._stop_at(now)  # what changed since the last tick is seen before time passes
            seen: dict[Due, Any] = {}
            while instant := await asyncio.to_thread(self._next_instant, until, seen):
                await self._stop_at(max(instant, now))
            await self._stop_at(until)

    async def tick(self) -> None:
        """One tick now."""
        async with self._turn:
            await self._invoke(self._clock.now())

    async def keep_ticking(self) -> None:
        """A tick every five minutes of engine time, for ever; at once when the clock was moved."""
        last = -1
        while True:
            slot = int(self._clock.now().timestamp()) // TICK_EVERY
            if slot != last:
                last = slot
                try:
                    await self.tick()
                except RuntimeError as failure:  # the next one finds the same again
                    say(str(failure))
            await asyncio.sleep(LOOK_EVERY)

    async def _stop_at(self, instant: datetime) -> None:
        if instant > self._clock.now():
            self._clock.set(instant)
        await self._invoke(instant)
        await self._settle()

    async def _invoke(self, instant: datetime) -> None:
        self.ticking += 1
        try:
            event = {"time": instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")}
            await asyncio.to_thread(self._system.invoke, "Tick", event)
        finally:
            self.ticking -= 1

    def _next_instant(self, until: datetime, seen: dict[Due, Any]) -> datetime | None:
        """When the next thing is due. `seen` are those that were due before, as they then were.

        What moved on may be due at the very same instant again: it is another row than it was.
        """
        rows = self._system.due(until)
        again = self._as_they_are([row for row in rows if _due(row) in seen])
        fresh = [row for row in rows if _due(row) not in seen or again.get(_due(row)) != seen[_due(row)]]
        if not fresh:
            return None
        instant = fresh[0].due_at
        seen.update(self._as_they_are([row for row in fresh if row.due_at <= instant]))
        return instant

    def _as_they_are(self, rows: list[DueRow]) -> dict[Due, Any]:
        found = {
            (item["pk"]["S"], item["sk"]["S"]): item
            for item in self._system.get([{"pk": row.pk, "sk": row.sk} for row in rows])
        }
        return {_due(row): found.get((row.pk, row.sk)) for row in rows}


def _due(row: DueRow) -> Due:
    return row.pk, row.sk, row.due_at
