"""Which school or preschool a mail is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from complaints.judgement.patterns import Hit, find, find_any, outermost
from complaints.judgement.words import Words, fold
from complaints.model import Unit
from complaints.organisation import Organisation

AFTER_SCHOOL = "fritidshem"  # often named by an ordinary word: a hill, a squirrel
SHORTEST_FOLDED = 5  # "Ås" typed without its ring would be any "as"


@dataclass(frozen=True)
class FoundUnit:
    """The unit, if one is named beyond doubt; `why` are the words that name it, or that cause the doubt."""

    unit: Unit | None
    why: tuple[str, ...] = ()


def recognise(words: Words, organisation: Organisation, traps: Iterable[str]) -> FoundUnit:
    """The unit named most, in the subject double. Two heads named alike: none, for a wrong name is worse."""
    traps = tuple(traps)
    named = {unit.id: _hits(unit, words, traps) for unit in organisation.units.values()}
    weights = {
        unit_id: sum(words.weight(h.positions) for h in hits) for unit_id, hits in named.items() if hits
    }
    if not weights:
        return FoundUnit(None)
    most = max(weights.values())
    best = [organisation.units[unit_id] for unit_id, weight in weights.items() if weight == most]
    why = tuple(dict.fromkeys(hit.words for unit in best for hit in named[unit.id]))
    if len({unit.head for unit in best}) > 1:
        return FoundUnit(None, why)
    return FoundUnit(min(best, key=lambda unit: min(min(h.positions) for h in named[unit.id])), why)


def _hits(unit: Unit, words: Words, traps: tuple[str, ...]) -> list[Hit]:
    """Where the unit is meant: its name and aliases, but for what a trap says of them."""
    hits: list[Hit] = []
    for name in _names(unit):
        folded = True if len(fold(name)) >= SHORTEST_FOLDED else None
        if found := find(name, words, folded):
            simple = not {"+", "/"} & set(name)
            wide = find_any((trap.replace("{unit}", name) for trap in traps if simple), words)
            trapped = {p for hit in wide for p in hit.positions}
            hits += (hit for hit in found if not hit.positions & trapped)
    return outermost(hits)


def _names(unit: Unit) -> Iterator[str]:
    """The patterns that name the unit: as written in the file, with a genitive s, and joined to "fritids"."""
    name = unit.name if unit.form == AFTER_SCHOOL else unit.name.lower()
    for plain in (name, *unit.aliases):
        yield plain
        if plain.isalpha():
            yield f"{plain}s"
            yield f"{plain}fritids*"
