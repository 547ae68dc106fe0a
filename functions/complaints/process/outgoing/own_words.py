"""What a staff member wrote to the complainant, without anything internal that came along in the mail."""

import re
from collections.abc import Sequence

from complaints.model import Case
from complaints.organisation import Organisation

LONGEST = 20_000  # characters: an answer, not a document
SLOT = re.compile(r"\[[^\]\n]*\]|_{3,}|…\s*…")
DIVIDER = re.compile(
    r"\W*(ursprungligt meddelande|originalmeddelande|svarsmeddelande|original ?message|reply message"
    r"|original-?nachricht"
    r"|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|ursprüngliche nachricht"
    r"|(begin |börja |start på )?(vidarebefordra|vidaresän|forwarded|videresend|weitergeleitet|välitet)\w*"
    r"( (message|meddelande|meddelelse|melding|mejl|mail|brev|nachricht|viesti))?)\W*",
    re.IGNORECASE,
)
FROM = re.compile(r"[\s*_|]*(från|from|fra|von|lähettäjä|avsändare)\*?\s*:", re.IGNORECASE)
FIELD = re.compile(
    r"[\s*_|]*(till|to|til|an|vastaanottaja|kopia|cc|kopi|skickat|sent|sendt|gesendet|lähetetty|datum|date|dato"
    r"|päiväys|päivämäärä|ämne|subject|emne|betreff|aihe)\*?\s*:",
    re.IGNORECASE,
)
PASSED_ON = re.compile(r"\s*\[?(vb|fwd?|wg|vl)\s?:", re.IGNORECASE)
FIELD_WITHIN = re.compile(r"(?i)\b(skickat|sent|sendt|gesendet|lähetetty)\*?\s?:")
WROTE = re.compile(
    r"\b(skrev|skriver|skreiv|wrote|writes|schrieb|kirjoitti|citerar|quoting)\b", re.IGNORECASE
)
WRITER = re.compile(r"[<(\[]\s?[^\s<>()\[\]]{1,64}@[^\s<>()\[\]]{1,190}\s?[>)\]]|mailto:|\S@\S+\s*:\**\Z")
YEAR = re.compile(r"\b20\d\d\b|\b\d\d?[/.-]\d\d?[/.-]\d\d\b")
TIME = re.compile(r"\b\d\d?[.:]\d\d\b")
LONGEST_INTRODUCTION, MOST_LINES = 400, 4  # characters; lines that a mail program breaks it into
RULE = re.compile(r"\n[ \t]*_{5,}\Z")  # Outlook draws one above the mail that it quotes
MOST_EMPTY = 4  # lines that are looked through for the next field of a header


def own_words(text: str) -> str:
    """The words above anything forwarded or quoted, without quoted lines.

    The mail room cuts history away, but in doubt it keeps all, and all of a forward. Here, in doubt, nothing
    stays: whoever wrote is told of it, and sees what is left before it leaves.
    """
    lines = text.split("\n")
    starts = (_another_mail_at(lines, number) for number in range(len(lines)))
    end = next((start for start in starts if start is not None), len(lines))
    own = [line for line in lines[:end] if not line.lstrip().startswith(">")]
    return RULE.sub("", "\n".join(own).strip()).strip()


def passes_on(subject: str) -> bool:
    """Whether a colleague passed another mail on to the case: its files are not theirs."""
    return bool(PASSED_ON.match(subject))


def leaks(text: str, case: Case, organisation: Organisation) -> bool:
    """Whether words still stand in it that only our own letters hold: quoted history was not cut away."""
    marks = (organisation.domain, f"[{case.number}]")
    return any(mark.casefold() in text.casefold() for mark in marks)


def open_slots(text: str) -> list[str]:
    """The places of a draft that nobody filled in."""
    return [found[0] for found in SLOT.finditer(text)]


def _another_mail_at(lines: Sequence[str], number: int) -> int | None:
    """Where another mail begins if this line says so: itself, or the first line of what ends with it."""
    line = lines[number]
    below = next((line for line in lines[number + 1 : number + 1 + MOST_EMPTY] if line.strip()), "")
    if DIVIDER.fullmatch(line) or _is_header(line, below):
        return number
    return _introduction_ending_at(lines, number)


def _is_header(line: str, below: str) -> bool:
    """Whether a sender's line stands here with another field of a header beside it, above it or below."""
    if FROM.match(line):
        return bool(FIELD.match(below) or FIELD_WITHIN.search(line))
    return bool(FIELD.match(line) and FROM.match(below))


def _introduction_ending_at(lines: Sequence[str], end: int) -> int | None:
    """Where a sentence like "Den 3 mars 2026 kl. 10:02 skrev Anna <…>:" begins, that ends with this line."""
    last = lines[end].strip("\t *")
    if not last.endswith((":", "--")) or len(last) > LONGEST_INTRODUCTION:
        return None
    for start in range(end, max(-1, end - MOST_LINES), -1):
        sentence = " ".join(lines[start : end + 1])
        if not lines[start].strip() or len(sentence) > LONGEST_INTRODUCTION:
            return None
        if _introduces(sentence):
            return start - _has_more_above(lines, start, sentence)
    return None


def _introduces(sentence: str) -> bool:
    """Whether a mail program may have written it: a writer's address, a date, a word for "wrote"."""
    wrote, dated = WROTE.search(sentence), YEAR.search(sentence)
    if sentence.rstrip().endswith("--"):
        return bool(wrote and sentence.lstrip().startswith("--"))
    if WRITER.search(sentence):
        return bool(wrote or dated)
    return bool(wrote and dated and TIME.search(sentence))


def _has_more_above(lines: Sequence[str], start: int, sentence: str) -> bool:
    """Whether the line above is the first of the same sentence: it has the date or the writer this lacks."""
    above = lines[start - 1] if start else ""
    if len(above) > LONGEST_INTRODUCTION or above.rstrip().endswith((".", "!", "?", ":")):
        return False
    return any(sign.search(above) and not sign.search(sentence) for sign in (YEAR, WRITER))
