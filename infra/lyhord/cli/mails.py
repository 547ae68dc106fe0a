"""What Lyhörd reads in a mail file. The keys are the contract's, described in docs/local-run.md."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from complaints.mail import envelope_from_headers, read


def in_short(raw: bytes) -> dict[str, Any]:
    """What an operator needs to know of a mail that is stuck: who wrote it, about what, how long it is."""
    mail = read(raw, envelope_from_headers(raw, datetime.now(UTC)))
    return {
        "sender": mail.sender.address if mail.sender else None,
        "subject": mail.subject,
        "bytes": len(raw),
        "unreadable": mail.unreadable,
    }


def described(file: Path) -> dict[str, Any]:
    """The mail in a file; or `error`, when there is none to be read."""
    try:
        raw = file.read_bytes()
    except OSError as problem:
        return {"file": str(file), "error": problem.strerror or "cannot be read"}
    mail = read(raw, envelope_from_headers(raw, datetime.now(UTC)))
    found = {
        "file": str(file),
        "sender": {"name": mail.sender.name, "address": mail.sender.address} if mail.sender else None,
        "subject": mail.subject,
        "text": mail.text,
        "new_text": mail.new_text,
        "attachments": [{"name": a.name, "size": a.size, "type": a.type} for a in mail.attachments],
        "kind": mail.kind.value,
        "bounced": list(mail.bounced),
        "language": mail.language,
    }
    return found | ({"error": mail.unreadable} if mail.unreadable else {})
