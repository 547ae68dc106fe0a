"""The hash chain of a case's log: whoever alters an entry breaks every link after it.

An entry's hash covers what happened, who did it and why, and the hash of its free text, not the text
itself: a text may be removed by a lawful decision and the chain still holds.
"""

import hashlib
import json
from datetime import UTC, datetime

from complaints.model import Entry


def text_hash(text: str) -> str:
    """SHA-256 of a free text, hexadecimal; empty for no text."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def entry_hash(entry: Entry, *, sequence: int, recorded_at: datetime, previous: str, text: str) -> str:
    """The link of one entry: `text` is the hash of its free text, `previous` the hash before it."""
    fields = [
        sequence,
        entry.what,
        entry.by,
        entry.why,
        _second(entry.happened_at),
        _second(recorded_at),
        sorted(entry.facts.items()),
        text,
        previous,
    ]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


def _second(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds")
