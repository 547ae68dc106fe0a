"""Words of a person to the complainant."""

from dataclasses import replace

from complaints.model import COMPLAINANT, Case, Decision, Letter, State
from complaints.organisation import Organisation
from complaints.process import ladder
from complaints.process.commands.order import Occasion, Order


def done(order: Order, at: Occasion) -> Decision:
    """`Klart. <text>` answers the complainant; the case waits for the follow-up question."""
    if leaks(order.text, at.case, at.organisation):
        return at.helped(order.written, nearest="Klart.")
    case = replace(
        at.case,
        state=State.ANSWERED,
        answered_at=at.now,
        answered_by=at.staff.id,
        clock_from=at.now,
        steps=(),
        outcome=None,
    )
    entry = at.entry("answer", "Klart: answered and closed", text=order.text)
    if not case.complainant.mailable:
        entry = replace(entry, why="Klart: closed; the complainant has no address to answer to")
        return Decision(verdict="answered, not sent", case=case, entries=(entry,))
    asked_on = ladder.follow_up_day(case, at.organisation)
    letter = Letter(
        name=f"answer-{case.entries + 1}",
        template="answer",
        to=COMPLAINANT,
        not_before=at.now,
        quote=order.text,
        facts={"answered_by": at.staff.id} | ({"follow_up_on": asked_on.isoformat()} if asked_on else {}),
    )
    return Decision(verdict="answered", case=case, entries=(entry,), letters=(letter,))


def leaks(text: str, case: Case, organisation: Organisation) -> bool:
    """Whether words still stand in it that only our own letters hold: quoted history was not cut away."""
    marks = (organisation.domain, f"[{case.number}]")
    return any(mark.casefold() in text.casefold() for mark in marks)
