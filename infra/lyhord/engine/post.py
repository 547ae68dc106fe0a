"""What SES does with a letter: gives it an id, lets it go, and says so when it bounces.

A letter leaves only when a snapshot of the table that was begun after it came is on disk. So whatever was
mailed is known again after a crash: the letter's row, its case and the number that stands in it. Until
then it lies in the spool, where a crash does not reach it: what the table holds as sent must not be lost.
"""

import asyncio
import json
import secrets
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from lyhord.engine.files import sync_directory, write_durably
from lyhord.engine.settings import REGION
from lyhord.engine.view import ReleasedLetter

GATHER = 0.1  # seconds: the function marks its letter as sent, then the snapshot holds that too
STAMP = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True, kw_only=True)
class Posted:
    """A letter that SES accepted at `at` (engine time). `to` is the envelope's."""

    message_id: str
    to: tuple[str, ...]
    sender: str
    tags: Mapping[str, list[str]]  # as SES repeats them in its events
    raw: bytes = field(repr=False)
    at: datetime


class ThrottledError(Exception):
    """SES takes no letter just now."""


def wire_message_id(message_id: str) -> str:
    """SES's id as other mail programs see it; in every region but the first its name is part of it."""
    return f"<{message_id}@{REGION}.amazonses.com>"


class Spool:
    """Letters that were accepted and have not left: for each a file of its bytes, and one that says whose."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, posted: Posted) -> None:
        """Keep a letter: it is on disk when this returns."""
        envelope = {
            "to": list(posted.to),
            "sender": posted.sender,
            "tags": dict(posted.tags),
            "at": posted.at.isoformat(),
        }
        write_durably(self._envelope(posted.message_id), json.dumps(envelope).encode())
        write_durably(self.path(posted.message_id), posted.raw)

    def path(self, message_id: str) -> Path:
        """Where a letter's bytes are."""
        return self._folder / f"{message_id}.eml"

    def forget(self, message_id: str) -> None:
        """A letter left, or never will."""
        self.path(message_id).unlink(missing_ok=True)
        self._envelope(message_id).unlink(missing_ok=True)

    def letters(self) -> list[Posted]:
        """What an earlier run accepted and did not let go."""
        return [self._read(file) for file in sorted(self._folder.glob("*.eml"))]

    def _read(self, file: Path) -> Posted:
        envelope = json.loads(self._envelope(file.stem).read_text(encoding="utf-8"))
        return Posted(
            message_id=file.stem,
            to=tuple(envelope["to"]),
            sender=envelope["sender"],
            tags=envelope["tags"],
            raw=file.read_bytes(),
            at=datetime.fromisoformat(envelope["at"]),
        )

    def _envelope(self, message_id: str) -> Path:
        return self._folder / f"{message_id}.json"


class Outbox:
    """The folder of the letters that left, one file each; and a list of the ids that SES gave them."""

    def __init__(self, folder: Path, ids: Path) -> None:
        self._folder = folder
        self._ids_file = ids
        self._ids: dict[str, str] = json.loads(ids.read_text(encoding="utf-8")) if ids.exists() else {}
        self._last = max((letter.n for letter in self.letters()), default=0)

    def put(self, batch: Sequence[Posted], spool: Spool) -> None:
        """Let letters out of the spool: each has left as a whole or not at all, and never twice."""
        numbered = list(enumerate(batch, start=self._last + 1))
        self._ids |= {str(n): wire_message_id(posted.message_id) for n, posted in numbered}
        write_durably(self._ids_file, json.dumps(self._ids).encode())
        for n, posted in numbered:
            spool.path(posted.message_id).rename(
                self._folder / f"{posted.at.astimezone(UTC):{STAMP}}-{n:06d}.eml"
            )
            spool.forget(posted.message_id)
        sync_directory(self._folder)
        self._last += len(numbered)

    def letters(self) -> list[ReleasedLetter]:
        """Every letter that left, oldest first."""
        return sorted(self._read(), key=lambda letter: letter.n)

    def _read(self) -> Iterator[ReleasedLetter]:
        for path in self._folder.glob("[0-9]*.eml"):
            stamp, _, number = path.stem.rpartition("-")
            yield ReleasedLetter(
                path=path,
                released_at=datetime.strptime(stamp, STAMP).replace(tzinfo=UTC),
                n=int(number),
                message_id=self._ids.get(str(int(number)), ""),
            )


class Post:
    """Accepts letters and lets them go. `after` is told of each letter that left."""

    def __init__(
        self,
        spool: Spool,
        outbox: Outbox,
        *,
        snapshot: Callable[[], Awaitable[None]],
        after: Callable[[Posted], Awaitable[None]],
    ) -> None:
        self._spool = spool
        self._outbox = outbox
        self._snapshot = snapshot
        self._after = after
        self._held: list[Posted] = []
        self._came = asyncio.Event()
        self.refuse = 0  # how many letters are still to be throttled
        self.waiting = 0

    async def accept(
        self, raw: bytes, *, sender: str, to: tuple[str, ...], tags: Mapping[str, list[str]], at: datetime
    ) -> str:
        """Take a letter and give back SES's id of it. Raises ThrottledError."""
        if self.refuse > 0:
            self.refuse -= 1
            raise ThrottledError
        posted = Posted(message_id=_message_id(), to=to, sender=sender, tags=tags, raw=raw, at=at)
        self.waiting += 1
        await asyncio.to_thread(self._spool.put, posted)
        self._hold(posted)
        return posted.message_id

    def take_up(self, is_known: Callable[[str], bool]) -> None:
        """Go on with what an earlier run accepted: let go what the table holds as sent, by its Message-ID.

        The table does not know of the rest, so whoever posted it will post it again.
        """
        for posted in self._spool.letters():
            if is_known(wire_message_id(posted.message_id)):
                self.waiting += 1
                self._hold(posted)
            else:
                self._spool.forget(posted.message_id)

    def _hold(self, posted: Posted) -> None:
        self._held.append(posted)
        self._came.set()

    async def run(self) -> None:
        """Let letters go, for ever."""
        while True:
            await self._came.wait()
            await asyncio.sleep(GATHER)
            self._came.clear()
            batch, self._held = self._held, []
            await self._release(batch)

    async def _release(self, batch: list[Posted]) -> None:
        await self._snapshot()
        await asyncio.to_thread(self._outbox.put, batch, self._spool)
        for posted in batch:
            await self._after(posted)
            self.waiting -= 1


def _message_id() -> str:
    """Such as SES gives: 0110…-000000, made of the time and of chance."""
    noise = secrets.token_hex(16)
    parts = (noise[:8], noise[8:12], noise[12:16], noise[16:20], noise[20:32])
    return f"0110{int(time.time() * 1000):012x}-{'-'.join(parts)}-000000"
