"""What a staff member wrote to the complainant, without anything internal that came along in the mail."""

import re
from collections.abc import Sequence

from complaints.model import Case
from complaints.organisation import Organisation

LONGEST = 20_000  # characters: an answer, not a document
SLOT = re.compile(r"\[[^\]\n]*\]|_{3,}|…\s*…")
DIVIDER = re.compile(
    r"\W*(ursprungligt meddelande|originalmeddelande|original message"
    r"|(begin |börja )?(vidarebefordra|vidaresän|forwarded)\w*( (message|meddelande|mejl|mail|brev))?)\W*",
    re.IGNORECASE,
)
FROM = re.compile(r"[\s*]*(från|from)\s*:", re.IGNORECASE)
FIELD = re.compile(r"[\s*]*(till|to|kopia|cc|skickat|sent|datum|date|ämne|subject)\s*:", re.IGNORECASE)


def own_words(text: str) -> str:
    """The words above anything forwarded, without quoted lines."""
    lines = text.split("\n")
    end = next((n for n in range(len(lines)) if _begins_another_mail(lines, n)), len(lines))
    return "\n".join(line for line in lines[:end] if not line.lstrip().startswith(">")).strip()


def leaks(text: str, case: Case, organisation: Organisation) -> bool:
    """Whether words still stand in it that only our own letters hold: quoted history was not cut away."""
    marks = (organisation.domain, f"[{case.number}]")
    return any(mark.casefold() in text.casefold() for mark in marks)


def open_slots(text: str) -> list[str]:
    """The places of a draft that nobody filled in."""
    return [found[0] for found in SLOT.finditer(text)]


def _begins_another_mail(lines: Sequence[str], number: int) -> bool:
    """A line that says so, or a sender's line with another field of a header below it."""
    below = next((line for line in lines[number + 1 :] if line.strip()), "")
    said = DIVIDER.fullmatch(lines[number]) or (FROM.match(lines[number]) and FIELD.match(below))
    return bool(said)
