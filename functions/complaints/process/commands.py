"""What a staff member's reply says: its first line decides, and in doubt nothing leaves the house.

`Klart. <text>` answers the complainant. A first line that looks like a command we do not have, or like
one with a slip of the finger, gets a help mail. Anything else is an internal note.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

SLIPS = {"klart": 2, "done": 1}  # the words that answer, and how many letters a mistyped one may be off
ANSWER_WORDS = tuple(SLIPS)
_FIRST_WORD = re.compile(r"^\s*([^\W\d_]+)\s*([.:!,\u2013-]?)\**\s*(.*)$", re.DOTALL)
_GREETING = re.compile(
    r"^(hej(san)?|hallå|tjena|god (morgon|dag|kväll)|hello|hi)\b[^\n.:]{0,40}\n+\**", re.IGNORECASE
)


class Kind(StrEnum):
    """What a reply is."""

    ANSWER = "answer"
    HELP = "help"
    NOTE = "note"


@dataclass(frozen=True)
class Command:
    """A staff reply understood. `text` is the answer's or the note's words, `meant` the nearest command."""

    kind: Kind
    text: str
    meant: str = ""


def understand(new_text: str, *, quoted_marks: tuple[str, ...]) -> Command:
    """Read a reply whose quoted history is already cut away.

    `quoted_marks` are words that only our own letters hold: an answer in which they still stand would
    carry internal text out of the house, so it gets help instead.
    """
    text = _GREETING.sub("", new_text.strip().lstrip("* "))
    first_line, _, rest = text.partition("\n")
    match = _FIRST_WORD.match(first_line)
    if not match:
        return Command(Kind.NOTE, text)
    word, mark, same_line = match[1].casefold(), match[2], match[3]
    body = f"{same_line}\n{rest}".strip()
    if word in ANSWER_WORDS and (mark in (".", ":", "!") or not same_line):
        leaks = any(quoted.casefold() in body.casefold() for quoted in quoted_marks)
        return Command(Kind.HELP if leaks or not body else Kind.ANSWER, body, ANSWER_WORDS[0])
    if mark == ":":
        return Command(Kind.HELP, text, ANSWER_WORDS[0])
    near = next((known for known in ANSWER_WORDS if _distance(word, known) <= SLIPS[known]), "")
    if near and len(word) >= len(near) - 1:
        return Command(Kind.HELP, text, near)
    return Command(Kind.NOTE, text)


def _distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out, changed or swapped with the next (Damerau, OSA)."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
