"""`Rådfråga: rektor Kullaskolan hur gjorde ni?` – a colleague is asked, without names; it stays in the house.

What the colleague writes back needs no command: whatever it says is the answer, and goes to whoever asked.
"""

from complaints.model import Decision, Errand, ErrandKind
from complaints.process import errands
from complaints.process.commands.order import Occasion, Order
from complaints.process.commands.which import acting_as
from complaints.process.commands.whom import named
from complaints.process.confidentiality.masking import masked
from complaints.process.confidentiality.secrecy import is_secret
from complaints.process.errands.rules import ANSWERED_WITHIN


def ask(order: Order, at: Occasion) -> Decision:
    """The colleague gets the words without what tells whom they are about, and whoever asks sees them so."""
    if is_secret(at.case):
        return at.helped(order.written, why="advice_secret")
    meant = named(order.text, at.organisation, at.staff)
    question = masked(meant.rest, at.case, at.organisation) if meant else ""
    if meant is None or not question:
        return at.helped(order.written, why="advice")
    if meant.role.id in at.case.judgement.barred:
        return at.helped(order.written, why="concerned")
    errand = Errand(
        name=f"advice-{at.case.entries + 1}",
        kind=ErrandKind.ADVICE,
        of=meant.role.id,
        by=at.staff.id,
        text=question,
        next_at=at.organisation.calendar.working_day_opening(at.now, ANSWERED_WITHIN),
    )
    return Decision(
        verdict="advice asked",
        case=errands.put(at.case, errand),
        entries=(at.entry("advice_asked", question, of=meant.role.id),),
        letters=(
            at.letter("advice_sent", text=question, who=meant.role.holder.name),
            at.letter("advice_asked", to=meant.role.id, text=question, by=at.staff.holder.name),
        ),
    )


def asked_of(at: Occasion) -> Errand | None:
    """The newest question that waits for the writer's answer."""
    waiting = [e for e in at.case.errands if e.kind is ErrandKind.ADVICE and not e.done_at]
    return next((errand for errand in reversed(waiting) if errand.of in acting_as(at)), None)


def answered(errand: Errand, at: Occasion) -> Decision:
    """The answer, to whoever asked."""
    words = at.mail.new_text
    letter = at.letter("advice_given", to=errand.by, quote=words, text=errand.text, who=at.staff.holder.name)
    return Decision(
        verdict="advice given",
        case=errands.done(at.case, errand, at.now, answer=words),
        entries=(at.entry("advice_given", errand.text),),
        letters=(letter,),
    )
