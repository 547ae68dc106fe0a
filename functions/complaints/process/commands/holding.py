"""Words that do not leave by themselves: another is writing, a registrator must look first, or a reply to the
preview was no clear word.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from complaints.model import Decision, Outgoing
from complaints.process.commands.order import Occasion
from complaints.process.outgoing.ways import Outlet, outlet

APPEALABLE = "appealable"
UNCLEAR = "unclear"


def second(words: str, first: Outgoing, at: Occasion) -> Decision:
    """Two answers at a time would confuse a guardian: the later one is held, and both writers know of it."""
    notice = at.letter("collision", quote=_shown(words, at), first=at.organisation.role(first.by).holder.name)
    entry = at.entry("held", f"{first.by} wrote to the complainant just before", text=words)
    letters = (replace(notice, copies=(first.by,)),)
    return Decision(verdict="held: another writes", case=at.case, entries=(entry,), letters=letters)


def appealable(outgoing: Outgoing, found: Mapping[str, Iterable[str]], at: Occasion) -> Decision:
    """What may be a decision that can be appealed waits for the registrator's word."""
    case = replace(at.case, outgoing=replace(outgoing, held=APPEALABLE))
    because = "; ".join(word for words in found.values() for word in words)
    entry = at.entry("held", f"may be a decision that can be appealed: {because}", text=outgoing.text)
    registrator = at.organisation.posts.registrator
    writer = at.staff.holder.name
    shown = _shown(outgoing.text, at)
    letters = (
        at.letter("appealable", to=registrator, quote=shown, because=because, writer=writer),
        at.letter("held_appealable", because=because),
    )
    return Decision(verdict="held: may be appealable", case=case, entries=(entry,), letters=letters)


def unclear(words: Outgoing, written: str, at: Occasion) -> Decision:
    """Its writer answered the preview, but not with a command: the words wait until told again."""
    case = replace(at.case, outgoing=replace(words, held=UNCLEAR))
    helped = at.helped(written, why=UNCLEAR)
    return replace(helped, verdict="held: unclear", case=case)


def _shown(words: str, at: Occasion) -> str:
    """What is told of the words in mail: nothing in a sensitive matter."""
    return words if outlet(at.case) is Outlet.WORDS else ""
