"""The pattern language of word lists, plain enough for a coordinator to write.

    bussen                 that word
    skolmat*               every word that begins so
    får inga svar          these words in a row
    rast / rasten + kort   one of the first, and near it in the same sentence one of the second
    Kulla                  a capital letter must be there in the mail too

Nothing ever matches inside a word: "mat" is not in "information". Traps are patterns as well: what they cover
does not count for the list they belong to.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from complaints.judgement.words import Words, split

NEAR = 10  # words between two halves of a pattern
LONGEST_PHRASE = 12
SHORTEST_STEM = 3

Span = frozenset[int]  # positions of the words that a pattern covers


class PatternError(ValueError):
    """A pattern that cannot be meant so."""


@dataclass(frozen=True)
class Piece:
    """One word of a phrase. `text` is lower-case unless a capital is asked for."""

    text: str
    stem: bool

    @property
    def capital(self) -> bool:
        """Whether the word must be written with a capital."""
        return self.text[:1].isupper()


Phrase = tuple[Piece, ...]
Pattern = tuple[tuple[Phrase, ...], ...]  # all sides near one another, of each side any phrase


@dataclass(frozen=True)
class Hit:
    """Where a pattern matched, and the words as they stand in the mail."""

    positions: Span
    words: str


@lru_cache(maxsize=4096)
def parse(pattern: str) -> Pattern:
    """Read a pattern.

    Raises:
        PatternError: an empty part, or a stem so short that it would catch half the language.
    """
    return tuple(tuple(_phrase(p, pattern) for p in side.split("/")) for side in pattern.split("+"))


def _phrase(text: str, pattern: str) -> Phrase:
    pieces = tuple(Piece(w, stem) for part in text.split() for w, stem in _pieces(part, pattern))
    if not pieces:
        raise PatternError(f"“{pattern}” has an empty part")
    if len(pieces) > LONGEST_PHRASE:
        raise PatternError(f"“{pattern}” is longer than {LONGEST_PHRASE} words in a row")
    return pieces


def _pieces(part: str, pattern: str) -> Iterator[tuple[str, bool]]:
    """A hyphen divides words, in patterns as in mails."""
    stem = part.endswith("*")
    words = [w.text for w in split(part)]
    if "*" in part[:-1] or not words:
        raise PatternError(f"“{pattern}”: a * can only stand at the end of a word")
    if stem and len(words[-1]) < SHORTEST_STEM:
        raise PatternError(f"“{pattern}”: “{part}” is too short for a *, it would match far too much")
    for n, word in enumerate(words):
        yield word, stem and n == len(words) - 1


def find(pattern: str, words: Words, folded: bool | None = None) -> list[Hit]:
    """Everywhere the pattern matches. `folded` overrules whether å, ä, ö may be typed as a, a, o."""
    sides = []
    for side in parse(pattern):
        spans = [span for phrase in side for span in _spans(phrase, words, folded)]
        if not spans:
            return []
        sides.append(spans)
    found = sides[0] if len(sides) == 1 else _together(sides, words)
    return [Hit(span, " ".join(words.all[p].text for p in sorted(span))) for span in found]


def find_any(patterns: Iterable[str], words: Words) -> list[Hit]:
    """Every hit of any pattern."""
    return [hit for pattern in patterns for hit in find(pattern, words)]


def find_all(patterns: Iterable[str], traps: Iterable[str], words: Words) -> list[Hit]:
    """Every hit of any pattern that no trap covers, in the order of the mail, none inside another."""
    hits = find_any(patterns, words)
    if not hits:
        return []
    trapped = {p for hit in find_any(traps, words) for p in hit.positions}
    return outermost(hit for hit in hits if not hit.positions & trapped)


def outermost(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that no wider ones cover, each once, in the order of the mail."""
    kept: list[Hit] = []
    covered: set[int] = set()
    for hit in sorted(dict.fromkeys(hits), key=lambda h: (-len(h.positions), min(h.positions))):
        if not hit.positions <= covered:
            kept.append(hit)
            covered |= hit.positions
    return sorted(kept, key=lambda h: min(h.positions))


def _spans(phrase: Phrase, words: Words, folded: bool | None) -> Iterator[Span]:
    first, *rest = phrase
    for start in words.places(first.text, first.stem, first.capital, folded):
        last = start + len(rest)
        follow = (start + n in words.places(p.text, p.stem, p.capital, folded) for n, p in enumerate(rest, 1))
        if all(follow) and words.same_sentence(start, last):
            yield frozenset(range(start, last + 1))


def _together(sides: list[list[Span]], words: Words) -> Iterator[Span]:
    """One span of each side, near one another in one sentence; the nearest before or after is enough."""
    first, *others = sides
    ordered = [sorted(other, key=min) for other in others]
    starts = [[min(span) for span in other] for other in ordered]
    for anchor in first:
        rest = [_nearest(anchor, other, begin, words) for other, begin in zip(ordered, starts, strict=True)]
        if None not in rest:
            yield anchor.union(*(span for span in rest if span))


def _nearest(anchor: Span, spans: list[Span], starts: list[int], words: Words) -> Span | None:
    """The first near span; only the neighbourhood is looked at, or a hostile mail would cost a minute."""
    low = bisect_left(starts, min(anchor) - NEAR - LONGEST_PHRASE)
    high = bisect_right(starts, max(anchor) + NEAR)
    return next((span for span in spans[low:high] if _near(anchor, span, words)), None)


def _near(one: Span, other: Span, words: Words) -> bool:
    apart = max(min(one), min(other)) - min(max(one), max(other))
    return not one & other and apart <= NEAR and words.same_sentence(min(one), min(other))
