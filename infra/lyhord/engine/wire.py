"""A letter as SES puts it on the wire, for the relay: with SES's own Message-ID and Date, without Bcc."""

import re
import smtplib
from email.utils import format_datetime

from lyhord.engine.post import Posted, wire_message_id
from lyhord.engine.settings import REGION

REPLACED = (b"message-id", b"date", b"bcc", b"return-path")
FIELD = re.compile(rb"[^\r\n]+\r?\n(?:[ \t][^\r\n]*\r?\n)*")  # a header field with its folded lines
RELAY_WITHIN = 20  # seconds


def on_the_wire(posted: Posted) -> bytes:
    """The bytes another mail server gets."""
    header, blank, body = _split(posted.raw)
    kept = [line for line in FIELD.findall(header) if line.split(b":")[0].strip().lower() not in REPLACED]
    own = f"Message-ID: {wire_message_id(posted.message_id)}\r\nDate: {format_datetime(posted.at)}\r\n"
    return own.encode() + b"".join(kept) + blank + body


def relay(posted: Posted, host: str, port: int) -> None:
    """Hand the letter to an SMTP server. Raises OSError or smtplib.SMTPException."""
    sender = f"{posted.message_id}@{REGION}.amazonses.com"
    with smtplib.SMTP(host, port, timeout=RELAY_WITHIN) as server:
        server.sendmail(sender, list(posted.to), on_the_wire(posted))


def _split(raw: bytes) -> tuple[bytes, bytes, bytes]:
    found = re.search(rb"\r?\n(\r?\n)", raw)
    if found is None:
        return raw + b"\r\n", b"\r\n", b""
    return raw[: found.start(1)], found[1], raw[found.end() :]
