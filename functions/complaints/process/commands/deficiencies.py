"""`Brist: ja; orsak: för få vuxna; förebygga: nytt schema` – what the case showed, and what comes of it."""

import re
from dataclasses import replace

from complaints.model import Decision, Deficiency, ErrandKind, Outcome
from complaints.process.commands.order import Occasion, Order
from complaints.process.conversation.evaluation import understand

CAUSE = re.compile(r"\b(?:orsak(?:en)?|cause)\b\s*[:–-]?\s*([^;\n]+)", re.IGNORECASE)
PREVENTION = re.compile(
    r"\b(?:förebygga|förebygger|prevention|prevent)\b\s*[:–-]?\s*([^;\n]+)", re.IGNORECASE
)
FOUND = (Outcome.YES, Outcome.PARTLY, Outcome.NO)


def deficiency(order: Order, at: Occasion) -> Decision:
    """What is said now is added to what was said before; what is still missing is asked for."""
    before = at.case.deficiency or Deficiency(found=Outcome.YES)
    found = understand(order.text)
    cause, prevention = _behind(CAUSE, order.text), _behind(PREVENTION, order.text)
    if found not in (None, *FOUND) or not (found or cause or prevention):
        return at.helped(order.written, why="deficiency")
    said = Deficiency(
        found=found or before.found,
        cause=cause or before.cause,
        prevention=prevention or before.prevention,
    )
    case = replace(at.case, deficiency=said)
    entry = at.entry("deficiency", "what the case showed", found=said.found)
    letter = at.letter("deficiency", found=said.found, **_missing(said, at))
    return Decision(verdict="deficiency noted", case=case, entries=(entry,), letters=(letter,))


def _missing(said: Deficiency, at: Occasion) -> dict[str, str]:
    """What a deficiency still lacks: its cause, how it is prevented, and one measure at least."""
    if said.found is Outcome.NO:
        return {}
    has = {"cause": said.cause, "prevention": said.prevention, "measure": _has_measure(at)}
    return {f"no_{name}": "yes" for name, there in has.items() if not there}


def _has_measure(at: Occasion) -> bool:
    return any(errand.kind is ErrandKind.MEASURE for errand in at.case.errands)


def _behind(word: re.Pattern[str], text: str) -> str:
    found = word.search(text)
    return found[1].strip(" .") if found else ""
