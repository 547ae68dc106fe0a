"""`Förslag: förklara`: a draft with its facts left open, for the owner alone."""

import re

from complaints.model import Decision
from complaints.process.commands.order import Occasion, Order
from complaints.process.commands.spelling import flat

JOINED = re.compile(r"\s*(?:[+,&/]|\boch\b|\band\b)\s*")
MODES = {
    "inform": ("informera", "inform"),
    "explain": ("förklara", "explain"),
    "respond": ("bemöta", "bemöt", "respond"),
    "apologise": ("be om ursäkt", "ursäkt", "apologise"),
    "meet": ("erbjud möte", "erbjuda möte", "möte", "offer a meeting", "meeting"),
}


def draft(order: Order, at: Occasion) -> Decision:
    """Nothing is claimed that its reader does not fill in, and nothing leaves. Modes may be joined."""
    asked = list(filter(None, JOINED.split(flat(order.text).strip(" .!"))))
    by_word = {flat(word): mode for mode, words in MODES.items() for word in words}
    if not asked or any(part not in by_word for part in asked):
        return at.helped(order.written, why="no_mode")
    modes = " ".join(dict.fromkeys(by_word[part] for part in asked))
    entry = at.entry("draft", "a draft was asked for; nothing is sent", modes=modes)
    letter = at.letter("draft", modes=modes)
    return Decision(verdict="draft returned", case=at.case, entries=(entry,), letters=(letter,))
