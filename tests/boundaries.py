"""The same mail has the same bytes each time a story is told: boundaries between its parts not at random."""

import hashlib
from email.generator import Generator


def _boundary(_cls: type, text: str | bytes | None) -> str:
    octets = text if isinstance(text, bytes) else str(text).encode("utf-8", "surrogateescape")
    return f"==============={hashlib.sha256(octets).hexdigest()[:19]}=="


def not_at_random() -> None:
    """From now on, in this process."""
    Generator._make_boundary = classmethod(_boundary)  # type: ignore[attr-defined]
