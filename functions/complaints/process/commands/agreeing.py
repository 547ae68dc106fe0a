"""One word of second thought: yes to what was offered, one's own words after all, another result."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from complaints.model import Case, Decision, Entry, ForMeeting, Outgoing, Role
from complaints.organisation import Organisation
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

TELLING = (*ANSWERING, Who.UNIT_HEAD)


class Offer(StrEnum):
    """What a yes can take."""

    HELD = "held"  # words that are held go on
    INSTEAD = "instead"  # neutral ones leave in place of the reader's own
    SUGGESTION = "suggestion"  # neutral ones stand on the leaders' sheet
    PROPOSED = "proposed"  # so do those that were proposed for it


def agree(order: Order, at: Occasion) -> Decision:
    """`Ok`: words that are held go on, or neutral ones are taken. With nothing to agree to it is a note."""
    words = at.case.outgoing
    if order.text:
        mine = words and not words.held and words.by == at.staff.id
        return unclear(words, order.written, at) if words and mine else noted(at)
    offer = offered(at.case, at.staff, at.organisation, at.today)
    if words and offer is Offer.HELD:
        return _again(replace(words, held=""), at)
    if words and offer is Offer.INSTEAD:
        return _again(replace(words, text=words.instead, instead=""), at)
    if offer is Offer.SUGGESTION:
        entry = at.entry("summary", "neutral words, taken by whoever wrote", text=at.case.suggestion)
        return _on_the_sheet(ForMeeting(event=at.case.suggestion), entry, at)
    if at.case.proposed and offer is Offer.PROPOSED:
        return _on_the_sheet(at.case.proposed, at.entry("for_meeting", "agreed to"), at)
    return noted(at)


def offered(case: Case, staff: Role, organisation: Organisation, today: date) -> Offer | None:
    """What a yes of this colleague takes; None: it takes nothing."""
    words = case.outgoing
    if words and words.held and _may_release(words, case, staff, organisation, today):
        return Offer.HELD
    if words and words.instead and words.by == staff.id:
        return Offer.INSTEAD
    if case.suggestion:
        return Offer.SUGGESTION
    tells = may(staff, TELLING, case, organisation, today)
    return Offer.PROPOSED if case.proposed and tells else None


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
    return may(at.staff, TELLING, at.case, at.organisation, at.today)


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


def _may_release(words: Outgoing, case: Case, staff: Role, organisation: Organisation, today: date) -> bool:
    """A held answer is its writer's to let go; what may be appealable is not."""
    if words.held == APPEALABLE:
        return may(staff, (Who.REGISTRATOR, *MANAGEMENT), case, organisation, today)
    return words.by == staff.id


def _again(words: Outgoing, at: Occasion) -> Decision:
    """The words are shown anew, and have a quarter of an hour anew."""
    name = f"{words.template}-{at.case.entries + 1}"
    return waits(replace(words, name=name, shown_at=None, leaves_at=at.now + REGRET), at)
