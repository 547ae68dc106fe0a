"""Second thoughts about words that wait: stop them, or take the other ones that were offered."""

from dataclasses import replace

from complaints.model import Decision
from complaints.process.commands.order import Occasion, Order
from complaints.process.outgoing.ways import Outlet, outlet


def stop(order: Order, at: Occasion) -> Decision:
    """`stopp`: nothing leaves, and whoever wrote the words gets them back."""
    words = at.case.outgoing
    if words is None:
        return at.helped(order.written, why="nothing_waits")
    shown = words.text if outlet(at.case) is Outlet.WORDS else ""
    letter = at.letter("stopped", quote=shown)
    if words.by != at.staff.id:
        letter = replace(letter, copies=(words.by,))
    entry = at.entry("stopped", f"{words.template} by {words.by}: not sent", letter=words.name)
    case = replace(at.case, outgoing=None)
    return Decision(verdict="stopped", case=case, entries=(entry,), letters=(letter,))
