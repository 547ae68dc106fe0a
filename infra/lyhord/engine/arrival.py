"""What SES adds to a mail when it receives it: the id, its own block of headers, and the notice.

The shapes follow "Receiving email" of the SES developer guide (S3 action, contents of notifications).
"""

import email.parser
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from email.policy import compat32
from email.utils import format_datetime, parseaddr
from types import MappingProxyType
from typing import Any

from lyhord.engine.settings import HOST, REGION

MAX_BYTES = 40 * 1024 * 1024  # SES's limit for a mail that goes to S3, headers included
PREFIX = "incoming/"
HEADERS_IN_NOTICE = 10_000  # bytes; SES leaves the rest out and says so
VERDICTS = ("spf", "dkim", "dmarc", "spam", "virus")
STATUSES = ("PASS", "FAIL", "GRAY", "PROCESSING_FAILED")
ALL_PASS: Mapping[str, str] = MappingProxyType(dict.fromkeys(VERDICTS, "PASS"))


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A mail as the door took it: `sender` is the envelope's, empty for the null sender."""

    raw: bytes = field(repr=False)
    sender: str
    recipients: tuple[str, ...]
    at: datetime
    verdicts: Mapping[str, str]  # by the names of VERDICTS
    peer: str = HOST
    id: str = field(default_factory=lambda: secrets.token_hex(20))

    @property
    def key(self) -> str:
        """Where the object goes."""
        return f"{PREFIX}{self.id}"


def stored(arrival: Arrival) -> bytes:
    """The object: SES's own headers down to X-SES-DKIM-SIGNATURE, then the mail as it came."""
    return "\r\n".join([*_own_headers(arrival), ""]).encode("utf-8", "surrogateescape") + arrival.raw


def _own_headers(arrival: Arrival) -> list[str]:
    status = {name: arrival.verdicts[name].lower() for name in VERDICTS}
    domain = _from_domain(arrival.raw)
    stamp = format_datetime(arrival.at)
    return [
        f"Return-Path: <{arrival.sender}>",
        f"Received: from [{arrival.peer}] ([{arrival.peer}])",
        f" by inbound-smtp.{REGION}.amazonaws.com with SMTP id {arrival.id}",
        f" for {arrival.recipients[0]};",
        f" {stamp} (UTC)",
        f"X-SES-Spam-Verdict: {arrival.verdicts['spam']}",
        f"X-SES-Virus-Verdict: {arrival.verdicts['virus']}",
        f"Received-SPF: {status['spf']} (spfCheck: local run) client-ip={arrival.peer};"
        f" envelope-from={arrival.sender}; helo={arrival.peer};",
        "Authentication-Results: amazonses.com;",
        f" spf={status['spf']} (spfCheck: local run) client-ip={arrival.peer};"
        f" envelope-from={arrival.sender}; helo={arrival.peer};",
        f" dkim={status['dkim']} header.i=@{domain};",
        f" dmarc={status['dmarc']} header.from={domain};",
        f"X-SES-RECEIPT: {secrets.token_urlsafe(24)}",
        "X-SES-DKIM-SIGNATURE: a=rsa-sha256; q=dns/txt; c=relaxed/simple; s=local; d=amazonses.com;"
        f" t={int(arrival.at.timestamp())}; v=1; bh={secrets.token_urlsafe(32)};",
        " h=From:To:Cc:Bcc:Subject:Date:Message-ID:MIME-Version:Content-Type:X-SES-RECEIPT;",
        f" b={secrets.token_urlsafe(48)}",
    ]


def notice(arrival: Arrival, *, bucket: str, topic: str) -> dict[str, Any]:
    """What SES publishes on the topic of its S3 action."""
    headers = _headers(arrival.raw[:HEADERS_IN_NOTICE])
    stamp = arrival.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    recipients = list(arrival.recipients)
    return {
        "notificationType": "Received",
        "mail": {
            "timestamp": stamp,
            "source": arrival.sender,
            "messageId": arrival.id,
            "destination": recipients,
            "headersTruncated": len(_header_block(arrival.raw)) > HEADERS_IN_NOTICE,
            "headers": [{"name": name, "value": str(value)} for name, value in headers.items()],
            "commonHeaders": _common(headers, arrival.sender),
        },
        "receipt": {
            "timestamp": stamp,
            "processingTimeMillis": 1,
            "recipients": recipients,
            **{f"{name}Verdict": {"status": arrival.verdicts[name]} for name in VERDICTS},
            "action": {
                "type": "S3",
                "topicArn": topic,
                "bucketName": bucket,
                "objectKeyPrefix": PREFIX,
                "objectKey": arrival.key,
            },
        },
    }


def _common(headers: Message, sender: str) -> dict[str, Any]:
    lists = {"from": "From", "to": "To", "cc": "Cc"}
    single = {"date": "Date", "messageId": "Message-ID", "subject": "Subject"}
    return (
        {"returnPath": sender}
        | {key: [str(headers[name])] for key, name in lists.items() if name in headers}
        | {key: str(headers[name]) for key, name in single.items() if name in headers}
    )


def _headers(raw: bytes) -> Message:
    block = _header_block(raw).decode("utf-8", "replace")
    return email.parser.HeaderParser(policy=compat32).parsestr(block)


def _header_block(raw: bytes) -> bytes:
    ends = [end for end in (raw.find(b"\r\n\r\n"), raw.find(b"\n\n")) if end >= 0]
    return raw[: min(ends)] if ends else raw


def _from_domain(raw: bytes) -> str:
    _, address = parseaddr(str(_headers(raw[:HEADERS_IN_NOTICE])["From"] or ""))
    domain = address.rpartition("@")[2].lower()
    return domain if domain.replace("-", "").replace(".", "").isalnum() and domain.isascii() else "unknown"
