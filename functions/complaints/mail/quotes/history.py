"""Older mail that stands below the new one without any mark on its lines, as Outlook leaves it."""

import re
from typing import NamedTuple

from complaints.mail.quotes.headers import DIVIDING, header_length, is_divider, is_rule, opens_forward
from complaints.mail.quotes.introductions import introduces_on_the_same_line, introduction_ending_at
from complaints.mail.quotes.marks import is_quoted

LONGEST_LINE = 1_000  # characters that are looked at
MOST_EMPTY = 4  # lines between an introduction and what it introduces

_SIGN = re.compile("[:@]|" + "|".join(map(re.escape, DIVIDING)))
# "Mina svar i rött nedan", but neither "Tack för svaret nedan" nor "Vi har inte fått svar på frågorna nedan".
_ANSWERS_BELOW = re.compile(
    r"(?i)(?<!för )(?<!ert )(?<!ditt )(?<!på )(?<!något )(?<!inget )(?<!inga )"
    r"(?<!få )(?<!får )(?<!fått )(?<!få ett )(?<!får ett )(?<!fått ett )"
    r"\b(?:svar\w{0,4}|kommentar\w{0,4}|kommenter\w{0,3}|answer\w{0,3}|comments?|repl(?:y|ies)|"
    r"antwort\w{0,3}|vasta\w{0,9})\b.{0,40}"
    r"\b(?:nedan|mellan raderna|under (?:varje|respektive|frågorna)|"
    r"(?:i|in|in the|im) (?:din |ert |er )?te[xk]s?t\w*|inline|below|nedenfor|herunder|unten|punaisella|"
    r"(?:i|med|in|mit|in the) (?:röt?t|röd|rødt|blått|blåt|blå|grönt|grønt|grön|red|blue|green|rot|blau)|"
    r"(?:i|med|in) (?:fet|fetstil|kursiv|versaler|bold))\b"
    # A mail or a letter is often another one than this: only who says "mina svar" or "jag svarar" means it.
    r"|(?:\b(?:mina|våra) (?:svar|kommentarer)|(?:^\W*|\bjag |\bvi )(?:svarar|kommenterar))\b.{0,40}"
    r"\bi (?:mejlet|mailet|brevet)\b"
    r"|\bvasta\w{0,9}\b.{0,40}\balla\b"  # Finnish for "below"; in Swedish everybody
)


class _Found(NamedTuple):
    start: int
    end: int  # of the lines that say so
    own: str = ""  # words of the sender on the first of them


def above_history(lines: list[str], *, answers: bool) -> list[str] | None:
    """The lines above older mail, or all. None if the mail passes another one on.

    Where it answers none, what looks like one was pasted into it, and its own words may go on below.
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
        found = _history_at(lines, number) if plain and answers else None
        if found and (written or found.own):
            above = _without_rules([*lines[: found.start], *filter(None, [found.own])])
            return None if _answers_below(above) else above
        written = written or (plain and not found)
        number = found.end if found else number + 1
    return lines


def _says_something_of_mail(line: str) -> bool:
    """Whether a line may be the head of older mail; a sentence of its own seldom has any of these signs."""
    return bool(_SIGN.search(line))


def _answers_below(lines: list[str]) -> bool:
    """Whether the writer says that the answers stand within the older mail."""
    return any(_ANSWERS_BELOW.search(line[:LONGEST_LINE]) for line in lines)


def _history_at(lines: list[str], number: int) -> _Found | None:
    if is_divider(lines[number]):
        return None if _quotes_follow(lines, number + 1) else _Found(number, number + 1)
    if length := header_length(lines, number):
        return _Found(number, number + length)
    if introduces_on_the_same_line(lines[number]):
        return _Found(number, number + 1)
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
