"""The table of commands as forms on a page: those that the reader may give, while they mean something."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from complaints.model import Case, Role
from complaints.organisation import Organisation
from complaints.process.commands.table import COMMANDS, Command, Takes
from complaints.process.commands.who import may

NOT_HERE = ("Hjälp", "Frånvarande")  # the page is that list; nor is it about one case who is away
WORDLESS = ("Stopp", "Ok")  # on a page a button says it all
WHILE_WORDS_WAIT = ("Stopp", "Ok", "Mina ord")


@dataclass(frozen=True)
class Form:
    """A command, by its first word, and whether words go along or have to."""

    word: str
    asks: bool
    needs: bool


def forms(case: Case, reader: Role, organisation: Organisation, today: date) -> tuple[Form, ...]:
    """In the order of the table."""
    usable = (c for c in _sensible(case) if may(reader, c.who, case, organisation, today))
    return tuple(
        Form(
            c.words[0],
            asks=c.takes is not Takes.NOTHING and c.words[0] not in WORDLESS,
            needs=c.takes in (Takes.TEXT, Takes.ARGUMENT),
        )
        for c in usable
    )


def _sensible(case: Case) -> Iterator[Command]:
    waits = case.outgoing or case.suggestion
    for command in COMMANDS:
        if command.words[0] not in NOT_HERE and (waits or command.words[0] not in WHILE_WORDS_WAIT):
            yield command
