"""What a complaint is about, by the organisation file's own words."""

from dataclasses import dataclass

from complaints.judgement.matching import find_all, find_any
from complaints.judgement.words import Words
from complaints.organisation import Category, Organisation


@dataclass(frozen=True)
class FoundCategory:
    """A category and the words that speak for it. The same word twice counts once, in the subject double."""

    category: Category
    why: tuple[str, ...]
    weight: int


def propose(words: Words, organisation: Organisation) -> list[FoundCategory]:
    """Every category with a word in the mail, best first; on a draw as they stand in the file."""
    found = (_found(category, words) for category in organisation.categories.values())
    return sorted((f for f in found if f.why), key=lambda f: -f.weight)


def trapped(words: Words, organisation: Organisation) -> frozenset[str]:
    """Codes of categories that a word of the mail seems to speak for and does not: maths is no food."""
    return frozenset(c.code for c in organisation.categories.values() if find_any(c.traps, words))


def _found(category: Category, words: Words) -> FoundCategory:
    weights: dict[str, int] = {}
    for hit in find_all(category.words, category.traps, words):
        word = hit.words.lower()
        weights[word] = max(words.weight(hit.positions), weights.get(word, 0))
    return FoundCategory(category, tuple(weights), sum(weights.values()))
