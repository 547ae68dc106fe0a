"""The running engine as its pages, the control interface and the command line know it (`view.Engine`)."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from complaints.aws import table
from complaints.mail import envelope_from_headers
from lyhord.engine.arrival import ALL_PASS, MAX_BYTES, Arrival
from lyhord.engine.aws import DueRow, System
from lyhord.engine.clock import Clock
from lyhord.engine.door import Reception
from lyhord.engine.post import Outbox, Post
from lyhord.engine.replay import KEPT
from lyhord.engine.settle import settle
from lyhord.engine.view import HeldLetter, ReceivedMail, ReleasedLetter
from lyhord.engine.walk import Walk

SETTLE_WITHIN = 120.0  # seconds
MAILS_REMEMBERED = 500


class LocalEngine:
    """All parts of a local run that is up."""

    def __init__(
        self,
        *,
        clock: Clock,
        system: System,
        reception: Reception,
        outbox: Outbox,
        post: Post,
        smtp_port: int,
        queues: Callable[[], Awaitable[dict[str, int]]],
    ) -> None:
        self.clock = clock
        self.system = system
        self.reception = reception
        self.outbox = outbox
        self.post = post
        self.smtp_port = smtp_port
        self.domain = reception.domain
        self._queues = queues
        self.walk = Walk(clock, system, self.settle)
        self._mail = lru_cache(MAILS_REMEMBERED)(self._read_mail)

    def now(self) -> datetime:
        """The engine's clock."""
        return self.clock.now()

    def letters(self) -> list[ReleasedLetter]:
        """Every letter that left, oldest first."""
        return self.outbox.letters()

    async def held(self) -> list[HeldLetter]:
        """The letters that wait for their hour, the next to leave first."""
        return await asyncio.to_thread(self._held)

    async def received(self) -> list[ReceivedMail]:
        """Every mail that was taken in and dealt with, oldest first."""
        return await asyncio.to_thread(self._received)

    async def next_due(self) -> datetime | None:
        """When the clock next has something to do, or None when nothing waits for it."""
        due = await asyncio.to_thread(self.system.due)
        return due[0].due_at if due else None

    async def hand_in(
        self,
        raw: bytes,
        *,
        sender: str,
        recipients: list[str],
        verdicts: Mapping[str, str] = ALL_PASS,
        at: datetime | None = None,
    ) -> None:
        """Take a mail in as the SMTP door does, at `at` if given: the clock goes there first.

        Raises ValueError when the door would refuse it.
        """
        strangers = [address for address in recipients if not self.reception.is_ours(address)]
        if strangers or not recipients:
            raise ValueError(f"only mail for {self.domain} is received here")
        if len(raw) > MAX_BYTES:
            raise ValueError(f"the mail is larger than {MAX_BYTES} bytes")
        if any(ord(character) < 33 for address in (sender, *recipients) for character in address):
            raise ValueError("an address holds a space or a control character")
        if at is not None:
            self.clock.set(at)
        await self.reception.receive(
            Arrival(raw=raw, sender=sender, recipients=tuple(recipients), at=self.now(), verdicts=verdicts)
        )

    async def tick(self, until: datetime) -> None:
        """Let time pass to `until`. Raises ValueError when it lies in the past, NotSettledError."""
        await self.walk.to(until)

    async def settle(self, within: float = SETTLE_WITHIN) -> None:
        """Return when nothing is under way. Raises NotSettledError."""
        await settle(self.under_way, within=within)

    async def under_way(self) -> dict[str, int]:
        """What is being done, by the place where it is."""
        ours = {
            "the SMTP door": self.reception.busy,
            "the local SES": self.post.waiting,
            "the tick": self.walk.ticking,
        }
        found = {place: count for place, count in ours.items() if count}
        return found | await self._queues()

    def _held(self) -> list[HeldLetter]:
        letters = [row for row in self.system.due() if row.letter]
        return [held for row in letters if (held := self._held_letter(row))]

    def _held_letter(self, row: DueRow) -> HeldLetter | None:
        found = self.system.row(row.pk, row.sk)
        if found is None or row.due_at <= self.now():
            return None
        case = self.system.row(row.pk, "CASE") or {}
        return HeldLetter(
            to=_string(found, "to"),
            template=_string(found, "template"),
            not_before=row.due_at,
            case=_string(case, "number"),
        )

    def _received(self) -> list[ReceivedMail]:
        mails = [self._mail(key) for key, _ in self.system.objects(KEPT)]
        return sorted(mails, key=lambda mail: mail.received_at)

    def _read_mail(self, key: str) -> ReceivedMail:
        raw = self.system.read(key)
        return ReceivedMail(
            key=key,
            received_at=envelope_from_headers(raw, self.now()).received_at,
            raw=raw,
            case=self._number(key),
        )

    def _number(self, key: str) -> str:
        mark = self.system.row(**table.mail_key(key.split("/")[1])) or {}
        case_id = _string(mark, "case_id")
        case = self.system.row(**table.case_key(case_id)) if case_id else None
        return _string(case or {}, "number")


def _string(row: Mapping[str, Any], name: str) -> str:
    return str(row.get(name, {}).get("S", ""))
