"""The pattern language of word lists, plain enough for a coordinator to write.

    bussen                 that word
    skolmat*               every word that begins so
    *lärare                every word that ends so; *lärare* also what has more behind
    får inga svar          these words in a row
    vill inte … hem        up to four words may stand between
    rast / rasten + kort   one of the first, and near it in the same sentence one of the second
    rasten + kort ! bra    … and nowhere in that sentence the last
    nejet & titta igen     both, wherever in the mail
    Kulla                  a capital letter must be there in the mail too
    {barnet} + {märke}     groups of words, from swedish/groups.toml; {unit}, {leader}: who is named so

Nothing ever matches inside a word unless a star says so: "mat" is not in "information". Traps are patterns as
well: what they cover does not count for the list they belong to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from complaints.judgement.groups import groups
from complaints.judgement.index import WHATEVER, Index, Need, Way, rarest
from complaints.judgement.words import LONGEST_STEM, SHORTEST_STEM, fold, split

LONGEST_PHRASE = 12
SHORTEST_END = 5  # letters of the later half of a compound
GAP = "…"
MARKS = ("unit", "leader")  # groups that are found anew in each mail
TOKEN = re.compile(r"\{[^{}]*\}|…|[^\s{}…]+")


class PatternError(ValueError):
    """A pattern that cannot be meant so."""


@dataclass(frozen=True)
class Piece:
    """One word of a phrase. `text` is lower-case unless a capital is asked for."""

    text: str
    stem: bool = False  # more may follow
    end: bool = False  # more may stand before

    @cached_property
    def written(self) -> str:
        """As in the list."""
        return "*" * self.end + self.text + "*" * self.stem

    @property
    def need(self) -> Need:
        """What a mail must have for it to be there, with å, ä and ö or without; an end tells nothing."""
        text = self.text.lower()
        handle = f"{text[:LONGEST_STEM]}*" if self.stem else text
        return WHATEVER if self.end else frozenset({handle, fold(handle)})

    @property
    def capital(self) -> bool:
        """Whether the word must be written with a capital."""
        return self.text[:1].isupper()


@dataclass(frozen=True)
class Group:
    """Any phrase of a named group."""

    name: str

    @property
    def written(self) -> str:
        """As in the list."""
        return f"{{{self.name}}}"

    @property
    def need(self) -> Need:
        """What a mail must have for any of its phrases to be there."""
        return WHATEVER if self.name in MARKS else group(self.name).need


@dataclass(frozen=True)
class Gap:
    """A few words that do not matter."""

    need = WHATEVER


Phrase = tuple[Piece | Group | Gap, ...]


@dataclass(frozen=True, eq=False)
class Side:
    """Any of these phrases. Each is itself and no other: what was found of it is remembered by that."""

    phrases: tuple[Phrase, ...]

    @cached_property
    def index(self) -> Index[Phrase]:
        """The phrases, by what each needs."""
        return Index((phrase, ways_of(phrase)) for phrase in self.phrases)

    @cached_property
    def ways(self) -> list[Way]:
        """What a mail must have for each way in which the side may match."""
        return [way for phrase in self.phrases for way in ways_of(phrase)]

    @cached_property
    def need(self) -> Need:
        """What a mail must have for it to match in any way."""
        return frozenset().union(*map(rarest, self.ways))


def ways_of(phrase: Phrase) -> list[Way]:
    """What a mail must have for the phrase: of a group that stands alone, for any of its phrases."""
    first, *others = phrase
    if isinstance(first, Group) and first.name not in MARKS and not others:
        return group(first.name).ways
    return [tuple(element.need for element in phrase)]


@dataclass(frozen=True)
class Clause:
    """All of `near` close together, and none of `without` in that sentence."""

    near: tuple[Side, ...]
    without: Side | None = None


Pattern = tuple[Clause, ...]  # each of them somewhere in the mail


def ways_to_match(pattern: Pattern) -> list[Way]:
    """What a mail must have for each way to say the pattern's rarest side, and for its other sides."""
    sides = [side for clause in pattern for side in clause.near]
    needs = [side.need for side in sides]
    rare = sides[needs.index(rarest(needs))]
    others = tuple(side.need for side in sides if side is not rare)
    return [(*way, *others) for way in rare.ways]


@lru_cache(maxsize=8192)
def parse(pattern: str) -> Pattern:
    """Read a pattern.

    Raises:
        PatternError: an empty part, an unknown group, or a stem that would catch half the language.
    """
    return tuple(_clause(clause, pattern) for clause in pattern.split("&"))


@lru_cache(maxsize=256)
def group(name: str) -> Side:
    """The phrases of a group."""
    return _side(groups()[name], name)


def _clause(text: str, pattern: str) -> Clause:
    near, _, without = text.partition("!")
    sides = tuple(_side(side, pattern) for side in near.split("+"))
    return Clause(sides, _side(without, pattern) if "!" in text else None)


def _side(text: str, pattern: str) -> Side:
    return Side(tuple(_phrase(phrase, pattern) for phrase in text.split("/")))


def _phrase(text: str, pattern: str) -> Phrase:
    pieces = tuple(piece for part in TOKEN.findall(text) for piece in _pieces(part, pattern))
    if not pieces or Gap() in (pieces[0], pieces[-1]):
        raise PatternError(f"“{pattern}” has an empty part")
    if len(pieces) > LONGEST_PHRASE:
        raise PatternError(f"“{pattern}” is longer than {LONGEST_PHRASE} words in a row")
    return pieces


def _pieces(part: str, pattern: str) -> Iterator[Piece | Group | Gap]:
    """A hyphen divides words, in patterns as in mails."""
    if part == GAP:
        yield Gap()
    elif part.startswith("{"):
        if part[1:-1] not in (*groups(), *MARKS):
            raise PatternError(f"“{pattern}”: there is no group “{part[1:-1]}”")
        yield Group(part[1:-1])
    else:
        yield from _words(part, pattern)


def _words(part: str, pattern: str) -> Iterator[Piece]:
    stem, end = part.endswith("*"), part.startswith("*")
    words = [w.text for w in split(part)]
    if "*" in part[1:-1] or not words or (end and part == "*"):
        raise PatternError(f"“{pattern}”: a * can only stand at the beginning or the end of a word")
    if (stem and len(words[-1]) < SHORTEST_STEM) or (end and len(words[0]) < SHORTEST_END):
        raise PatternError(f"“{pattern}”: “{part}” is too short for a *, it would match far too much")
    for n, word in enumerate(words):
        yield Piece(word, stem and n == len(words) - 1, end and n == 0)
