"""What staff write in the first line of a mail, and what follows from it.

`table` is the policy: every command, who may use it and what decides it. `reading` finds the command in a
mail. In doubt nothing leaves the house: words that are no command are an internal note, and what looks like
a command but is none gets a help mail.

Most mails are a guardian's and need none of this, so it is loaded with the first mail of staff.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from complaints.process.commands.obeying import (
        OpeningOrder,
        OrderWithoutCase,
        foreseen,
        on_case,
        opening_in,
        without_case,
    )

__all__ = ["OpeningOrder", "OrderWithoutCase", "foreseen", "on_case", "opening_in", "without_case"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module("complaints.process.commands.obeying"), name)
