"""Which command a mail gives. Forgiving of case, diacritics, a greeting above and a slip of the finger that
can only be meant one way; what is nearly a command is never carried out, but gets help.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from complaints.judgement.naming import distance
from complaints.process.commands.order import Order
from complaints.process.commands.spelling import flat, plain
from complaints.process.commands.table import Command, Opening, Takes
from complaints.process.courtesies import HELLO, THANKS

MARK = re.compile(r"\s*\**\s*[.:!,–-]\**\s*")
GREETING = re.compile(  # "Hej Annika!", "Tack så mycket för hjälpen."
    rf"(?:{HELLO}\b[^\n.:]{{0,40}}"
    rf"|(?:{HELLO}(?: [^\W\d_]+){{0,3}}[ ,.!]+)?{THANKS}(?: [^\W\d_]+){{0,5}}[ .!]*)\n+\**"
)
GREETED_WITHIN = 500  # characters
LIKE_A_COMMAND = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+)?\s*:")
SHORTEST_HALF = 4  # letters of a command's first word that is known without the others
LONG = 5  # letters from which a word may have two wrong


Known = TypeVar("Known", Command, Opening)


@dataclass(frozen=True)
class Read(Generic[Known]):
    """What a mail's first line says: a command with its order, or only one that may be meant, or neither."""

    order: Order
    command: Known | None = None
    meant: Known | None = None  # the nearest, when the words are no command but look like one
    unknown: bool = False  # it looks like a command that we do not have


def read(new_text: str, commands: Sequence[Known]) -> Read[Known]:
    """Read a mail whose quoted history is already cut away."""
    text = new_text.strip().lstrip("* ")
    if greeting := GREETING.match(flat(text[:GREETED_WITHIN])):
        text = text[greeting.end() :]
    first_line = text.partition("\n")[0]
    for command, word in _by_length(commands):
        if (rest := _behind(word, text)) is not None:
            order = _order(rest, first_line)
            return Read(order, command) if _fits(command, rest) else Read(order, meant=command)
    order = Order(text=text, written=first_line)
    nearest = _nearest(first_line, commands)
    return Read(order, meant=nearest, unknown=bool(nearest) or is_marked(first_line))


def is_marked(line: str) -> bool:
    """Whether a line begins with a word or two and a colon, as a command may."""
    return LIKE_A_COMMAND.match(line) is not None


def _by_length(commands: Sequence[Known]) -> list[tuple[Known, str]]:
    """Every word of every command, the longest first: "Förslag: förklara" before a shorter beginning."""
    words = [(command, word) for command in commands for word in command.words]
    return sorted(words, key=lambda pair: -len(pair[1]))


def _behind(word: str, text: str) -> str | None:
    """What stands behind the word at the start of the text; None when the text begins otherwise."""
    start, rest = text[: len(word)], text[len(word) :]
    same = plain(start) == plain(word)
    return rest if same and not rest[:1].isalnum() else None


def _fits(command: Command | Opening, rest: str) -> bool:
    marked, words, below = _apart(rest)
    if command.takes is Takes.NOTHING:
        return not words
    if command.takes is Takes.ANYTHING:
        return True
    if command.takes is Takes.TEXT:
        return bool(marked or not words) and bool(words or below.strip())
    return bool(words or below.strip())


def _order(rest: str, first_line: str) -> Order:
    marked, words, _ = _apart(rest)
    text = (rest[marked.end() :] if marked else rest).strip()
    return Order(text=text, written=first_line, alone=not words)


def _apart(rest: str) -> tuple[re.Match[str] | None, str, str]:
    """The mark behind a command's word, the words on its line, and what stands below."""
    same_line, _, below = rest.partition("\n")
    marked = MARK.match(same_line)
    return marked, (same_line[marked.end() :] if marked else same_line).strip(" *"), below


def _marked(first_line: str, begins: str) -> bool:
    """Whether the words stand alone, or a mark follows as after a command."""
    rest = first_line[len(begins) :]
    return not rest.strip() or bool(MARK.match(rest))


def _is_no_other_word(begins: str, word: str) -> bool:
    """Whether nothing but a slip can explain it: "var" is no slip of "svar", nor "frågan" of "fråga"."""
    return len(word) >= LONG and not plain(begins).startswith(plain(word))


def _is_half_of(first_line: str, word: str) -> bool:
    """Whether the first of a command's words stands there as a command would: "Löst." for "Löst direkt"."""
    half, *rest = word.split()
    begins = first_line[: len(half)]
    return (
        bool(rest)
        and len(half) >= SHORTEST_HALF
        and plain(begins) == plain(half)
        and _marked(first_line, begins)
    )


def _nearest(first_line: str, commands: Sequence[Known]) -> Known | None:
    """The command that the line's beginning is a slip of the finger away from, or half of."""
    for command, word in _by_length(commands):
        count = len(word.split())
        begins = " ".join(re.findall(r"[^\W\d_]+", first_line)[:count])
        slips = 2 if len(word) >= LONG else 1
        near = abs(len(begins) - len(word)) <= 1 and distance(plain(begins), plain(word)) <= slips
        if _is_half_of(first_line, word):
            return command
        if begins and near and (_marked(first_line, begins) or _is_no_other_word(begins, word)):
            return command
    return None
