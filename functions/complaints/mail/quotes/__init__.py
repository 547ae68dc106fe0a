"""What is new in a mail: its text without the history in it and without the signature.

Only forms that leave no doubt are taken off, in doubt more is kept; the whole text always stays in `text`.
The time is linear in the text: every look around a line is bounded.
"""

import re
from itertools import dropwhile, islice

from complaints.mail.quotes.forwards import is_forward
from complaints.mail.quotes.history import above_history
from complaints.mail.quotes.marks import quotes_in
from complaints.mail.quotes.signatures import (
    is_footer,
    without_disclaimers,
    without_footers,
    without_signature,
)

__all__ = ["cut_like", "new_text_of", "without_disclaimers"]

_WORD = re.compile(r"[^\W_]+")
MOST_ROUNDS = 4  # of a signature below a quote below a signature …


def new_text_of(text: str, subject: str = "", *, answers: bool = True) -> str:
    """The new part of a text. Where nothing would be left (a bare forward) the whole text is, from its first
    line that no telephone added.

    If the subject says that the mail passes another one on ("VB: …"), then that one is what its sender
    wants to say, and nothing of it is history. `answers`: whether the mail answers another one. One that does
    not has no history of its own: a header, and lines with ">" that nothing introduces, are what its writer
    wants to show.
    """
    lines = text.split("\n")
    above = None if is_forward(subject, text) else above_history(lines, answers=answers)
    if above is None:
        return text
    new = _unquoted(above, answers=answers, cut=len(above) < len(lines))
    return "\n".join(without_footers(new)).strip() or "\n".join(dropwhile(_says_nothing, lines)).strip()


def cut_like(text: str, new_words: str) -> str:
    """The beginning of a text whose new words are known from its other dress; all, if it begins else."""
    new = _WORD.findall(new_words)
    words = [*islice(_WORD.finditer(text), len(new) + 1)]
    if not new or len(words) <= len(new) or [word[0] for word in words[:-1]] != new:
        return text
    line_end = text.find("\n", words[-2].end(), words[-1].start())
    return text[:line_end].rstrip() if line_end >= 0 else text


def _unquoted(lines: list[str], *, answers: bool, cut: bool) -> list[str]:
    """The lines without quotes at the end, signatures, and the one quote that is answered below.

    Once history is `cut` off, a quote that no program introduced is what the writer wants to show. Where
    several quotes are answered one by one, they stay: the answers are not understood without them.
    """
    for _ in range(MOST_ROUNDS):
        lines = _stripped(without_signature(lines))
        quotes = [quote for quote in quotes_in(lines) if answers or quote.introduced]
        if not quotes or quotes[-1].end < len(lines) or (cut and not quotes[-1].introduced):
            break
        lines, cut = [*lines[: quotes[-1].start], *filter(None, [quotes[-1].own])], True
    if len(quotes) != 1:
        return lines
    [quote] = quotes
    above = [*lines[: quote.start], *filter(None, [quote.own])]
    if quote.introduced or all(map(_is_empty, above)):
        return [*_stripped(above), "", *dropwhile(_is_empty, lines[quote.end :])]
    return lines


def _stripped(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and _is_empty(lines[end - 1]):
        end -= 1
    return lines[:end]


def _says_nothing(line: str) -> bool:
    return _is_empty(line) or is_footer(line)


def _is_empty(line: str) -> bool:
    return not line.strip()
