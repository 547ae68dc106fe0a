"""What mails have in common that a machine writes again and again: to cap acknowledgements (RFC 3834 2)."""

import hashlib
import re

LONGEST = 4_000  # characters of the text that are looked at
_VARIES = re.compile(r"\d+|[^\w\s]+")
_PREFIXES = re.compile(
    r"^(?:\s*(?:re|sv|vs|fwd?|vb|aw|wg|tr|svar|antw|automatiskt svar|automatic reply)\s*:)+", re.IGNORECASE
)


def likeness(subject: str, new_text: str) -> str:
    """Sixteen hexadecimal digits, equal for mails of the same words: numbers, signs and reply prefixes apart.

    Two of the same likeness from one sender within days are one matter, or a machine that answers us.
    """
    words = " ".join(_VARIES.sub(" ", f"{_PREFIXES.sub('', subject)} {new_text[:LONGEST]}".lower()).split())
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]
