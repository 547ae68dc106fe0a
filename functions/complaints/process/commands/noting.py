"""Words that are no command stay in the house. Where they are loaded, neutral ones are suggested."""

from dataclasses import replace

from complaints.model import Decision
from complaints.process.commands.order import Occasion
from complaints.process.outgoing.own_words import LONGEST
from complaints.process.outgoing.tone import neutral
from complaints.process.outgoing.ways import Outlet, outlet


def noted(at: Occasion) -> Decision:
    """An internal note as it was written; its writer may take the suggestion with one word, or leave it."""
    words = at.mail.new_text
    suggestion = neutral(words) if outlet(at.case) is Outlet.WORDS and len(words) <= LONGEST else ""
    if not suggestion:
        return Decision(verdict="internal note", case=at.case, entries=(at.note(),))
    case = replace(at.case, suggestion=suggestion)
    letters = (at.letter("neutral_words", quote=suggestion),)
    return Decision(verdict="internal note", case=case, entries=(at.note(),), letters=letters)
