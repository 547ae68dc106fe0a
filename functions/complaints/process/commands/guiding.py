"""`Rätt spår`, `Lyft med lärare`, `Lyft med arbetslaget`: what a second reader says to whoever is new.

No teacher is named: the words are kept and sent without names.
"""

from collections.abc import Callable

from complaints.model import Decision
from complaints.process.commands.order import Occasion, Order
from complaints.process.confidentiality.masking import masked

ON_TRACK, TEACHER, TEAM = "on_track", "teacher", "team"


def guide(kind: str) -> Callable[[Order, Occasion], Decision]:
    """The command that says one of them."""

    def decide(order: Order, at: Occasion) -> Decision:
        if at.case.owner == at.staff.id:
            return at.helped(order.written, why="guide_yourself")
        words = masked(order.text, at.case, at.organisation)
        letter = at.letter("guidance", to=at.case.owner, quote=words, kind=kind, by=at.staff.holder.name)
        entry = at.entry("guided", kind, text=words, kind=kind)
        return Decision(verdict=f"guided: {kind}", case=at.case, entries=(entry,), letters=(letter,))

    return decide
