"""The parts of an answer, if its writer named them: "Förstått: …", "Tagit reda på: …", "Gjort: …" and so on.

An answer need not be divided. An investigation must (skollagen 4 kap. 8 §; kartläggning, analys, åtgärder).
"""

import re

LABELS: dict[str, tuple[str, ...]] = {
    "understood": ("förstått", "så har vi förstått dig", "understood"),
    "found": ("tagit reda på", "kommit fram till", "kartläggning", "found"),
    "analysis": ("analys", "bedömning", "analysis"),
    "done": ("gjort", "gör", "åtgärder", "åtgärd", "done", "measures"),
    "not_done": ("gör inte", "inte gjort", "not done"),
    "sorry": ("ursäkt", "förlåt", "sorry"),
    "meeting": ("möte", "meeting"),
}
HEADINGS = {"found": "Kartläggning", "analysis": "Analys", "done": "Åtgärder"}  # of an investigation
GESTURES = {"sorry": "apology", "meeting": "meeting"}

_LABEL = re.compile(
    r"^\W{0,3}("
    + "|".join(sorted((word for words in LABELS.values() for word in words), key=len, reverse=True))
    + r")\**\s*:\**",
    re.IGNORECASE | re.MULTILINE,
)
_PART_OF = {word: part for part, words in LABELS.items() for word in words}


def parts_of(text: str) -> dict[str, str]:
    """The named parts that say something; what stands above them all is "said"."""
    first, *rest = _LABEL.split(text)
    parts = {"said": first.strip()}
    for label, words in zip(rest[::2], rest[1::2], strict=True):
        part = _PART_OF[label.lower()]
        parts[part] = "\n\n".join(filter(None, [parts.get(part, ""), words.strip()]))
    return {part: words for part, words in parts.items() if words}


def is_investigation(parts: dict[str, str]) -> bool:
    """Whether its three headings are there."""
    return all(part in parts for part in HEADINGS)
