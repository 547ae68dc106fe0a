"""A mail as words in sentences, indexed so that thousands of patterns can be asked for quickly."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

MOST_WORDS = 6000  # of a mail that are read: a long letter has 2,000, and what matters is said by then
LONGEST_SENTENCE = 60  # words; without an end in sight a sentence is taken to end here
SWEDISH_LETTERS = 0.05  # share of words with å, ä or ö below which a mail was typed without them

WORD = re.compile(r"[^\W_]+")
SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|\n\s*\n")
_FOLD = str.maketrans("åäöéüÅÄÖÉÜ", "aaoeuAAOEU")


@dataclass(frozen=True)
class Word:
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
            yield Word(match.group(), sentence + count // LONGEST_SENTENCE)
        start, sentence = end, sentence + count // LONGEST_SENTENCE + 1


def fold(text: str) -> str:
    """The text as typed on a keyboard without å, ä and ö."""
    return text.translate(_FOLD)


class Words:
    """Subject and text of one mail."""

    def __init__(self, subject: str, text: str) -> None:
        heading = [Word(w.text, 0) for w in islice(split(subject), LONGEST_SENTENCE)]
        self.all = heading + list(islice(split(text, first_sentence=1), MOST_WORDS))
        self.subject_length = len(heading)
        self._places: dict[tuple[str, bool, bool, bool], frozenset[int]] = {}

    @cached_property
    def typed_without_umlauts(self) -> bool:
        """Whether å, ä and ö seem to be missing on the sender's keyboard."""
        with_them = sum(fold(w.text) != w.text for w in self.all)
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

    def places(self, text: str, stem: bool, capital: bool, folded: bool | None = None) -> frozenset[int]:
        """Positions of a word, or of all words that begin so; also typed without å, ä, ö if `folded`.

        Unless told, folding is allowed when the whole mail is typed so: else "läsa" would be found in "lasa".
        """
        allowed = self.typed_without_umlauts if folded is None else folded
        key = (text, stem, capital, allowed)
        if key not in self._places:
            self._places[key] = self._look_up(text.lower(), stem, capital, allowed)
        return self._places[key]

    def _look_up(self, text: str, stem: bool, capital: bool, folded: bool) -> frozenset[int]:
        forms = {text, fold(text)} if folded else {text}
        found = (p for form in forms for key in self._keys(form, stem) for p in self._index[key])
        return frozenset(p for p in found if not capital or self.all[p].text[:1].isupper())

    def _keys(self, form: str, stem: bool) -> list[str]:
        if not stem:
            return [form] if form in self._index else []
        keys = self._sorted_keys
        start = bisect_left(keys, form)
        end = start
        while end < len(keys) and keys[end].startswith(form):
            end += 1
        return keys[start:end]

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(self.all):
            index[word.text.lower()].append(position)
        return dict(index)

    @cached_property
    def _sorted_keys(self) -> list[str]:
        return sorted(self._index)
