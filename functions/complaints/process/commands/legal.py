"""`Juridik: …` – what the law says, from the management to whoever has the case.

To the complainant it goes by the words `Juridik till vårdnadshavaren: …` alone, in the writer's own name, and
is shown first as any other words.
"""

import re

from complaints.model import Decision
from complaints.process.commands.order import Occasion, Order
from complaints.process.commands.previewing import Intended, shown_first
from complaints.process.confidentiality.readers import may_read

OUT = re.compile(r"\W*\w+ (?:till vårdnadshavare|to the guardian)", re.IGNORECASE)


def legal(order: Order, at: Occasion) -> Decision:
    """A note that stays in the house, unless its first words say that it leaves."""
    if OUT.match(order.written):
        return shown_first(Intended(template="legal_answer", text=order.text), order, at)
    readers = _readers(at)
    notes = at.letters("legal_note", readers, quote=order.text, by=at.staff.holder.name)
    return Decision(
        verdict="legal note",
        case=at.case,
        entries=(at.entry("legal_note", "what the law says", text=order.text),),
        letters=(at.letter("legal_noted", told=_names(readers, at)), *notes),
    )


def _readers(at: Occasion) -> list[str]:
    """Who acts on it: the owner, and the rektor of the school where she may read the case."""
    unit = at.organisation.unit(at.case.judgement.unit)
    roles = dict.fromkeys(filter(None, (at.case.owner, unit.head if unit else "")))
    others = (at.organisation.role(role) for role in roles if role != at.staff.id)
    return [role.id for role in others if may_read(role, at.case, at.organisation, at.today)]


def _names(roles: list[str], at: Occasion) -> str:
    return ", ".join(at.organisation.role(role).holder.name for role in roles)
