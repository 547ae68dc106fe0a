"""The names that each school and preschool goes by, as single words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from complaints.judgement.words import fold
from complaints.model import Unit

AFTER_SCHOOL = "fritidshem"
HOUSES = (AFTER_SCHOOL, "förskola")  # forms whose units are named by ordinary words: a squirrel, a clover
SHORTEST_MISSPELT = 7  # letters of a name that may be misspelt
SHORTEST_TWICE = 11  # … by two letters
SHORTEST_JOINED = 4  # letters of a nickname that may begin a compound


@dataclass(frozen=True)
class Name:
    """One word that names a unit. `ordinary`: it also means something else, or needs its capital letter."""

    unit: str  # id
    written: str  # in lower case
    ordinary: bool

    @property
    def word(self) -> str:
        """Plain: folded."""
        return fold(self.written)


class Names:
    """All of them, to be looked up by a plain word of a mail; `phrases` are patterns of several words."""

    def __init__(self, units: Iterable[Unit], municipality: str, tails: tuple[str, ...]) -> None:
        self.phrases: list[tuple[str, str]] = []
        self._tails = tails
        self._by_word: dict[str, list[Name]] = defaultdict(list)
        for unit in units:
            for written in (unit.name, *unit.aliases):
                if written.isalpha():
                    name = _name(unit, written)
                    self._by_word[name.word].append(name)
                    self._by_word[f"{name.word}s"].append(name)
                else:
                    self.phrases.append((unit.id, written.lower() if written is unit.name else written))
        everything = " ".join((municipality, *self._by_word, *(pattern for _, pattern in self.phrases)))
        self.places = {w.strip("*") for place in everything.split() for w in (place, place.removesuffix("s"))}
        self._long: dict[str, list[Name]] = defaultdict(list)  # by their first and last letter
        for name in dict.fromkeys(chain.from_iterable(self._by_word.values())):
            if len(name.word) >= SHORTEST_MISSPELT:
                self._long[_ends(name.word)].append(name)
                if name.written.startswith("ä"):  # and sounds so
                    self._long[_ends(f"e{name.word}")].append(name)
        self._longest = max(map(len, self._by_word), default=0)
        self.of = lru_cache(maxsize=4096)(self._of)

    def _of(self, plain: str) -> tuple[Name, ...]:
        """The units that a word may name, as it stands, in a compound, or misspelt."""
        exact = self._by_word.get(plain)
        return tuple(exact or (*self._joined(plain), *self._misspelt(plain)))

    def _joined(self, plain: str) -> Iterator[Name]:
        """Kullafritids, ekbackebarnen; Åskolanissa, as a Finn says it."""
        for length in range(SHORTEST_JOINED, min(self._longest, len(plain) - 2) + 1):
            if plain.startswith(self._tails, length) or length >= SHORTEST_MISSPELT:
                yield from (
                    Name(n.unit, n.word, ordinary=False) for n in self._by_word.get(plain[:length], ())
                )

    def _misspelt(self, plain: str) -> Iterator[Name]:
        """The same first letter and ending, and one letter wrong, missing or too many; two in a long name.

        E for a first Ä is such a wrong one.
        """
        word = plain.removesuffix("s")
        for name in self._long.get(_ends(word), ()):
            allowed = 2 if len(name.word) >= SHORTEST_TWICE else 1
            near = abs(len(word) - len(name.word)) <= allowed
            if near and distance(word, name.word) <= allowed:
                yield name


def _ends(word: str) -> str:
    return word[:1] + word[-1:]


def _name(unit: Unit, written: str) -> Name:
    """A school's own name says that it is one; a preschool's does not, nor does a nickname with a capital."""
    ordinary = unit.form in HOUSES if written == unit.name else written[0].isupper()
    return Name(unit.id, written.lower(), ordinary)


def distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out, changed or swapped with the next (Damerau, restricted)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, target in enumerate(other, start=1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != target))
            swapped = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == target
            line.append(min(cost, before[column - 2] + 1) if swapped else cost)
        before, last = last, line
    return last[-1]
