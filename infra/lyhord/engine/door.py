"""The SMTP door: takes a mail, stores it as SES's receipt rule does, and says so on the topic."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from lyhord import say
from lyhord.engine.arrival import ALL_PASS, MAX_BYTES, Arrival, notice, stored
from lyhord.engine.files import sync
from lyhord.engine.settings import HOST

AT_ONCE = 8  # mails stored side by side; the others wait their turn
TEMPORARY = "451 4.3.0 The mail could not be stored; please try again"


class Reception:
    """What an SES receipt rule does with a mail: the object, on disk, then the notice."""

    def __init__(
        self, client: Callable[[str], Any], *, bucket: str, topic: str, folder: Path, domain: str
    ) -> None:
        self._client = client
        self._bucket = bucket
        self._topic = topic
        self._folder = folder
        self._turns = asyncio.Semaphore(AT_ONCE)
        self.domain = domain
        self.busy = 0
        self.open = True

    def is_ours(self, address: str) -> bool:
        """Whether mail to the address is received."""
        local, _, domain = address.rpartition("@")
        return bool(local) and domain.lower() == self.domain

    async def receive(self, arrival: Arrival) -> None:
        """Returns when the mail cannot be lost any more; raises OSError or botocore's errors if it could."""
        self.busy += 1
        try:
            async with self._turns:
                await asyncio.to_thread(self._store, arrival)
        finally:
            self.busy -= 1

    def _store(self, arrival: Arrival) -> None:
        self._client("s3").put_object(Bucket=self._bucket, Key=arrival.key, Body=stored(arrival))
        sync(self._folder / arrival.key)
        message = json.dumps(notice(arrival, bucket=self._bucket, topic=self._topic))
        self._client("sns").publish(
            TopicArn=self._topic, Subject="Amazon SES Email Receipt Notification", Message=message
        )


class _Handler:
    """aiosmtpd's hooks."""

    def __init__(self, reception: Reception, now: Callable[[], datetime]) -> None:
        self._reception = reception
        self._now = now

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not self._reception.is_ours(address):
            return f"550 5.1.1 Only mail for {self._reception.domain} is received here"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if not self._reception.open:
            return TEMPORARY
        content = envelope.original_content or b""
        arrival = Arrival(
            raw=content,
            sender=(envelope.mail_from or "").strip("<>"),  # aiosmtpd spells the null sender <>
            recipients=tuple(envelope.rcpt_tos),
            at=self._now(),
            verdicts=ALL_PASS,
            peer=session.peer[0] if session.peer else HOST,
        )
        try:
            await self._reception.receive(arrival)
        except Exception as failure:  # whatever it was, the sender keeps the mail
            say(f"a mail was not stored: {type(failure).__name__}")
            return TEMPORARY
        return f"250 OK {arrival.id}"


class _Smtp(SMTP):
    line_length_limit = MAX_BYTES  # SES takes long lines too


async def open_door(reception: Reception, now: Callable[[], datetime], port: int) -> asyncio.Server:
    """Listen. Close the server that is returned to take no more mail."""
    handler = _Handler(reception, now)

    def connection() -> SMTP:
        return _Smtp(
            handler, hostname=HOST, ident="Lyhord local run", data_size_limit=MAX_BYTES, enable_SMTPUTF8=True
        )

    return await asyncio.get_running_loop().create_server(connection, HOST, port)
