"""Where patterns match in a mail.

Only what shares a handle with the mail is looked for, patterns and the phrases of their sides alike, and what
patterns share is found once: so the cost follows the mail, not the length of the lists.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from complaints.judgement.index import Index
from complaints.judgement.patterns import (
    LONGEST_PHRASE,
    MARKS,
    Clause,
    Gap,
    Group,
    Pattern,
    Phrase,
    Piece,
    Side,
    group,
    parse,
    ways_to_match,
)
from complaints.judgement.words import Words, fold

NEAR = 10  # words between two sides of a pattern
GAP_WORDS = 4

Span = tuple[int, ...]  # positions of the words that a phrase covers, rising


@dataclass(frozen=True)
class Hit:
    """Where a pattern matched, and the words as they stand in the mail."""

    positions: frozenset[int]
    words: str


class Book:
    """A list of patterns, indexed by what they need."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._index = Index((pattern, ways_to_match(pattern)) for pattern in map(parse, patterns))

    def find(self, words: Words, folded: bool | None = None) -> list[Hit]:
        """Every hit, pattern by pattern."""
        possible = self._index.among(words.handles)
        if not possible:
            return []
        search = _search(words, words.typed_without_umlauts if folded is None else folded)
        return [hit for pattern in possible for hit in search.hits(pattern)]


@lru_cache(maxsize=512)
def _book(patterns: tuple[str, ...]) -> Book:
    return Book(patterns)


def find(pattern: str, words: Words, folded: bool | None = None) -> list[Hit]:
    """Everywhere the pattern matches. `folded` overrules whether å, ä, ö may be typed as a, a, o."""
    return _book((pattern,)).find(words, folded)


def find_any(patterns: Iterable[str], words: Words) -> list[Hit]:
    """Every hit of any pattern."""
    listed = tuple(patterns)
    return _book(listed).find(words) if listed else []


def find_all(patterns: Iterable[str], traps: Iterable[str], words: Words) -> list[Hit]:
    """Every hit of any pattern that no trap covers, in the order of the mail, none inside another."""
    hits = find_any(patterns, words)
    if not hits:
        return []
    trapped = {p for hit in find_any(traps, words) for p in hit.positions}
    return outermost(hit for hit in hits if not hit.positions & trapped)


def said(patterns: Iterable[str], traps: Iterable[str], words: Words) -> tuple[str, ...]:
    """What every such hit covers, as it stands in the mail, each once."""
    return tuple(dict.fromkeys(hit.words for hit in find_all(patterns, traps, words)))


def outermost(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that no wider ones cover, each once, in the order of the mail."""
    kept: list[Hit] = []
    covered: set[int] = set()
    for hit in sorted(dict.fromkeys(hits), key=lambda h: (-len(h.positions), min(h.positions))):
        if not hit.positions <= covered:
            kept.append(hit)
            covered |= hit.positions
    return sorted(kept, key=lambda h: min(h.positions))


class Search:
    """What was found in one mail, part by part. `folded`: å, ä, ö may be typed as a, a, o."""

    def __init__(self, words: Words, folded: bool) -> None:
        self._words = words
        self._folded = folded
        self._sides: dict[Side, list[Span]] = {}
        self._starts: dict[str, dict[int, list[Span]]] = {}
        self._places: dict[str, list[int]] = {}

    def hits(self, pattern: Pattern) -> Iterator[Hit]:
        """Everywhere the pattern matches; of further clauses the first place."""
        first, *others = pattern
        beside = [next(self._clause(other), None) for other in others]
        if None not in beside:
            for found in self._clause(first):
                positions = found.union(*(b for b in beside if b))
                yield Hit(positions, " ".join(self._words.all[p].text for p in sorted(positions)))

    def _clause(self, clause: Clause) -> Iterator[frozenset[int]]:
        sides = []
        for side in clause.near:
            if not (spans := self._side(side)):
                return
            sides.append(spans)
        found = map(frozenset, sides[0]) if len(sides) == 1 else _together(sides, self._words)
        every = self._words.all
        barred = {every[span[0]].sentence for span in self._side(clause.without)} if clause.without else ()
        for positions in found:
            if every[min(positions)].sentence not in barred:
                yield positions

    def _side(self, side: Side) -> list[Span]:
        """The spans of any of its phrases, in the order of the mail."""
        if side not in self._sides:
            possible = side.index.among(self._words.handles)
            self._sides[side] = sorted({span for phrase in possible for span in self._phrase(phrase)})
        return self._sides[side]

    def _phrase(self, phrase: Phrase) -> Iterable[Span]:
        spans = self._element(phrase[0])
        farthest = 1
        for element in phrase[1:]:
            if not spans:
                break
            if isinstance(element, Gap):
                farthest = 1 + GAP_WORDS
            else:
                spans = list(self._followed(spans, element, farthest))
                farthest = 1
        return spans

    def _followed(self, spans: Iterable[Span], element: Piece | Group, farthest: int) -> Iterator[Span]:
        follow = self._by_start(element)
        for span in spans:
            for start in range(span[-1] + 1, span[-1] + 1 + farthest):
                for after in follow.get(start, ()):
                    if self._words.same_sentence(span[0], after[-1]):
                        yield (*span, *after)

    def _element(self, element: Piece | Group | Gap) -> list[Span]:
        if isinstance(element, Group):
            if element.name in MARKS:
                return self._words.marks.get(element.name, [])
            return self._side(group(element.name))
        return [(place,) for place in self._at(element)] if isinstance(element, Piece) else []

    def _by_start(self, element: Piece | Group) -> dict[int, list[Span]]:
        key = element.written
        if key not in self._starts:
            by_start: dict[int, list[Span]] = defaultdict(list)
            for span in self._element(element):
                by_start[span[0]].append(span)
            self._starts[key] = by_start
        return self._starts[key]

    def _at(self, piece: Piece) -> list[int]:
        if piece.written not in self._places:
            text = piece.text.lower()
            forms = {text, fold(text)} if self._folded else {text}
            found = [place for form in forms for place in self._look_up(piece, form)]
            every = self._words.all
            self._places[piece.written] = [
                p for p in found if not piece.capital or every[p].text[:1].isupper()
            ]
        return self._places[piece.written]

    def _look_up(self, piece: Piece, form: str) -> list[int]:
        words = self._words
        if piece.end:
            return [
                p for p in words.containing(form) if piece.stem or words.all[p].text.lower().endswith(form)
            ]
        return words.beginning(form) if piece.stem else words.at(form)


def _search(words: Words, folded: bool) -> Search:
    if folded not in words.searches:
        words.searches[folded] = Search(words, folded)
    search: Search = words.searches[folded]
    return search


def _together(sides: list[list[Span]], words: Words) -> Iterator[frozenset[int]]:
    """One span of each side, near one another in one sentence; the nearest before or after is enough."""
    first, *others = sides
    starts = [[span[0] for span in other] for other in others]
    for anchor in first:
        rest = [_nearest(anchor, other, begin, words) for other, begin in zip(others, starts, strict=True)]
        if None not in rest:
            yield frozenset(anchor).union(*(span for span in rest if span))


def _nearest(anchor: Span, spans: list[Span], starts: list[int], words: Words) -> Span | None:
    """The first near span; only the neighbourhood is looked at, or a hostile mail would cost a minute."""
    low = bisect_left(starts, anchor[0] - NEAR - LONGEST_PHRASE)
    high = bisect_right(starts, anchor[-1] + NEAR)
    return next((span for span in spans[low:high] if _near(anchor, span, words)), None)


def _near(one: Span, other: Span, words: Words) -> bool:
    apart = max(one[0], other[0]) - min(one[-1], other[-1])
    return set(one).isdisjoint(other) and apart <= NEAR and words.same_sentence(one[0], other[0])
