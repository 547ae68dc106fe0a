"""A mail told in a few fields, as if it had arrived: what reading does to it is part of every judgement."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.header import Header
from typing import Any

from complaints.mail import read
from complaints.model import Envelope, Mail, Verdict

ENCODING = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
}
OVERRULED = ("from", "subject", "mime-version", "content-")


def arrived(given: Mapping[str, Any]) -> Mail:
    """The mail of `from_addr`, `from_name`, `subject`, `body` and `headers`, all of them optional."""
    return read(_raw(given), _envelope(given))


def _raw(given: Mapping[str, Any]) -> bytes:
    """Its body is text already: how it once was encoded is past."""
    own = {
        "From": f"{Header(_line(given, 'from_name'), 'utf-8').encode()} <{_line(given, 'from_addr')}>",
        "Subject": Header(_line(given, "subject"), "utf-8").encode(),
    }
    told = {str(name): str(value) for name, value in (given.get("headers") or {}).items()}
    kept = {name: value for name, value in told.items() if not name.lower().startswith(OVERRULED)}
    fields = own | {name: " ".join(value.split()) for name, value in kept.items()} | ENCODING
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"{head}\r\n{given.get('body') or ''}".encode("utf-8", "replace")


def _envelope(given: Mapping[str, Any]) -> Envelope:
    headers = {name.lower(): str(value) for name, value in (given.get("headers") or {}).items()}
    sender = headers.get("return-path", _line(given, "from_addr")).strip("<> ")
    return Envelope(received_at=datetime.now(UTC), sender=sender, dmarc=Verdict.PASS)


def _line(given: Mapping[str, Any], name: str) -> str:
    return " ".join(str(given.get(name) or "").split())
