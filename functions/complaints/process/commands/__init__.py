"""What staff write in the first line of a mail, and what follows from it.

`table` is the policy: every command, who may use it and what decides it. `reading` finds the command in a
mail. In doubt nothing leaves the house: words that are no command are an internal note, and what looks like
a command but is none gets a help mail.
"""

from complaints.process.commands.numbers import numbers_in
from complaints.process.commands.obeying import OpeningOrder, foreseen, on_case, opening_in

__all__ = ["OpeningOrder", "foreseen", "numbers_in", "on_case", "opening_in"]
