"""The header block of a mail, field by field, without decoding anything and without trusting its size."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

MOST_FIELDS = 100_000  # what comes after them is taken for body
MOST_STRAY_LINES = 20
MOST_REPEATS = 20  # of one and the same field
LONGEST_VALUE = 64_000  # bytes of a field that are looked at; RFC 5322 2.1.1 allows 998 a line
NEWEST_AT_THE_END = frozenset({"references"})

# A byte order mark, empty lines, and the line that mailboxes of old put before each mail.
_TOP = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[ \t]*+(?:\r\n|\r|\n))*+(?:>?From (?![ \t]*:)[^\r\n]*(?:\r\n|\r|\n))?"
)
_STRAY_LINE = re.compile(rb"[^\r\n]++(?:\r\n|\r|\n)")
_OF_A_HEADER = re.compile(  # what cannot be the beginning of a letter: fields that only programs write
    rb"(?:Message-ID|MIME-Version|Content-Type|Received|DKIM-Signature|Return-Path|Delivered-To):",
    re.IGNORECASE,
)
_FIELD = re.compile(
    rb"([!-9;-~]+)[ \t]*:"
    rb"((?>[^\r\n]*+(?:\r\n|\r|\n|\Z))(?:[ \t](?>[^\r\n]*+(?:\r\n|\r|\n|\Z)))*+)"
)
_EMPTY_LINE = re.compile(rb"\n\r?\n|\r\r")
_BLANK_LINE = re.compile(rb"\r\n|\r|\n")
_LINE_ENDS = re.compile(r"[\r\n]+")


class Field(NamedTuple):
    """A field: name in lower case, value as it lies in the mail, folded, and the place after it."""

    name: str
    value: bytes
    end: int


class Head(NamedTuple):
    """The fields asked for, by name in the order they stand, and where the body begins."""

    fields: Mapping[str, list[Field]]
    body_at: int

    def all(self, name: str) -> list[str]:
        """Every value of the field, each on one line."""
        return [unfolded(field.value) for field in self.fields.get(name, ())]

    def first(self, name: str) -> str:
        """The first value of the field, or nothing."""
        values = self.fields.get(name)
        return unfolded(values[0].value) if values else ""


def fields(raw: bytes) -> Iterator[Field]:
    """The fields from the top to the first line that is neither a field nor the continuation of one.

    There the standard library's parser lets the body begin, too. Stray lines within a header are passed over.
    """
    top = position = _top(raw)
    gaps = 0
    for _ in range(MOST_FIELDS):
        match = _FIELD.match(raw, position)
        if not match and position > top and gaps < MOST_STRAY_LINES:
            gaps += 1
            match = _FIELD.match(raw, _after_stray_lines(raw, position))
        if not match:
            return
        position = match.end()
        name = match[1].decode("ascii").lower()
        yield Field(name, _value(raw, match.start(2), position, name), position)


def _after_stray_lines(raw: bytes, position: int) -> int:
    """The next field, if some lines of rubbish stand within the header; else the same place."""
    onward = position
    for _ in range(MOST_STRAY_LINES):
        stray = _STRAY_LINE.match(raw, onward)
        if not stray:
            return position
        onward = stray.end()
        if _FIELD.match(raw, onward):
            return onward if _has_more_header(raw, onward) else position
    return position


def _has_more_header(raw: bytes, position: int) -> bool:
    end = _EMPTY_LINE.search(raw, position, position + LONGEST_VALUE)
    block = raw[position : end.start() if end else position + LONGEST_VALUE]
    return any(_OF_A_HEADER.match(line) for line in block.splitlines())


def head_of(raw: bytes, wanted: frozenset[str]) -> Head:
    """The wanted fields of a mail. Costs one pass over the header block and keeps a bounded part of it."""
    kept: dict[str, list[Field]] = {}
    position = _top(raw)
    for field in fields(raw):
        position = field.end
        if field.name in wanted and len(same := kept.setdefault(field.name, [])) < MOST_REPEATS:
            same.append(field)
    blank = _BLANK_LINE.match(raw, position)
    return Head(kept, blank.end() if blank else position)


def unfolded(value: bytes) -> str:
    """A field's value on one line (RFC 5322 2.2.3)."""
    return _LINE_ENDS.sub("", text_of(value)).strip()


def text_of(value: bytes) -> str:
    """Header bytes as text: UTF-8 (RFC 6532), else what old programs send undeclared, Windows-1252."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def _top(raw: bytes) -> int:
    match = _TOP.match(raw)
    return match.end() if match else 0


def _value(raw: bytes, start: int, end: int, name: str) -> bytes:
    if name in NEWEST_AT_THE_END:
        return raw[max(start, end - LONGEST_VALUE) : end]
    return raw[start : min(end, start + LONGEST_VALUE)]
