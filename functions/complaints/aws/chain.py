"""Entries as rows of an append-only log, each holding the hash of the one before it (G97)."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from complaints.aws.values import stamp, to_row
from complaints.hash_chain import entry_hash, text_hash
from complaints.model import Entry

# Bytes of free text in a row, and the raw mail holds all of it: an item holds 400 kB, and the names of a
# mail's files, which a letter tells too, may come to 160.
MOST_TEXT = 240_000


def clipped(text: str) -> str:
    """As much of a text as a row may hold; an ellipsis says that there is more in the raw mail."""
    octets = text.encode()
    if len(octets) <= MOST_TEXT:
        return text
    return octets[:MOST_TEXT].decode(errors="ignore") + " […]"


def chained(
    entries: tuple[Entry, ...], before: int, previous: str, recorded_at: datetime
) -> tuple[list[dict[str, Any]], str]:
    """Entries as rows, each chained to the one before it; `before` is how many there are already."""
    items = []
    kept = (replace(entry, text=clipped(entry.text)) for entry in entries)
    for sequence, entry in enumerate(kept, start=before + 1):
        hashed = text_hash(entry.text)
        link = entry_hash(entry, sequence=sequence, recorded_at=recorded_at, previous=previous, text=hashed)
        chain = {"text_hash": hashed, "previous": previous, "hash": link}
        items.append(to_row(entry) | {"sequence": sequence, "recorded_at": stamp(recorded_at)} | chain)
        previous = link
    return items, previous
