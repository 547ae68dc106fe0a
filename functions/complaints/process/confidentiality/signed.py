"""The signature that somebody wrote by hand below a mail, taken off where nobody is to know who wrote.

The mail room keeps it, since it is written. Here, in doubt, it goes: a few short lines below a greeting, and
lines of nothing but names, numbers and addresses at the end.
"""

import re

LEFT_OUT = "[…]"
MOST_LINES, MOST_AT_THE_END = 6, 4  # that a signature has, with a greeting above it and without
LONGEST = 80  # characters of a line of one
MOST_WORDS = 4  # behind a greeting, on its line
_GREETING = re.compile(
    r"[\W_]*(?:(?:med\s+)?(?:(?:vänliga?|bästa|varma|många|hjärtliga)\s+)?hälsn(?:ing(?:ar)?)?|hälsar"
    r"|mvh|m\.v\.h\.?|vänligen|(?:(?:kind(?:est)?|best|warm)\s+)?regards|(?:yours\s+)?sincerely"
    r"|best\s+wishes)\b(?P<rest>.*)",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"\W{0,3}p\.?\s?s\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?:][\s\"”)]*\Z")
_NAME = r"[A-ZÅÄÖ][\w'’-]+"
_NAMES = re.compile(rf"[\W_]*{_NAME}(?:\s+{_NAME}){{0,3}}[\s,]*")
_SLASHED = re.compile(rf"(?m)(?<![^\s.,!?])/{{1,2}}[ \t]?{_NAME}(?:[ \t]{_NAME}){{0,2}}(?=[ \t]*(?:,|$))")
_NUMBER = re.compile(r"(?:\+|\b00?)[\d\s()/-]{6,}\d")
_ADDRESS = re.compile(r"\S+@\S+")
_HISTORY = re.compile(r"\s*>|[\s*]*(?:från|from)\s*:", re.IGNORECASE)


def unsigned(text: str) -> str:
    """The text without signatures, a mark in their place."""
    lines = _without_last_lines(text.split("\n"))
    kept: list[str] = []
    number = 0
    while number < len(lines):
        if _greets(lines[number]):
            kept.append(LEFT_OUT)
            number = _end_of_signature(lines, number + 1)
        else:
            kept.append(lines[number])
            number += 1
    return _SLASHED.sub(LEFT_OUT, "\n".join(kept))


def _greets(line: str) -> bool:
    greeting = _GREETING.fullmatch(line) if len(line) <= LONGEST else None
    if greeting is None:
        return False
    rest = greeting["rest"]
    return len(rest.split()) <= MOST_WORDS and not _SENTENCE.search(rest.strip("., "))


def _end_of_signature(lines: list[str], start: int) -> int:
    """The line behind a signature that may begin at `start`."""
    end, written = start, 0
    for number in range(start, len(lines)):
        line = lines[number]
        if line.strip():
            if written == MOST_LINES or not _may_be_of_signature(line):
                break
            written, end = written + 1, number + 1
    return end


def _may_be_of_signature(line: str) -> bool:
    if len(line) > LONGEST or _HISTORY.match(line) or _POSTSCRIPT.match(line):
        return False
    return bool(_reaches(line)) or not _SENTENCE.search(line)


def _without_last_lines(lines: list[str]) -> list[str]:
    """The lines without names and numbers alone at the end, or above what a mail program quotes."""
    end = next((number for number, line in enumerate(lines) if number and _HISTORY.match(line)), len(lines))
    below = lines[end:]
    while end and below and lines[end - 1].strip():  # the line that tells what is quoted
        end -= 1
    written = [number for number in range(end) if lines[number].strip()]
    start = end
    for number in reversed(written[1:][-MOST_AT_THE_END:]):
        line = lines[number]
        if len(line) > LONGEST or not (_NAMES.fullmatch(line.strip()) or _reaches(line)):
            break
        start = number
    return lines if start == end else [*lines[:start], LEFT_OUT, *lines[written[-1] + 1 :]]


def _reaches(line: str) -> bool:
    """Whether a line says little but how to reach somebody."""
    bare = _ADDRESS.sub("", _NUMBER.sub("", line))
    return bare != line and len(bare.split()) <= MOST_WORDS
