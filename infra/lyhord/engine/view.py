"""What a page of the local run may see of the engine, and the two things it may ask of it.

All instants are aware datetimes in UTC on the engine's clock, which may be far from the wall clock's time.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class ReleasedLetter:
    """A letter that left. `path` is the .eml file as it was given to SES; `n` counts from 1.

    `message_id` is what the receiver sees, in angle brackets: SES puts its own in the place of ours.
    """

    path: Path
    released_at: datetime
    n: int
    message_id: str


@dataclass(frozen=True, kw_only=True)
class HeldLetter:
    """A letter that waits for its hour. `to` is a role id or "complainant", `case` a number or empty."""

    to: str
    template: str
    not_before: datetime
    case: str


@dataclass(frozen=True, kw_only=True)
class ReceivedMail:
    """A mail that was taken in: `raw` as it lies in the bucket, the server's own headers on top.

    `case` is the number of the case it led to, empty if it led to none.
    """

    key: str
    received_at: datetime
    raw: bytes
    case: str = ""


class Engine(Protocol):
    """The local run as its pages know it."""

    domain: str  # that mail is received for, such as skola.lindhoj.example
    smtp_port: int

    def now(self) -> datetime:
        """The engine's clock."""
        ...

    def letters(self) -> list[ReleasedLetter]:
        """Every letter that left, oldest first."""
        ...

    async def held(self) -> list[HeldLetter]:
        """The letters that wait for their hour, the next to leave first."""
        ...

    async def received(self) -> list[ReceivedMail]:
        """Every mail that was taken in and dealt with, oldest first."""
        ...

    async def next_due(self) -> datetime | None:
        """When the clock next has something to do, or None when nothing waits for it."""
        ...

    async def hand_in(self, raw: bytes, *, sender: str, recipients: list[str]) -> None:
        """Take a mail in as the SMTP door does. Raises ValueError when the door would refuse it."""
        ...

    async def tick(self, until: datetime) -> None:
        """Let time pass to `until`; all that is due on the way happens before this returns, each at its time.

        Raises ValueError when `until` lies before `now()`.
        """
        ...
