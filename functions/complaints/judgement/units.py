"""Which school or preschool a mail is about.

A unit is known by its name, a nickname, a compound, a misspelling, or by whoever leads it. A name that is
also an ordinary word (a hill, a squirrel, a ridge) must stand where a school would stand.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from complaints.judgement.lists import UnitLists
from complaints.judgement.matching import find, find_any
from complaints.judgement.naming import AFTER_SCHOOL, HOUSES, Name, Names
from complaints.judgement.persons import Positions, mentions
from complaints.judgement.words import Words, fold
from complaints.model import Unit
from complaints.organisation import Organisation

T = TypeVar("T")

ASIDE = 0.1  # weight of a unit where the child was before
SHORTEST_TOWN = 4  # letters
SHORTEST_FOLDED = 5


@dataclass(frozen=True)
class FoundUnit:
    """The unit, if one is named beyond doubt; `why` are the words that name it, or that cause the doubt."""

    unit: Unit | None
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mention:
    """A place where a unit is meant."""

    unit: Unit
    positions: Positions
    weight: float


def recognise(words: Words, organisation: Organisation, lists: UnitLists) -> FoundUnit:
    """The unit named most, in the subject double. Two heads named alike: none, for a wrong name is worse."""
    seen = _Seen(words, organisation, lists)
    found = list(seen.named()) or list(seen.led())
    heads = _weights(found, lambda mention: mention.unit.head)
    if not heads:
        return FoundUnit(None)
    best = [m for m in found if heads[m.unit.head] == max(heads.values())]
    why = tuple(dict.fromkeys(words.text_of(m.positions) for m in best))
    if len({m.unit.head for m in best}) > 1:
        return FoundUnit(None, why)
    return FoundUnit(_narrowest(best), why)


def _narrowest(mentioned: list[Mention]) -> Unit | None:
    """Of the units of one head: the after-school centre beside its school, else the one named more."""
    inner = [m for m in mentioned if m.unit.form == AFTER_SCHOOL]
    weights = _weights(inner or mentioned, lambda mention: mention.unit)
    best = [unit for unit, weight in weights.items() if weight == max(weights.values())]
    return best[0] if len(best) == 1 else None


class _Seen:
    """One mail, looked through for units."""

    def __init__(self, words: Words, organisation: Organisation, lists: UnitLists) -> None:
        self._words = words
        self._organisation = organisation
        self._lists = lists
        self._units = organisation.units
        self._names = _names_of(tuple(self._units.values()), organisation.municipality, lists.tails)
        self._small_children = bool(find_any(lists.small_children, words))
        country = find_any(lists.open_country, words)
        self._open_country = {words.all[place].sentence for hit in country for place in hit.positions}

    def named(self) -> Iterator[Mention]:
        """Wherever a unit's own name stands for it."""
        places = list(self._places())
        self._words.mark("unit", [positions for _, positions in places])
        traps, before = self._covered(self._lists.traps), self._covered(self._lists.before)
        for unit, positions in places:
            if traps.isdisjoint(positions) and not self._elsewhere(positions[-1]):
                weight = ASIDE if before.issuperset(positions) else self._words.weight(positions)
                yield Mention(unit, positions, weight)

    def _places(self) -> Iterator[tuple[Unit, Positions]]:
        for place, word in enumerate(self._words.plain):
            for name in self._names.of(word):
                if not name.ordinary or self._at_school(place, name):
                    yield self._units[name.unit], (place,)
        for unit, pattern in self._names.phrases:
            for hit in find(pattern, self._words, folded=True):
                yield self._units[unit], tuple(sorted(hit.positions))

    def led(self) -> Iterator[Mention]:
        """Wherever somebody is named who leads one school, or one preschool, or is its head's own deputy."""
        for role, units in _leading(self._organisation).items():
            for positions in mentions(
                self._organisation.role(role).holder.name, self._words, self._lists.persons
            ):
                if len(units) == 1:
                    yield Mention(units[0], positions, self._words.weight(positions))

    def _at_school(self, place: int, name: Name) -> bool:
        """Whether an ordinary word stands where a unit would."""
        word = self._words.all[place]
        if word.sentence in self._open_country:
            return False
        first = place == 0 or not self._words.same_sentence(place - 1, place)
        before = "" if first else self._words.plain[place - 1]
        if self._units[name.unit].form in HOUSES:
            everyday = name.word in self._lists.everyday and not self._small_children
            named = word.text[0].isupper() and (not first or word.text.endswith("s"))
            return not everyday or named or before in self._lists.at_house
        if len(name.word) < SHORTEST_FOLDED and not word.text.lower().startswith(name.written):
            return before in self._lists.at and self._words.typed_without_umlauts  # "as" and "ang." are words
        return first or before in self._lists.at or word.text[0].isupper()

    def _elsewhere(self, place: int) -> bool:
        """Centralskolan i Eslöv."""
        follows = self._words.all[place + 1 : place + 3]
        if (
            len(follows) < 2
            or follows[0].text.lower() != "i"
            or not self._words.same_sentence(place, place + 2)
        ):
            return False
        town = follows[1].text
        name = fold(town.lower())
        return town.istitle() and len(name) >= SHORTEST_TOWN and name not in self._names.places

    def _covered(self, patterns: Iterable[str]) -> set[int]:
        return {place for hit in find_any(patterns, self._words) for place in hit.positions}


def _leading(organisation: Organisation) -> dict[str, list[Unit]]:
    """Role ids and the units each leads: heads, and whoever stands in for one head and is nothing else."""
    led: dict[str, list[Unit]] = defaultdict(list)
    for unit in organisation.units.values():
        if unit.form != AFTER_SCHOOL:
            led[unit.head].append(unit)
    asked = Counter(deputy for role in organisation.roles.values() for deputy in role.deputies)
    posts = {*vars(organisation.posts).values(), *(c.owner for c in organisation.categories.values())}
    own = {
        deputy: units
        for head, units in led.items()
        for deputy in organisation.role(head).deputies
        if asked[deputy] == 1 and deputy not in {*led, *posts}
    }
    return led | own


@lru_cache(maxsize=4)
def _names_of(units: tuple[Unit, ...], municipality: str, tails: tuple[str, ...]) -> Names:
    return Names(units, municipality, tails)


def _weights(mentioned: Iterable[Mention], key: Callable[[Mention], T]) -> dict[T, float]:
    weights: dict[T, float] = defaultdict(float)
    for mention in mentioned:
        weights[key(mention)] += mention.weight
    return weights
