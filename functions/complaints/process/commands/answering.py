"""Words of a person to the complainant: the answer that closes the case, and news on the way."""

from dataclasses import replace

from complaints.model import Decision, ForMeeting, Result
from complaints.policy import is_investigated
from complaints.process.commands import for_meeting, phrases
from complaints.process.commands.order import Occasion, Order
from complaints.process.commands.previewing import Intended, shown_first
from complaints.process.deadlines import ladder
from complaints.process.outgoing.effects import closed
from complaints.process.outgoing.leaving import made_way
from complaints.process.outgoing.own_words import own_words
from complaints.process.outgoing.parts import GESTURES, is_investigation, parts_of
from complaints.process.outgoing.results import guessed
from complaints.process.outgoing.ways import Outlet, outlet


def done(order: Order, at: Occasion) -> Decision:
    """`Klart. <text>` answers the complainant; the case waits for the follow-up question."""
    parts = parts_of(own_words(order.text))
    if is_investigated(at.case.judgement) and not is_investigation(parts):
        return at.helped(order.written, why="three_headings")
    result = guessed(parts)
    if outlet(at.case) is Outlet.NOTHING:
        return _unsent(order, at, result, parts)
    offered = " ".join(gesture for part, gesture in GESTURES.items() if part in parts)
    facts = {"result": result.value, "offered": offered} | asked_later(at, result)
    return shown_first(Intended(template="answer", text=order.text, facts=facts, closes=True), order, at)


def solved(order: Order, at: Occasion) -> Decision:
    """`Löst direkt: <text>`: they have talked already, so the words are noted and nothing is mailed."""
    if is_investigated(at.case.judgement):
        return at.helped(order.written, why="three_headings")
    return _closed_here(order, at, Result.SOLVED, **asked_later(at, Result.SOLVED))


def interim(order: Order, at: Occasion) -> Decision:
    """`Svar: <text or the name of a ready text>`: the case goes on."""
    text, facts = order.text, {}
    if found := phrases.found(phrases.PHRASES, order.text, at.case.complainant.language):
        phrase, more = found
        text = f"{phrase.text}\n\n{more}".strip()
        facts = {"phrase": f"{phrase.name}, {phrase.version}"}
    elif phrases.is_a_name(order.text):
        names = "\n".join(phrase.name for phrase in phrases.phrases(phrases.PHRASES, "sv"))
        return at.helped(order.written, why="no_phrase", phrases=names)
    return shown_first(Intended(template="interim", text=text, facts=facts), order, at)


def asked_later(at: Occasion, result: Result) -> dict[str, str]:
    """The day on which the complainant is asked if it got better, where they are asked."""
    day = ladder.follow_up_day(closed(at.case, at.staff.id, result, at.now), at.organisation)
    return {"follow_up_on": day.isoformat()} if day else {}


def _unsent(order: Order, at: Occasion, result: Result, parts: dict[str, str]) -> Decision:
    """Nothing can be mailed. To somebody unknown the leaders' sheet may answer, once its writer says ok."""
    printed = ForMeeting(answer=for_meeting.answer_in(parts))
    if not for_meeting.is_answered_on_the_sheet(at.case) or for_meeting.is_too_long(printed):
        return _closed_here(order, at, result, unsent="yes")
    if not printed.answer:
        return _closed_here(order, at, result, unsent="yes", unknown="yes")
    printed = for_meeting.softened(for_meeting.covered(printed, at.case, at.organisation))
    decision = _closed_here(order, at, result, unsent="yes")
    letter = at.letter("for_meeting", waits="yes", **for_meeting.told(printed))
    case = decision.case and replace(decision.case, proposed=printed)
    return replace(decision, case=case, letters=(*decision.letters, letter))


def _closed_here(order: Order, at: Occasion, result: Result, **facts: str) -> Decision:
    """Closed without a word by mail: a receipt for whoever says so, and for whose words waited a line."""
    case = closed(at.case, at.staff.id, result, at.now)
    entry = at.entry("answer", f"closed, nothing is mailed: {result}", text=order.text, result=result)
    receipt = at.letter("closed", result=result, **facts)
    entries, stopped = made_way(at.case, at.staff.id, "closed", at.now)
    return Decision(
        verdict=f"closed: {result}", case=case, entries=(entry, *entries), letters=(receipt, *stopped)
    )
