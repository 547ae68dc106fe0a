"""Letting time pass: every due instant in order, each at its own time."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from lyhord import say
from lyhord.engine.aws import System
from lyhord.engine.clock import Clock

TICK_EVERY = 300  # seconds of engine time, as in the template
LOOK_EVERY = 1.0  # seconds of real time


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
            seen: set[tuple[str, str, datetime]] = set()
            while instant := await self._next_instant(until, seen):
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

    async def _next_instant(self, until: datetime, seen: set[tuple[str, str, datetime]]) -> datetime | None:
        rows = await asyncio.to_thread(self._system.due, until)
        fresh = [row for row in rows if (row.pk, row.sk, row.due_at) not in seen]
        if not fresh:
            return None
        instant = fresh[0].due_at
        seen.update((row.pk, row.sk, row.due_at) for row in fresh if row.due_at <= instant)
        return instant
