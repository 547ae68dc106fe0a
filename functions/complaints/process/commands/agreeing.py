"""One word of second thought: yes to what was offered, one's own words after all, another result."""

from dataclasses import replace

from complaints.model import Decision, Entry, ForMeeting, Outgoing
from complaints.process.commands import for_meeting
from complaints.process.commands.holding import APPEALABLE, unclear
from complaints.process.commands.noting import noted
from complaints.process.commands.order import Occasion, Order
from complaints.process.commands.previewing import waits
from complaints.process.commands.spelling import flat
from complaints.process.commands.who import ANSWERING, MANAGEMENT, Who, may
from complaints.process.confidentiality.secrecy import is_secret
from complaints.process.outgoing.leaving import REGRET
from complaints.process.outgoing.results import NAMES


def agree(order: Order, at: Occasion) -> Decision:
    """`Ok`: words that are held go on, or neutral ones are taken. With nothing to agree to it is a note."""
    words = at.case.outgoing
    if order.text:
        mine = words and not words.held and words.by == at.staff.id
        return unclear(words, order.written, at) if words and mine else noted(at)
    if words and words.held and _may_release(words, at):
        return _again(replace(words, held=""), at)
    if words and words.instead and words.by == at.staff.id:
        return _again(replace(words, text=words.instead, instead=""), at)
    if at.case.suggestion:
        entry = at.entry("summary", "neutral words, taken by whoever wrote", text=at.case.suggestion)
        return _on_the_sheet(ForMeeting(event=at.case.suggestion), entry, at)
    if at.case.proposed and _may_tell(at):
        return _on_the_sheet(at.case.proposed, at.entry("for_meeting", "agreed to"), at)
    return noted(at)


def _on_the_sheet(words: ForMeeting, entry: Entry, at: Occasion) -> Decision:
    """The words stand on the leaders' sheet, nobody named, if whoever says so may answer in the case."""
    case = replace(at.case, suggestion="", proposed=None if words == at.case.proposed else at.case.proposed)
    if not _may_tell(at) or is_secret(at.case):
        return Decision(verdict="neutral words taken", case=case, entries=(entry,))
    words = for_meeting.covered(words, at.case, at.organisation)
    case = replace(case, for_meeting=for_meeting.together(at.case.for_meeting, words))
    letter = at.letter("for_meeting", **for_meeting.told(words))
    return Decision(verdict="neutral words taken", case=case, entries=(entry,), letters=(letter,))


def _may_tell(at: Occasion) -> bool:
    return may(at.staff, (*ANSWERING, Who.UNIT_HEAD), at.case, at.organisation, at.today)


def own_words_after_all(order: Order, at: Occasion) -> Decision:
    """`Mina ord`: the reason for more time stands as it was written."""
    words = at.case.outgoing
    if words is None or "softened" not in words.facts or words.by != at.staff.id:
        return at.helped(order.written, why="nothing_waits")
    facts = {name: value for name, value in words.facts.items() if name != "softened"}
    return _again(replace(words, facts=facts), at)


def result(order: Order, at: Occasion) -> Decision:
    """`Utfall: delvis`: what came of the matter, of the answer that waits or the one that has left."""
    meant = {flat(name): result for name, result in NAMES.items()}.get(flat(order.text).strip(" .!"))
    words = at.case.outgoing
    if meant is None or not (at.case.answered_at or (words and words.closes)):
        return at.helped(order.written, why="no_result")
    case = replace(at.case, result=meant)
    if words and words.closes:
        case = replace(at.case, outgoing=replace(words, facts={**words.facts, "result": meant.value}))
    entry = at.entry("result", "corrected by one word", result=meant)
    return Decision(verdict=f"result: {meant}", case=case, entries=(entry,))


def _may_release(words: Outgoing, at: Occasion) -> bool:
    """A held answer is its writer's to let go; what may be appealable is not."""
    if words.held == APPEALABLE:
        return may(at.staff, (Who.REGISTRATOR, *MANAGEMENT), at.case, at.organisation, at.today)
    return words.by == at.staff.id


def _again(words: Outgoing, at: Occasion) -> Decision:
    """The words are shown anew, and have a quarter of an hour anew."""
    name = f"{words.template}-{at.case.entries + 1}"
    return waits(replace(words, name=name, shown_at=None, leaves_at=at.now + REGRET), at)
