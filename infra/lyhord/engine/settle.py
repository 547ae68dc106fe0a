"""Waiting until nothing is under way."""

import asyncio
import time
from collections.abc import Awaitable, Callable

LOOK_EVERY = 0.03  # seconds
CALM_LOOKS = 2  # in a row: a message may be on its way from one place to the next


class NotSettledError(Exception):
    """Something was still under way when time was up; its text says what."""


async def settle(under_way: Callable[[], Awaitable[dict[str, int]]], *, within: float) -> None:
    """Return when `under_way` found nothing twice in a row. Raises NotSettledError after `within` seconds."""
    latest = time.monotonic() + within
    calm = 0
    while calm < CALM_LOOKS:
        found = await under_way()
        calm = 0 if found else calm + 1
        if found and time.monotonic() > latest:
            raise NotSettledError(", ".join(f"{count} in {name}" for name, count in sorted(found.items())))
        if calm < CALM_LOOKS:
            await asyncio.sleep(LOOK_EVERY)
