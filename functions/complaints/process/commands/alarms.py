"""`sett` ends an alarm; `avslutad` ends the huvudman's part of an inquiry."""

from dataclasses import replace

from complaints.model import UNANSWERED, Case, Decision, Errand, ErrandKind
from complaints.process import errands
from complaints.process.commands.order import Occasion, Order
from complaints.process.errands.alarm import is_raised


def seen(order: Order, at: Occasion) -> Decision:
    """`sett`: one person has seen it and acts. The alarm goes no further, and the others hear who it is."""
    if not is_raised(at.case):
        return at.helped(order.written, why="no_alarm")
    case = _silenced(at.case, at)
    others = [errand.of for errand in _alarms(at.case) if errand.of != at.staff.id]
    entry = at.entry("seen", "the alarm was seen")
    letters = [at.letter("alarm_seen")]
    if others:
        told = at.letter("alarm_over", to=others[0], seen_by=at.staff.holder.name)
        letters.append(replace(told, copies=tuple(others[1:]), not_before=at.now))
    return Decision(verdict="alarm seen", case=case, entries=(entry,), letters=tuple(letters))


def waits_for(at: Occasion) -> bool:
    """Whether whoever writes was alarmed and has not said that it was seen: other words may mean anything."""
    return at.staff.id in [errand.of for errand in _alarms(at.case)]


def implied(decision: Decision, at: Occasion) -> Decision:
    """Who acts on the case has seen its alarm: any command of one who was alarmed ends it too."""
    case = decision.case
    mine = [errand.name for errand in _alarms(at.case) if errand.of == at.staff.id]
    if case is None or not any(errand.name in mine for errand in _alarms(case)):
        return decision
    entry = at.entry("seen", "whoever was alarmed acts on the case", text="")
    return replace(decision, case=_silenced(case, at), entries=(*decision.entries, entry))


def inquiry_ended(order: Order, at: Occasion) -> Decision:
    """`Avslutad: …`: the huvudman's word that the inquiry is at its end; the owner's is the answer."""
    inquiry = next((errand for errand in at.case.errands if errand.kind is ErrandKind.INQUIRY), None)
    if inquiry is None or inquiry.done_at:
        return at.helped(order.written, why="no_inquiry")
    ended = replace(
        inquiry, done_at=at.now, answer=order.text
    )  # asked about until the owner has ended it too
    case = errands.put(at.case, ended)
    entry = at.entry("inquiry_ended", "ended by the huvudman", text=order.text)
    letter = at.letter("inquiry_ended", open="yes" if case.state in UNANSWERED else "")
    return Decision(verdict="inquiry ended", case=case, entries=(entry,), letters=(letter,))


def _alarms(case: Case) -> list[Errand]:
    return [e for e in case.errands if e.kind is ErrandKind.SEEN and e.done_at is None]


def _silenced(case: Case, at: Occasion) -> Case:
    for errand in _alarms(case):
        case = errands.done(case, errand, at.now, answer=at.staff.id)
    return case
