"""`Avfärda: <skäl>`: a case that is not looked into, for a reason of the list and seen by the management."""

from dataclasses import replace

from complaints.model import Decision, Result
from complaints.policy import Clock, clocks_of
from complaints.process.commands import phrases
from complaints.process.commands.order import Occasion, Order
from complaints.process.commands.previewing import Intended, shown_first
from complaints.process.outgoing.effects import closed, dismissed
from complaints.process.outgoing.ways import Outlet, outlet

NEVER = {Clock.ALARM, Clock.INQUIRY}  # what may harm a child is looked into


def dismiss(order: Order, at: Occasion) -> Decision:
    """The complainant is told the reason; without one of the list nothing is done."""
    if NEVER & clocks_of(at.case.judgement):
        return at.helped(order.written, why="not_dismissable")
    reasons = phrases.phrases(phrases.DISMISSALS, "sv")
    found = phrases.found(phrases.DISMISSALS, order.text, at.case.complainant.language)
    if found is None:
        listed = "\n".join(reason.name for reason in reasons)
        return at.helped(order.written, why="no_reason_of_the_list", reasons=listed)
    phrase, more = found
    reason = next(reason.name for reason in reasons if reason.file == phrase.file)
    if outlet(at.case) is Outlet.NOTHING:
        return _dismissed_here(reason, order.text, at)
    facts = {
        "result": Result.DISMISSED.value,
        "reason": reason,
        "phrase": f"{phrase.name}, {phrase.version}",
    }
    text = f"{phrase.text}\n\n{more}".strip()
    return shown_first(Intended(template="dismissal", text=text, facts=facts, closes=True), order, at)


def _dismissed_here(reason: str, words: str, at: Occasion) -> Decision:
    """Nothing may be mailed to the complainant; the management is told all the same."""
    case = closed(at.case, at.staff.id, Result.DISMISSED, at.now)
    case = replace(case, dismissed_for=reason, dismissal=words)
    entry = at.entry("answer", "dismissed, nothing is mailed", result=Result.DISMISSED, reason=reason)
    told = dismissed(case, at.staff.id, reason, at.organisation, at.now)
    receipt = at.letter("closed", result=Result.DISMISSED, unsent="yes")
    return Decision(verdict="dismissed, not sent", case=case, entries=(entry,), letters=(receipt, *told))
