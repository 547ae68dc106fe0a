"""Words that are no command stay in the house. Where they are loaded, neutral ones are suggested."""

import re
from dataclasses import replace

from complaints.model import Decision
from complaints.process.commands.order import Occasion
from complaints.process.commands.spelling import flat
from complaints.process.courtesies import HELLO
from complaints.process.outgoing.closings import called
from complaints.process.outgoing.own_words import LONGEST
from complaints.process.outgoing.tone import neutral
from complaints.process.outgoing.ways import Outlet, outlet

GREETED = re.compile(rf"\W*{HELLO}\W+(\w+)")
THANKS = re.compile(
    r"\b(?:tack|thank you|thanks) (?:sa mycket )?for "
    r"(?:(?:ditt|ert|your) (?:mejl|mail|e-?mail|meddelande|brev|e-post|message)|(?:dina|era) synpunkter"
    r"|att (?:du|ni) (?:hor|horde|har hort|skrev|skriver|kontakt|tog|tar|berattar|berattade))"
)
ASKS = re.compile(r"\b(?:jag|ni|man|I|you)\b[^.?!\n]*\?\Z", re.IGNORECASE)
LOOKED_AT = 500  # characters


def seems_an_answer(at: Occasion) -> bool:
    """Whether a note speaks to the complainant, by name or as one thanks for a mail, or asks us something."""
    words = flat(at.mail.new_text[:LOOKED_AT])
    greeted = GREETED.match(words)
    names = re.findall(r"\w{2,}", flat(called(at.case.complainant)))
    return bool((greeted and greeted[1] in names) or THANKS.search(words) or _asks(at))


def _asks(at: Occasion) -> bool:
    """Whether the words end in a question of what the writer is to do, but for a closing below."""
    words = at.mail.new_text[:LOOKED_AT]
    end = words.rfind("?") + 1
    return bool(ASKS.search(words[:end])) and not at.says_something(words[end:])


def noted(at: Occasion) -> Decision:
    """An internal note as it was written; its writer may take the suggestion with one word, or leave it."""
    words = at.mail.new_text
    suggestion = neutral(words) if outlet(at.case) is Outlet.WORDS and len(words) <= LONGEST else ""
    if not suggestion:
        return Decision(verdict="internal note", case=at.case, entries=(at.note(),))
    case = replace(at.case, suggestion=suggestion)
    letters = (at.letter("neutral_words", quote=suggestion),)
    return Decision(verdict="internal note", case=case, entries=(at.note(),), letters=letters)
