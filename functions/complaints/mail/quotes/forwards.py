"""Whether a mail passes another one on, by its subject."""

import re

# Swedish, English, Norwegian and Danish, German, French, Spanish, Portuguese, Dutch, Finnish, Polish.
_PREFIX = re.compile(
    r"\s*\[?(?:vb|fwd?|vs|wg|tr|rv|enc|vl|pd|i|doorst|videresend|vidarebefordrat|vidarebefordrar)\s?:",
    re.IGNORECASE,
)
_FINNISH_REPLY = re.compile(r"\s*vs\s?:", re.IGNORECASE)  # "vastaus"; to Norwegians "videresendt"


def says_forward(subject: str) -> bool:
    """Whether the outermost prefix of a subject may say so ("VS:" is a reply in Finnish)."""
    return bool(_PREFIX.match(subject))


def is_forward(subject: str, text: str) -> bool:
    """Whether the outermost prefix of the subject says so. The text decides what "VS:" means."""
    if not says_forward(subject):
        return False
    return not (_FINNISH_REPLY.match(subject) and ("Lähettäjä" in text or "kirjoitti" in text))
