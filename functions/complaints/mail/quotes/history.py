"""Older mail that stands below the new one without any mark on its lines, as Outlook leaves it."""

import re
from typing import NamedTuple

from complaints.mail.quotes.headers import header_length, is_divider, is_rule, opens_forward
from complaints.mail.quotes.introductions import introduction_ending_at
from complaints.mail.quotes.marks import is_quoted

LONGEST_LINE = 1_000  # characters that are looked at
MOST_EMPTY = 4  # lines between an introduction and what it introduces

_ANSWERS_BELOW = re.compile(
    r"(?i)\b(?:svar\w{0,4}|kommentar\w{0,4}|answers?|comments?|repl(?:y|ies))\b.{0,40}"
    r"\b(?:nedan|i texten|i rött|röd|inline|below|in red|i din text|i mejlet)\b"
)


class _Found(NamedTuple):
    start: int
    end: int  # of the lines that say so
    own: str = ""  # words of the sender on the first of them


def above_history(lines: list[str]) -> list[str] | None:
    """The lines above older mail, or all. None if the mail passes another one on.

    A header at the very top heads the mail itself: then there is nothing above it.
    """
    written = False
    number = 0
    while number < len(lines):
        line = lines[number]
        if not _says_something_of_mail(line):
            written = written or (bool(line.strip()) and not is_quoted(line))
            number += 1
            continue
        if opens_forward(line) and not (number and is_quoted(lines[number - 1])):
            return None
        plain = not is_quoted(line) and bool(line.strip())
        found = _history_at(lines, number) if plain else None
        if found and (written or found.own):
            above = _without_rules([*lines[: found.start], *filter(None, [found.own])])
            return None if _answers_below(above) else above
        written = written or (plain and not found)
        number = found.end if found else number + 1
    return lines


def _says_something_of_mail(line: str) -> bool:
    """Whether a line may be the head of older mail; a sentence of its own seldom has any of these signs."""
    return ":" in line or "@" in line or "--" in line or "==" in line or "__" in line or "-##" in line


def _answers_below(lines: list[str]) -> bool:
    """Whether the writer says that the answers stand within the older mail."""
    return any(_ANSWERS_BELOW.search(line[:LONGEST_LINE]) for line in lines)


def _history_at(lines: list[str], number: int) -> _Found | None:
    if is_divider(lines[number]):
        return _Found(number, number + 1)
    if length := header_length(lines, number):
        return _Found(number, number + length)
    found = introduction_ending_at(lines, number)
    if found and found.sure and not _quotes_follow(lines, number + 1):
        return _Found(found.start, number + 1, found.own)
    return None


def _quotes_follow(lines: list[str], start: int) -> bool:
    below = (line for line in lines[start : start + MOST_EMPTY] if line.strip())
    return is_quoted(next(below, ""))


def _without_rules(lines: list[str]) -> list[str]:
    """The lines without the ones that mail programs draw above a quoted header."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or is_rule(lines[end - 1])):
        end -= 1
    return lines[:end]
