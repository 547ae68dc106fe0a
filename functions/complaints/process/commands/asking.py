"""A question to the complainant, and more time."""

import re
from dataclasses import dataclass
from datetime import date

from complaints.calendar import BeyondCalendarError
from complaints.model import UNANSWERED, Decision
from complaints.process.commands.days import day_in
from complaints.process.commands.order import Occasion, Order
from complaints.process.commands.previewing import Intended, shown_first
from complaints.process.outgoing import softening
from complaints.process.outgoing.effects import extended
from complaints.process.outgoing.names import Names
from complaints.process.outgoing.own_words import own_words
from complaints.process.outgoing.ways import Outlet, outlet

LONGEST = 10  # working days of one extension
FREELY = 2  # extensions that an owner gives; the next one is the head's to give
BECAUSE = re.compile(
    r"^[\s,.;:–-]*((därför att|för att|eftersom|pga|på grund av|because|since|as)\b)?[\s,.;:–-]*",
    re.IGNORECASE,
)
TO = re.compile(r"[\s,.;:–-]*\b(till|to|until|senast|by|den|på)?[\s,.;:–-]*$", re.IGNORECASE)


def question(order: Order, at: Occasion) -> Decision:
    """`Fråga: <text>`: the clock stands still from when it leaves until the complainant answers."""
    return shown_first(Intended(template="question", text=order.text), order, at)


def extend(order: Order, at: Occasion) -> Decision:
    """`Förläng <datum>, <skäl>`: the complainant is told the new date and why, before the old one passes."""
    wanted = _wanted(own_words(order.text), at)
    if wanted is None:
        return at.helped(order.written, why="no_date")
    if problem := _problem(wanted, at):
        return at.helped(order.written, why=problem, latest=_latest(at).isoformat())
    if at.case.extensions >= FREELY and at.staff.id != _head(at):
        return _asked_of_the_head(wanted, order, at)
    facts = {"until": wanted.until.isoformat(), "promised": at.case.answer_by.isoformat()}
    if outlet(at.case) is Outlet.NOTHING:
        case = extended(at.case, wanted.until, at.organisation, at.now)
        entry = at.entry("extension", "nothing may be mailed: to be told otherwise", **facts)
        letters = (at.letter("extended_unsent", **facts),)
        return Decision(verdict="extended, not sent", case=case, entries=(entry,), letters=letters)
    if soft := softening.softened(wanted.reason, Names.around(at.case, at.staff.id, at.organisation)):
        facts["softened"] = soft
    return shown_first(Intended(template="extension", text=wanted.reason, facts=facts), order, at)


@dataclass(frozen=True)
class Wanted:
    """More time, as somebody asks for it."""

    until: date
    reason: str


def _wanted(text: str, at: Occasion) -> Wanted | None:
    """The day, or the next working day if it is none, and the reason behind it or before it."""
    named = day_in(text, at.today)
    if named is None:
        return None
    before, behind = text[: named.start], text[named.end :]
    reason = BECAUSE.sub("", behind).strip() or TO.sub("", before).strip(" ,:")
    try:
        until = at.organisation.calendar.add_working_days(named.first, 0)
        if not at.organisation.calendar.is_working_day(until):
            until = at.organisation.calendar.add_working_days(until, 1)
    except BeyondCalendarError:
        return None
    return Wanted(until, reason)


def _latest(at: Occasion) -> date:
    return at.organisation.calendar.add_working_days(max(at.case.answer_by, at.today), LONGEST)


def _problem(wanted: Wanted, at: Occasion) -> str:
    if at.case.state not in UNANSWERED:
        return "already_answered"
    if wanted.until <= max(at.case.answer_by, at.today):
        return "not_later"
    if wanted.until > _latest(at):
        return "too_far"
    return "" if at.says_something(wanted.reason) else "no_reason"


def _head(at: Occasion) -> str:
    return at.organisation.acting(at.organisation.posts.head, at.today, at.case.judgement.barred).id


def _asked_of_the_head(wanted: Wanted, order: Order, at: Occasion) -> Decision:
    """The third time is not the owner's to give: whoever asks is told, and the head gets the question."""
    entry = at.entry("extension_asked", "the third one is the head's to give", until=wanted.until.isoformat())
    shown = wanted.reason if outlet(at.case) is Outlet.WORDS else ""
    letters = (
        at.letter(
            "extension_request",
            to=at.organisation.posts.head,
            quote=shown,
            until=wanted.until.isoformat(),
            writer=at.staff.holder.name,
        ),
        at.letter("command_help", written=order.written[:200], why="heads_to_give"),
    )
    return Decision(verdict="extension asked of the head", case=at.case, entries=(entry,), letters=letters)
