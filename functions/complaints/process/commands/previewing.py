"""How every word to the complainant sets out: cleaned, checked, and shown to whoever wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from complaints.model import Decision, Outgoing
from complaints.process.arrival.enclosures import files_go_along, files_named
from complaints.process.commands import holding
from complaints.process.commands.numbers import written_out
from complaints.process.commands.order import Occasion, Order
from complaints.process.outgoing import checks
from complaints.process.outgoing.leaving import REGRET, made_way
from complaints.process.outgoing.letters import preview_of
from complaints.process.outgoing.names import Names
from complaints.process.outgoing.own_words import LONGEST, leaks, open_slots, own_words, passes_on
from complaints.process.outgoing.tone import neutral
from complaints.process.outgoing.ways import Outlet, outlet


@dataclass(frozen=True, kw_only=True)
class Intended:
    """Words as somebody wants them sent: as which letter, whether they close the case, with what facts."""

    template: str
    text: str
    closes: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)


def shown_first(intended: Intended, order: Order, at: Occasion) -> Decision:
    """Nothing leaves yet: the words wait, and their writer sees the letter at once, whatever the hour.

    The same writer's newer words take the place of those that wait; another's are held, and so is what may
    be a decision that can be appealed. Words that were held already make way, and their writer hears of it.
    """
    words = own_words(intended.text)
    if objection := _objection(words, at):
        return at.helped(order.written, why=objection)
    if others := _of_others(words, at):
        return at.helped(order.written, why="others_number", numbers=", ".join(others))
    waiting = at.case.outgoing
    if waiting and not waiting.held and waiting.by != at.staff.id:
        return holding.second(words, waiting, at)
    outgoing = _outgoing(replace(intended, text=words), at)
    found = checks.Text(words, Names.around(at.case, at.staff.id, at.organisation))
    told = {
        "stripped": "yes" if words != intended.text.strip() else "",
        "replaces": "yes" if waiting and waiting.by == at.staff.id else "",
        "warnings": _lines(checks.warnings(found)) if _leave_as_they_are(outgoing, at) else "",
        "instead": outgoing.instead,
        "foreign": "yes" if _is_foreign(at) and _leave_as_they_are(outgoing, at) else "",
    }
    stops = checks.stopped_by(found)
    decision = holding.appealable(outgoing, stops, at) if stops else waits(outgoing, at, **told)
    entries, letters = made_way(at.case, at.staff.id, "replaced", at.now)
    return replace(decision, entries=(*decision.entries, *entries), letters=(*decision.letters, *letters))


def waits(outgoing: Outgoing, at: Occasion, **told: str) -> Decision:
    """The words wait from now on, and their writer gets the preview."""
    case = replace(at.case, outgoing=outgoing)
    entry = at.entry("shown_first", f"{outgoing.template}: waits to be stopped", letter=outgoing.name)
    preview = preview_of(outgoing, case, at.now, **told)
    return Decision(verdict="shown first", case=case, entries=(entry,), letters=(preview,))


def _objection(words: str, at: Occasion) -> str:
    """Why words cannot be sent as they are, as the help letter knows it; or nothing."""
    if outlet(at.case) is Outlet.NOTHING:
        return "no_mail"
    if not at.says_something(words):
        return "empty"
    if len(words) > LONGEST:
        return "too_long"
    if leaks(words, at.case, at.organisation):
        return "leaks"
    return "unfilled" if open_slots(words) else ""


def _of_others(words: str, at: Occasion) -> list[str]:
    """Numbers of cases that did not come with this one: whose they are is nothing the reader may know."""
    own = {case.number for case in (at.case, *at.others)}
    return [number for number in written_out(words, at.organisation.number_prefix) if number not in own]


def _outgoing(intended: Intended, at: Occasion) -> Outgoing:
    """Files go along with the words, but not those of a mail that came within this one, or is passed on."""
    own = at.mail.forwarded is None and not passes_on(at.mail.subject)
    go_along = own and files_go_along(at.mail)
    named = files_named(at.mail)["attachments"] if go_along else ""
    return Outgoing(
        name=f"{intended.template}-{at.case.entries + 1}",
        template=intended.template,
        text=intended.text,
        by=at.staff.id,
        leaves_at=at.now + REGRET,
        closes=intended.closes,
        facts={
            **intended.facts,
            "attachments": named,
            "first": "" if at.case.contacted_at else "yes",
            "notice": "yes" if outlet(at.case) is Outlet.NOTICE else "",
        },
        encloses=at.raw_key if go_along else "",
        instead=neutral(intended.text) if outlet(at.case) is Outlet.WORDS else "",
    )


def _leave_as_they_are(outgoing: Outgoing, at: Occasion) -> bool:
    """Whether the complainant will read the very words."""
    return outlet(at.case) is Outlet.WORDS and "softened" not in outgoing.facts


def _is_foreign(at: Occasion) -> bool:
    """Whether they are surely in another language than the complainant writes in."""
    theirs = at.case.complainant.foreign_language
    return bool(theirs) and at.mail.language not in (theirs, "unknown")


def _lines(found: Mapping[str, list[str]]) -> str:
    """A line for each check that found something: its name, a colon, what it found."""
    return "\n".join(f"{name}: {'; '.join(words)}" for name, words in found.items())
