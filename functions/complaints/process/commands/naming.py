"""Which category or unit a few words of staff mean, and the reason behind: "Kategori: lokaler, toan läcker".

A category is known by its code, its name, a beginning of it, or one of its own words; a unit by its name or
an alias, with a genitive s. A slip of the finger is forgiven where only one can be meant.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from complaints.judgement.matching import find_any
from complaints.judgement.naming import distance
from complaints.judgement.words import Words
from complaints.model import Lane, Unit
from complaints.organisation import Category, Organisation
from complaints.process.commands.spelling import plain

ENDS = re.compile(r"[,.;:\n–]|\s-\s|\s(?=för att\b|eftersom\b|därför\b|because\b)", re.IGNORECASE)
LANES = {  # by their words in a reply, Swedish first; kränkning is a category as well, and found there
    Lane.ACUTE: ("akut", "acute"),
    Lane.PROTECTED: (
        "skyddade uppgifter",
        "skyddade personuppgifter",
        "skyddad identitet",
        "skyddad adress",
        "sekretessmarkering",
        "skyddad",
        "protected identity",
        "protected",
    ),
    Lane.APPEAL: ("överklagande", "överklagan", "appeal"),
    Lane.DOCUMENT_REQUEST: ("begäran om handling", "allmän handling", "handling", "documents"),
    Lane.DATA_REQUEST: ("registerutdrag", "personal data"),
    Lane.DEMAND: ("krav", "demand"),
    Lane.STAFF_MATTER: ("medarbetare", "staff"),
    Lane.THREAT: ("hot", "threat"),
    Lane.WRONG_RECIPIENT: ("fel mottagare", "wrong recipient"),
    Lane.FAULT_REPORT: ("felanmälan", "fault"),
    Lane.QUESTION: ("fråga", "question"),
    Lane.SUGGESTION: ("förslag", "suggestion"),
    Lane.PRAISE: ("beröm", "praise"),
    Lane.COMPLAINT: ("klagomål", "complaint"),
}
SHORTEST = 3  # letters of a beginning
SLIPS = 2  # letters that may be wrong in a name of more than twice as many, but not the first

T = TypeVar("T", Category, Unit, Lane)


@dataclass(frozen=True)
class Said(Generic[T]):
    """What was named, and the reason given behind it."""

    value: T
    reason: str


def category_in(text: str, organisation: Organisation) -> Said[Category] | None:
    """The category that the text begins with; None when none, or when several could be meant."""
    name, reason = _divided(text)
    called = {c.code: (c.code, *c.name.values()) for c in organisation.categories.values()}
    by_its_words = [
        c.code for c in organisation.categories.values() if find_any(c.words, Words("", name.lower()))
    ]
    code = _meant(name, called) or _only(by_its_words)
    return Said(organisation.categories[code], reason) if code else None


def lane_in(text: str) -> Said[Lane] | None:
    """The lane that the text begins with, called as it is in the table."""
    name, reason = _divided(text)
    called = (lane for lane, words in LANES.items() if plain(name) in map(plain, words))
    lane = next(called, None)
    return Said(lane, reason) if lane else None


def unit_in(text: str, organisation: Organisation) -> Said[Unit] | None:
    """The unit that the text begins with; None when none, or when several could be meant."""
    name, reason = _divided(text)
    called = {
        unit.id: (unit.id, unit.name, *(alias.rstrip("*") for alias in unit.aliases if "/" not in alias))
        for unit in organisation.units.values()
    }
    unit_id = _meant(name, called)
    return Said(organisation.units[unit_id], reason) if unit_id else None


def _divided(text: str) -> tuple[str, str]:
    name, *rest = ENDS.split(text.strip(), maxsplit=1)
    return name.strip(" \"'”“*"), rest[0].strip() if rest else ""


def _meant(name: str, called: Mapping[str, Iterable[str]]) -> str:
    """The key of the one that is called so; empty when none or several are. The surest likeness decides."""
    said = plain(name)
    likenesses: tuple[Callable[[str], bool], ...] = (
        lambda known: known in (said, said.removesuffix("s")),
        lambda known: len(said) >= SHORTEST and (known.startswith(said) or said.startswith(known)),
        lambda known: any(word.startswith(said) or said.startswith(word) for word in _long_words(known)),
        lambda known: len(said) > 2 * SLIPS and known[:1] == said[:1] and distance(said, known) <= SLIPS,
    )
    for alike in likenesses if said else ():
        found = [key for key, names in called.items() if any(alike(plain(known)) for known in names)]
        if found:
            return _only(found)
    return ""


def _long_words(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name) if len(word) > SHORTEST]


def _only(keys: list[str]) -> str:
    return keys[0] if len(set(keys)) == 1 else ""
