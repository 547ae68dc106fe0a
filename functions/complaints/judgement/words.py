"""A mail as words in sentences, indexed so that thousands of patterns can be asked for quickly."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any, NamedTuple

MOST_WORDS = 6000  # of a mail that are read: a long letter has 2,000, and what matters is said by then
LONGEST_SENTENCE = 60  # words; without an end in sight a sentence is taken to end here
LONGEST_WORD = 200  # letters of a word that are read: what is made of words is kept, and takes room
SHORTEST_STEM = 3  # letters that a pattern must say of a word
LONGEST_STEM = 30  # letters by which the beginning of a word is indexed
MOST_KNOWN = 5000  # words of which it is kept what was made of them: most words of a mail came in another one
ANYWHERE = ""  # a handle that every mail has
SWEDISH_LETTERS = 0.05  # share of words with å, ä or ö below which a mail was typed without them

BEYOND = "\U0010ffff"  # sorts after every letter
WORD = re.compile(r"[^\W_]+")
ABBREVIATED = r"(?<!\bkl.)(?<!\bca.)(?<!\bnr.)(?<!\bt\.ex.)(?<!\bbl\.a.)"  # the dot ends no sentence
# A run of marks is entered at its start alone: 40,000 dots would cost a quarter of a minute otherwise.
SENTENCE_END = re.compile(rf"(?<![.!?…])[.!?…]{ABBREVIATED}[.!?…]*(?=\s|$)|\n\s*\n")
_FOLD = str.maketrans("åäöéüÅÄÖÉÜ", "aaoeuAAOEU")


class Word(NamedTuple):
    """`text` as it stands in the mail; `sentence` counts from 0, the subject being the first."""

    text: str
    sentence: int


def split(text: str, first_sentence: int = 0) -> Iterator[Word]:
    """The words of a text, composed (NFC): macOS writes å as two characters. A hyphen divides words."""
    sentence = first_sentence
    text = unicodedata.normalize("NFC", text)
    start = 0
    for end in (*(m.end() for m in SENTENCE_END.finditer(text)), len(text)):
        count = 0
        for count, match in enumerate(WORD.finditer(text, start, end)):
            yield Word(match.group()[:LONGEST_WORD], sentence + count // LONGEST_SENTENCE)
        start, sentence = end, sentence + count // LONGEST_SENTENCE + 1


def fold(text: str) -> str:
    """The text as typed on a keyboard without å, ä and ö."""
    return text if text.isascii() else text.translate(_FOLD)


@lru_cache(maxsize=MOST_KNOWN)
def plainly(word: str) -> str:
    """A word in lower case, as typed on a keyboard without å, ä and ö."""
    return fold(word.lower())


@lru_cache(maxsize=MOST_KNOWN)
def _with_umlauts(word: str) -> bool:
    return fold(word) != word


@lru_cache(maxsize=MOST_KNOWN)
def _handles(word: str) -> frozenset[str]:
    stems = {f"{word[:length]}*" for length in range(SHORTEST_STEM, min(LONGEST_STEM, len(word)) + 1)}
    return frozenset({word, *stems})


class Words:
    """Subject and text of one mail. `spoken`: how words are written as they are said (mej: mig)."""

    def __init__(self, subject: str, text: str, spoken: Mapping[str, str] | None = None) -> None:
        heading = [Word(w.text, 0) for w in islice(split(subject), LONGEST_SENTENCE)]
        self.all = heading + list(islice(split(text, first_sentence=1), MOST_WORDS))
        self.subject_length = len(heading)
        self.searches: dict[bool, Any] = {}  # what matching remembers, with and without folding
        self.marks: dict[str, list[tuple[int, ...]]] = {}  # places that patterns may name: {unit}, {leader}
        self._spoken = spoken or {}

    def mark(self, name: str, spans: Iterable[tuple[int, ...]]) -> None:
        """Let patterns find these places by a name. What was found when it meant others is forgotten."""
        places = sorted(spans)
        if places != self.marks.get(name, []):
            self.searches.clear()
        self.marks[name] = places

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The words in lower case, folded."""
        return tuple(plainly(word.text) for word in self.all)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The plain words, each once."""
        return frozenset(self.plain)

    def text_of(self, positions: Iterable[int]) -> str:
        """These words as they stand in the mail."""
        return " ".join(self.all[place].text for place in positions)

    @cached_property
    def typed_without_umlauts(self) -> bool:
        """Whether å, ä and ö seem to be missing on the sender's keyboard."""
        with_them = sum(_with_umlauts(word.text) for word in self.all)
        return with_them <= SWEDISH_LETTERS * len(self.all)

    def in_subject(self, positions: Iterable[int]) -> bool:
        """Whether all these words stand in the subject."""
        return all(position < self.subject_length for position in positions)

    def weight(self, positions: Iterable[int]) -> int:
        """The subject counts double."""
        return 2 if self.in_subject(positions) else 1

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether two positions lie in one sentence."""
        return self.all[one].sentence == self.all[other].sentence

    @cached_property
    def handles(self) -> frozenset[str]:
        """Every word, every beginning of one with a star, and ANYWHERE."""
        return frozenset({ANYWHERE}).union(*map(_handles, self._index))

    def at(self, word: str) -> list[int]:
        """Positions of a word in lower case."""
        return self._index.get(word, [])

    def beginning(self, stem: str) -> list[int]:
        """Positions of all words that begin so."""
        keys = self._sorted_keys
        until = bisect_left(keys, stem + BEYOND)
        return [p for key in keys[bisect_left(keys, stem) : until] for p in self._index[key]]

    def containing(self, part: str) -> list[int]:
        """Positions of all words with this in them: for the later half of compounds."""
        if part not in self._joined:
            return []
        return [position for key in self._sorted_keys if part in key for position in self._index[key]]

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(self.all):
            key = word.text.lower()
            index[key].append(position)
            if key in self._spoken:
                index[self._spoken[key]].append(position)
        return dict(index)

    @cached_property
    def _sorted_keys(self) -> list[str]:
        return sorted(self._index)

    @cached_property
    def _joined(self) -> str:
        return " ".join(self._sorted_keys)
