"""The policy of commands, on one screen: the words (Swedish first), who may use it, and what decides it.

`takes` says what must stand behind the word, so that a sentence that only begins with it is none:
NOTHING      it stands alone: "Stopp."
TEXT         a mark and words: "Klart. Vi har …"
ARGUMENT     words, with or without a mark: "Förläng 24 mars, därför att …"
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from complaints.model import Decision
from complaints.process.commands import answering
from complaints.process.commands.order import Arrival, Occasion, Order
from complaints.process.commands.who import ANSWERING, Who


class Takes(StrEnum):
    """What must stand behind a command's word."""

    NOTHING = "nothing"
    TEXT = "text"
    ARGUMENT = "argument"


@dataclass(frozen=True)
class Command:
    """A command on a case. The first of `words` is how letters name it."""

    words: tuple[str, ...]
    who: tuple[Who, ...]
    takes: Takes
    decide: Callable[[Order, Occasion], Decision]


@dataclass(frozen=True)
class Opening:
    """A command in a new mail, by any registered address in `who`. `opens_case`: it needs a case's number."""

    words: tuple[str, ...]
    who: tuple[Who, ...]
    takes: Takes
    decide: Callable[[Order, Arrival], Decision]
    opens_case: bool = False


COMMANDS = (
    Command(("Klart", "Done"), ANSWERING, Takes.TEXT, answering.done),
)  # fmt: skip

OPENINGS: tuple[Opening, ...] = ()
