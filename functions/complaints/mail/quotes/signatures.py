"""Signatures and the lines telephones add. What a person signs by hand ("Mvh Maria") stays: it is written."""

import re

from complaints.mail.quotes.words import DEVICES, EXCUSES, FOOTER_ENDS, FOOTERS, GUARDS

LONGEST_SIGNATURE = 25  # lines
LONGEST_BARE_SIGNATURE = 10
LONGEST_FOOTER = 100  # characters
MOST_WORDS_AFTER = 2  # the name of a device or a program
FOOTER_WITHIN = 6  # written lines from the end

_DELIMITER = "-- "  # RFC 3676 4.3
_BARE_DELIMITER = "--"  # its space was lost, or someone drew a line
_REACHABLE = re.compile(r"@\w|https?:|www\.|\+?\d[\d -]{5,}\d")
_POSTSCRIPT = re.compile(r"\W{0,3}p\.?\s?s\b", re.IGNORECASE)
_LINK = re.compile(r"\]\(\S{0,500}\)|[\[\]]|<\S{0,500}>|\(https?:\S{0,500}\)")
_SENTENCE = re.compile(r"[,;!?]|\.\s")
_MODEL = re.compile(r", an? [\w&+-]+ (?:\w+ )?(?:smart)?(?:phone|device|tablet)$", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def signature_start(lines: list[str]) -> int:
    """The line where the signature begins, or how many lines there are."""
    for number in range(max(1, len(lines) - LONGEST_SIGNATURE), len(lines)):
        if _delimits(lines, number) and any(map(str.strip, lines[:number])):
            return number
    return len(lines)


def _delimits(lines: list[str], number: int) -> bool:
    """Whether a signature begins here, and nothing else stands below it.

    If the delimiter's space is lost it must tell how to reach someone, follow a quote, or be repeated.
    """
    below = lines[number + 1 :]
    if any(map(_POSTSCRIPT.match, below)):
        return False
    if lines[number] != _BARE_DELIMITER:
        return lines[number] == _DELIMITER
    above = next(filter(str.strip, reversed(lines[:number])), "")
    if next(filter(str.strip, below), "") == _DELIMITER:
        return True
    return len(below) <= LONGEST_BARE_SIGNATURE and (
        above.startswith(">") or any(map(_REACHABLE.search, below))
    )


def without_footers(lines: list[str]) -> list[str]:
    """The lines but for those that a telephone or a webmail added at the end."""
    kept = list(lines)
    seen = 0
    for number in range(len(lines) - 1, -1, -1):
        if not lines[number].strip():
            continue
        if is_footer(lines[number]):
            del kept[number]
        seen += 1
        if seen >= FOOTER_WITHIN:
            break
    return kept


def is_footer(line: str) -> bool:
    """Whether a line is what a telephone or a webmail puts below every mail."""
    if len(line) > 4 * LONGEST_FOOTER:
        return False
    shown = (_LINK.sub("", line) if "[" in line or "<" in line or "(" in line else line).strip(" \t*_>-–—.!")
    words = _without_excuse(_MODEL.sub("", shown).lower())
    if len(words) > LONGEST_FOOTER:
        return False
    if words.startswith("virus") and not GUARDS.isdisjoint(_WORD.findall(words)):
        return True
    if not (words.startswith(FOOTERS) or words.endswith(FOOTER_ENDS)) or _SENTENCE.search(words):
        return False
    named = [number for number, word in enumerate(_WORD.findall(words), 1) if word in DEVICES]
    return bool(named) and len(_WORD.findall(words)) - named[-1] <= MOST_WORDS_AFTER


def _without_excuse(words: str) -> str:
    """A line without the apology for brevity, or an advertisement, that follows on it."""
    for end in _SENTENCE.finditer(words):
        if words[end.end() :].lstrip().startswith(EXCUSES):
            return words[: end.start()]
    return words
