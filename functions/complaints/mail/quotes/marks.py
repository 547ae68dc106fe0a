"""Which lines are quoted with ">", and where such quotes begin and end."""

import re
from typing import NamedTuple

from complaints.mail.quotes.headers import is_divider
from complaints.mail.quotes.introductions import introduction_ending_at, is_only_wrote

FULL_LINE = 60  # characters: a shorter quoted line was not broken by a mail program
ENDS = ".?!:;"

# ">From" is no quote: mail boxes on disk mask the word so (RFC 4155).
# ">>> Maria Lind 2026-03-31 10:02 >>>" heads what GroupWise quotes.
_QUOTED = re.compile(r"\s{0,3}>(?!From |>> .{3,200} >>>\s*$)")
_LINK = re.compile(r"\s*[(<]https?://[^\s)>]{1,900}[)>]\s*>?\s*")
_BROKEN_LINK = re.compile(r"[(<]https?://[^\s)>]{0,900}$")


class Quote(NamedTuple):
    """Quoted lines, `start` to `end`, with what introduces them. `own` are words before it on that line."""

    start: int
    end: int
    introduced: bool
    own: str = ""


def is_quoted(line: str) -> bool:
    """Whether a line is marked as quoted."""
    return ">" in line[:4] and bool(_QUOTED.match(line)) and not is_only_wrote(line)


def unmarked(text: str) -> str:
    """A text without the lines that are marked as quoted."""
    return "\n".join(line for line in text.split("\n") if not is_quoted(line))


def quotes_in(lines: list[str]) -> list[Quote]:
    """The quotes of a text in order; empty lines within and below belong to them."""
    quoted = [is_quoted(line) for line in lines]
    quotes: list[Quote] = []
    number = 0
    while number < len(lines):
        if not quoted[number]:
            number += 1
            continue
        end = _end(lines, quoted, number)
        quotes.append(_with_introduction(lines, number, end, quotes[-1].end if quotes else 0))
        number = end
    return quotes


def _end(lines: list[str], quoted: list[bool], start: int) -> int:
    """Where a quote ends: behind empty lines and lines whose mark was lost when they were broken."""
    end = number = start
    while number < len(lines):
        if quoted[number] or _lost_its_mark(lines, quoted, number):
            end = number = number + 1
        elif not lines[number].strip():
            number += 1
        else:
            break
    return end


def _lost_its_mark(lines: list[str], quoted: list[bool], number: int) -> bool:
    """Whether a line is the rest of a full quoted line above it, with the quote going on below."""
    if not 0 < number < len(lines) - 1 or not (quoted[number - 1] and quoted[number + 1]):
        return False
    above, line = lines[number - 1].rstrip(), lines[number]
    if (_BROKEN_LINK.search(above) and " " not in line) or _LINK.fullmatch(line):
        return True
    return len(above) >= FULL_LINE and above[-1] not in ENDS and bool(line.strip()) and not line[0].isupper()


def _with_introduction(lines: list[str], start: int, end: int, after: int) -> Quote:
    above = start - 1
    while above >= after and not lines[above].strip():
        above -= 1
    if above < after or start - above > 4:
        return Quote(start, end, introduced=False)
    if is_divider(lines[above]):
        return Quote(above, end, introduced=True)
    found = introduction_ending_at(lines, above)
    if not found or found.start < after:
        return Quote(start, end, introduced=False)
    return Quote(found.start, end, introduced=True, own=found.own)
