"""What a staff member can write: told from the table of commands itself, so that it is always true."""

from collections.abc import Iterable

from complaints.model import Decision
from complaints.process.commands.order import Arrival, Occasion


def listed(commands: Iterable[str], openings: Iterable[str], at: Occasion) -> Decision:
    """`Hjälp` on a case: the commands that the writer may use there, and those of a new mail."""
    letter = at.letter("commands", commands="\n".join(commands), openings="\n".join(openings))
    return Decision(verdict="helped", case=at.case, entries=(at.note(),), letters=(letter,))


def listed_in_a_new_mail(openings: Iterable[str], at: Arrival) -> Decision:
    """`Hjälp` in a mail of its own."""
    return Decision(verdict="helped", letters=(at.letter("commands", openings="\n".join(openings)),))
