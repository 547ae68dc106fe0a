"""`Händelse: två föräldrar tycker att rasten är kort. Önskemål: längre rast` – for the leaders' sheet."""

from dataclasses import replace

from complaints.model import Decision, ForMeeting
from complaints.process.commands import for_meeting
from complaints.process.commands.order import Occasion, Order
from complaints.process.confidentiality.secrecy import is_secret


def event(order: Order, at: Occasion) -> Decision:
    """What happened, and what else of the sheet's headings the words hold."""
    return _told(for_meeting.read(order.text), order, at)


def wish(order: Order, at: Occasion) -> Decision:
    """What is wished for."""
    return _told(ForMeeting(wish=for_meeting.read(order.text).event), order, at)


def _told(words: ForMeeting, order: Order, at: Occasion) -> Decision:
    """The words as the sheet will have them; loaded ones wait for a yes to neutral ones."""
    if is_secret(at.case):
        return at.helped(order.written, why="not_on_the_sheet")
    if for_meeting.is_too_long(words):
        return at.helped(order.written, why="sheet_too_long")
    words = for_meeting.covered(words, at.case, at.organisation)
    entry = at.entry("for_meeting", "for the leaders' sheet")
    if (neutral := for_meeting.softened(words)) != words:
        case = replace(at.case, proposed=for_meeting.together(at.case.proposed, neutral), suggestion="")
        letter = at.letter("for_meeting", waits="yes", **for_meeting.told(neutral))
        return Decision(verdict="neutral words proposed", case=case, entries=(entry,), letters=(letter,))
    case = replace(
        at.case,
        for_meeting=for_meeting.together(at.case.for_meeting, words),
        proposed=for_meeting.without(at.case.proposed, words),
        suggestion="",
    )
    letter = at.letter("for_meeting", **for_meeting.told(words))
    return Decision(verdict="words for the sheet", case=case, entries=(entry,), letters=(letter,))
