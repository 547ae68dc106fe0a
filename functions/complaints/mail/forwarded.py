"""Who wrote what a mail passes on: the mail enclosed in it, or pasted below its own words."""

import re
from itertools import islice
from typing import NamedTuple

from complaints.mail.cleaning import clean_line
from complaints.mail.encoded_words import decoded
from complaints.mail.head import unfolded
from complaints.mail.parts import Part
from complaints.mail.quotes.forwards import says_forward
from complaints.mail.quotes.headers import field_of, header_length, opens_forward
from complaints.mail.quotes.words import FROM, SUBJECT
from complaints.mail.sender import author_of
from complaints.mail.text import words_of
from complaints.model import Forwarded

MOST_LINES = 2_000  # that are searched
LONGEST_LINE = 500  # characters
LINES_OF_HEADER = 24
MOST_EMPTY = 3  # lines between a divider and the header
FEWEST_FIELDS = 3  # of a header that nothing announces
LONGEST_SUBJECT = 1_000

_QUOTE = re.compile(r"(?:> ?)*")
_MAILTO = re.compile(r"\[mailto:([^\]\s]+)\]|<mailto:([^>\s]+)>", re.IGNORECASE)


class _Header(NamedTuple):
    """The fields of a pasted mail's header, by what they are, and the line below it."""

    fields: dict[str, str]
    end: int


def forwarded_of(root: Part, subject: str, text: str) -> Forwarded | None:
    """The mail that is passed on, or nothing. The outermost, if there are several within each other."""
    inside = next((part for part in islice(root.walk(), 50) if part.is_mail and part.parts), None)
    return _enclosed(inside.parts[0]) if inside else _pasted(subject, text)


def _enclosed(part: Part) -> Forwarded:
    sender = author_of(unfolded(str(part.source.get("from", "")).encode("utf-8", "replace")))
    subject = decoded(unfolded(str(part.source.get("subject", "")).encode("utf-8", "replace")))
    return Forwarded(sender=sender, subject=clean_line(subject)[:LONGEST_SUBJECT], text=words_of(part).all)


def _pasted(subject: str, text: str) -> Forwarded | None:
    lines = text.split("\n", MOST_LINES)
    is_passed_on = says_forward(subject)
    for number, line in enumerate(lines):
        mark = _QUOTE.match(line)
        plain = line[mark.end() : LONGEST_LINE] if mark else line
        if opens_forward(plain):
            return _below(lines, number + 1)
        if is_passed_on and field_of(plain) and (found := _read(lines, number, FEWEST_FIELDS)):
            return found
    return None


def _below(lines: list[str], start: int) -> Forwarded | None:
    """The mail below a divider, that need not say more than who wrote."""
    numbers = range(start, min(start + MOST_EMPTY + 1, len(lines)))
    first = next((number for number in numbers if lines[number].strip("> \t")), None)
    return None if first is None else _read(lines, first, 1)


def _read(lines: list[str], start: int, fewest: int) -> Forwarded | None:
    """The mail whose header begins here, without the marks of its being quoted."""
    mark = _QUOTE.match(lines[start])
    quoted = mark[0].rstrip() if mark else ""
    own = [line.removeprefix(quoted).removeprefix(" ") if quoted else line for line in lines[start:]]
    header = _header([line[:LONGEST_LINE] for line in own[:LINES_OF_HEADER]])
    if FROM not in header.fields or len(header.fields) < fewest:
        return None
    return Forwarded(
        sender=author_of(_MAILTO.sub(r"<\1\2>", header.fields[FROM])),
        subject=clean_line(header.fields.get(SUBJECT, ""))[:LONGEST_SUBJECT],
        text="\n".join(own[header.end :]).strip(),
    )


def _header(lines: list[str]) -> _Header:
    """Sure ones as in a reply; else as many lines as are fields."""
    end = header_length(lines, 0)
    if not end:
        end = next((number for number, line in enumerate(lines) if not field_of(line)), len(lines))
    fields: dict[str, str] = {}
    for line in lines[:end]:
        if (kind := field_of(line)) and kind not in fields:
            fields[kind] = line.partition(":")[2].strip(" *\t")
    return _Header(fields, end)
