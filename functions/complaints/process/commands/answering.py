"""Words of a person to the complainant."""

from complaints.model import Case, Decision, Lane
from complaints.process import ladder
from complaints.process.commands.order import Occasion, Order
from complaints.process.commands.previewing import Intended, shown_first
from complaints.process.outgoing.leaving import closed
from complaints.process.outgoing.own_words import own_words
from complaints.process.outgoing.parts import GESTURES, is_investigation, parts_of
from complaints.process.outgoing.results import guessed
from complaints.process.outgoing.ways import Outlet, outlet

INVESTIGATED = (Lane.KRANKNING,)  # answered under three headings: kartläggning, analys, åtgärder


def done(order: Order, at: Occasion) -> Decision:
    """`Klart. <text>` answers the complainant; the case waits for the follow-up question."""
    parts = parts_of(own_words(order.text))
    if _is_investigated(at.case) and not is_investigation(parts):
        return at.helped(order.written, why="three_headings")
    result = guessed(parts)
    answered = closed(at.case, at.staff.id, result, at.now)
    if outlet(at.case) is Outlet.NOTHING:
        entry = at.entry("answer", "closed; nothing may be mailed, so the words stay here", text=order.text)
        receipt = at.letter("closed", result=result, unsent="yes")
        return Decision(verdict="answered, not sent", case=answered, entries=(entry,), letters=(receipt,))
    asked_on = ladder.follow_up_day(answered, at.organisation)
    facts = {
        "result": result.value,
        "offered": " ".join(gesture for part, gesture in GESTURES.items() if part in parts),
    } | ({"follow_up_on": asked_on.isoformat()} if asked_on else {})
    return shown_first(Intended(template="answer", text=order.text, facts=facts, closes=True), order, at)


def _is_investigated(case: Case) -> bool:
    return any(lane in INVESTIGATED for lane in (case.judgement.lane, *case.judgement.also))
