"""Signatures and the lines telephones add. What a person signs by hand ("Mvh Maria") stays: it is written."""

import re

from complaints.mail.quotes.words import DEVICES, FOOTERS

LONGEST_SIGNATURE = 25  # lines
LONGEST_BARE_SIGNATURE = 10
LONGEST_FOOTER = 100  # characters
FOOTER_WITHIN = 6  # written lines from the end

_DELIMITER = "-- "  # RFC 3676 4.3
_BARE_DELIMITER = "--"  # its space was lost, or someone drew a line
_REACHABLE = re.compile(r"@\w|https?:|www\.|\+?\d[\d -]{5,}\d")
_LINK = re.compile(r"\]\(\S{0,500}\)|[\[\]]|<\S{0,500}>|\(https?:\S{0,500}\)")
_SENTENCE = re.compile(r"[,;!?]|\.\s")
_WORD = re.compile(r"\w+")


def signature_start(lines: list[str]) -> int:
    """The line where the signature begins, or how many lines there are."""
    for number in range(max(1, len(lines) - LONGEST_SIGNATURE), len(lines)):
        if _delimits(lines, number) and any(map(str.strip, lines[:number])):
            return number
    return len(lines)


def _delimits(lines: list[str], number: int) -> bool:
    """Whether a signature begins here.

    If the delimiter's space is lost it must tell how to reach someone, follow a quote, or be repeated.
    """
    if lines[number] != _BARE_DELIMITER:
        return lines[number] == _DELIMITER
    below = lines[number + 1 :]
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
    if len(shown) > LONGEST_FOOTER or not shown.lower().startswith(FOOTERS) or _SENTENCE.search(shown):
        return False
    return not DEVICES.isdisjoint(_WORD.findall(shown.lower()))
