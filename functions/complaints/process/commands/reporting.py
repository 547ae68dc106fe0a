"""`Gjort`, and what was done: of a measure, which another then verifies, or of an uppmaning."""

from dataclasses import replace

from complaints.model import Decision, Errand, ErrandKind
from complaints.process import errands
from complaints.process.commands.order import Occasion, Order
from complaints.process.commands.which import acting_as, chosen, listed, numbered
from complaints.process.confidentiality.readers import asked_of
from complaints.process.errands.measure import EVERY


def reported(order: Order, at: Occasion) -> Decision:
    """Whoever was to do it says that it is done."""
    mine = [e for e in numbered(at.case) if e.of in acting_as(at) and not e.done_at]
    errand = chosen(mine, order.text, at.case)
    if errand is None:
        return at.helped(order.written, why="which_measure", measures=listed(mine, at.case))
    report = _urged if errand.kind is ErrandKind.URGED else _measure
    return report(errand, order.text, at)


def is_awaited(at: Occasion) -> bool:
    """Whether whoever writes was to do something in the case and has not said that it is done."""
    return any(errand.of in acting_as(at) and not errand.done_at for errand in numbered(at.case))


def _measure(errand: Errand, words: str, at: Occasion) -> Decision:
    """Somebody else is asked if it holds."""
    errand = replace(errand, done_by=at.staff.id)
    asked = asked_of(errand, at.case, at.organisation, at.today)
    next_at = at.organisation.calendar.working_day_opening(at.now, EVERY)
    done = replace(asked, done_at=at.now, answer=words, asked=0, next_at=next_at)
    facts = {"text": errand.text, "doer": at.staff.holder.name, "answer": words}
    return Decision(
        verdict="measure reported",
        case=errands.put(at.case, done),
        entries=(at.entry("measure_reported", errand.text),),
        letters=(
            at.letter(
                "measure_reported", text=errand.text, who=at.organisation.role(asked.verifier).holder.name
            ),
            at.letter("measure_verify", to=asked.verifier, **facts),
        ),
    )


def _urged(errand: Errand, words: str, at: Occasion) -> Decision:
    """Whoever gave the uppmaning gets the answer to it; nobody is asked about it any more."""
    told = {"text": errand.text, "by": at.organisation.role(errand.by).holder.name}
    return Decision(
        verdict="uppmaning done",
        case=errands.done(at.case, errand, at.now, answer=words),
        entries=(at.entry("urged_done", errand.text),),
        letters=(
            at.letter("urged_reported", **told),
            at.letter("urged_done", to=errand.by, quote=words, text=errand.text, who=at.staff.holder.name),
        ),
    )
