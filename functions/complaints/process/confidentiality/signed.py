"""The signature that somebody wrote by hand below a mail, taken off where nobody is to know who wrote.

The mail room keeps it, since it is written. Here it goes: a closing with names, numbers and addresses on its
line and right below it, and those of one person at the end. Of anything else the words stay, since nobody
would know that they were left out; the names of the writer are taken out of them anyway.
"""

import re

from complaints.process.commands.spelling import flat
from complaints.process.courtesies import CLOSING, KIND_WORDS

LEFT_OUT = "[…]"
MOST_LINES, MOST_AT_THE_END = 6, 4  # that a signature has, with a closing above it and without
MOST_IN_SMALL = 2  # words without capitals that are a name
LONGEST = 80  # characters of a line of one
_CLOSING = re.compile(rf"[\W_]*(?:(?!halsar){CLOSING}|(?P<or_words>{KIND_WORDS}|halsar))\b(?P<rest>.*)")
_POSTSCRIPT = re.compile(r"\W{0,3}p\.?\s?s\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?:][\s\"”)]*\Z")
_INTRODUCES = re.compile(r"(?:[:,]|\b(?:heter|är|hette|var|och|named|called|is|are|was|and))[\s*_]*\Z", re.I)
_NAME = r"[A-ZÅÄÖ][\w'’-]+"
_NAMES = re.compile(rf"[\W_]*{_NAME}(?:\s+{_NAME}){{0,3}}[\s,]*")
_SLASHED = re.compile(rf"(?m)(?<![^\s.,!?])/{{1,2}}[ \t]?{_NAME}(?:[ \t]{_NAME}){{0,2}}(?=[ \t]*(?:,|$))")
_NUMBER = re.compile(r"(?:\+|\b00?)[\d\s()/-]{6,}\d")
_ADDRESS = re.compile(r"\S+@\S+")
_PART = re.compile(r"[\w'’-]+")
_TELLING = re.compile(r"[A-ZÅÄÖ][\w'’-]*|[\d-]+[A-Za-z]?")  # a name, an initial, a number, a class
_BETWEEN = re.compile(  # what joins names, and says whose numbers they are and how to use them
    r"från|till|och|av|i|på|en|ett|mamman?|pappan?|mor|far|(?:mor|far)(?:mor|far)|föräld(?:er|rar|rarna)"
    r"|vårdnadshavare|familj(?:en)?|orolig|oroliga|arga?|ledsen|besviken|klass|åk"
    r"|tel|telefon|tfn|mobil|mobiltelefon|nr|mail|mejl|e-?post|e-?mail|ring|nås|mig|gärna"
    r"|from|to|and|of|in|at|on|an?|the|mother|mum|mom|father|dad|parents?|worried|class|phone|mobile|call|me",
    re.IGNORECASE,
)
_HISTORY = re.compile(r"\s*>|[\s*]*(?:från|from)\s*:", re.IGNORECASE)


def unsigned(text: str) -> str:
    """The text without signatures, a mark in their place."""
    lines = text.split("\n")
    kept: list[str] = []
    number = 0
    while number < len(lines):
        if closing := _closing(lines[number]):
            kept.append(LEFT_OUT)
            number = _end_of_signature(lines, number + 1, surely=not closing["or_words"])
        else:
            kept.append(lines[number])
            number += 1
    return _SLASHED.sub(LEFT_OUT, "\n".join(_without_last_lines(kept)))


def _closing(line: str) -> re.Match[str] | None:
    """The closing that a line is, alone or with who wrote: "Vänligen ring" and "Hälsar ni?" are none."""
    closing = _CLOSING.fullmatch(flat(line)) if len(line) <= LONGEST else None
    if closing is None:
        return None
    rest = line[closing.start("rest") :].strip(" .,!*_/–-")
    if closing["or_words"]:
        return closing if not rest or _NAMES.fullmatch(rest) else None
    return closing if not rest or _is_of_somebody(rest) or _is_small_name(rest) else None


def _end_of_signature(lines: list[str], start: int, *, surely: bool) -> int:
    """The line behind a signature that may begin at `start`, an empty line above it or not.

    `surely`: a word or two in small letters are a name, as "mvh" does not begin a sentence.
    """
    end = first = next((n for n in range(start, len(lines)) if lines[n].strip()), start)
    if surely and end < len(lines) and _is_small_name(lines[end]):
        end += 1
    while end < min(len(lines), first + MOST_LINES) and _may_be_of_signature(lines[end]):
        end += 1
    return end if end > first else start


def _is_small_name(line: str) -> bool:
    return len(line.split()) <= MOST_IN_SMALL and not _SENTENCE.search(line) and not _POSTSCRIPT.match(line)


def _may_be_of_signature(line: str) -> bool:
    if len(line) > LONGEST or _HISTORY.match(line) or _POSTSCRIPT.match(line):
        return False
    return _reaches(line) or (_is_of_somebody(line) and not _SENTENCE.search(line))


def _without_last_lines(lines: list[str]) -> list[str]:
    """The lines without one name, and numbers, alone at the end or above what a mail program quotes.

    Names below each other, or below words that lead to them, are of others: whom the mail complains about.
    """
    end = next((number for number, line in enumerate(lines) if number and _HISTORY.match(line)), len(lines))
    below = lines[end:]
    while end and below and lines[end - 1].strip():  # the line that tells what is quoted
        end -= 1
    written = [number for number in range(end) if lines[number].strip()]
    last: list[int] = []
    for number in reversed(written[1:][-MOST_AT_THE_END:]):
        if not (_is_name(lines[number]) or _reaches(lines[number])):
            break
        last.insert(0, number)
    while last and not _is_signature([lines[number] for number in last], lines[: last[0]]):
        del last[0]
    return [*lines[: last[0]], LEFT_OUT, *lines[written[-1] + 1 :]] if last else lines


def _is_signature(last: list[str], above: list[str]) -> bool:
    """Whether the last lines are of whoever wrote the ones above: how to be reached, and at most one name."""
    names = [line for line in last if _has_name(line)]
    if not names:
        return True
    before = next(line for line in reversed(above) if line.strip())
    if len(names) > 1 or _INTRODUCES.search(before) or _is_name(before):
        return False
    return any(map(_reaches, last)) or not above[-1].strip()


def _is_name(line: str) -> bool:
    return len(line) <= LONGEST and bool(_NAMES.fullmatch(line.strip()))


def _has_name(line: str) -> bool:
    parts = _PART.findall(_ADDRESS.sub("", line))
    return any(part[0].isupper() and not _BETWEEN.fullmatch(part) for part in parts)


def _is_of_somebody(line: str) -> bool:
    """Whether the line is names and numbers, with what joins them: "mamma till Ella i 3B"."""
    bare = _NUMBER.sub("", _ADDRESS.sub("", line))
    parts = [part for part in _PART.findall(bare) if not _BETWEEN.fullmatch(part)]
    return all(map(_TELLING.fullmatch, parts)) and bool(parts or bare != line)


def _reaches(line: str) -> bool:
    """Whether a line says nothing but how to reach somebody."""
    reached = _ADDRESS.search(line) or _NUMBER.search(line)
    return len(line) <= LONGEST and bool(reached) and _is_of_somebody(line)
