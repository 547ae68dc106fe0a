"""A mail as the traits a learned model weighs: words, pairs of words, and pieces of words.

Training and judging both come here, so they cannot read a mail differently. A trait is known by its bucket
only (a hash), so the artefact holds weights and not a word of anybody's mail.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from zlib import crc32

from complaints.judgement.words import fold

FORMAT = 1  # raised with every change here: weights learned for other traits would mean nothing
BUCKETS = 1 << 15
MOST_WORDS = 2000  # of a text; a word more costs about 3 µs
LONGEST_WORD = 30  # characters that are taken to pieces
PIECES = (3, 4, 5)  # characters, the ends of the word counted as one each
FEW_WORDS, FEW_PIECES = 70, 300  # traits of a mail of about 35 words: a shorter one is taken to say less

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Traits:
    """What a mail says, as buckets: each trait counts once, however often it comes."""

    subject: tuple[str, ...]  # the words as they stand
    text: tuple[str, ...]

    @cached_property
    def words(self) -> tuple[int, ...]:
        """Words and pairs of neighbours; the subject's words once more as such, in rising order."""
        seen: set[str] = set()
        for place in (self.subject, self.text):
            plain = [plainly(word) for word in place]
            seen.update(_word(word) for word in plain)
            seen.update(f"2 {one} {other}" for one, other in pairwise(plain))
        seen.update(f"s {plainly(word)}" for word in self.subject)
        return tuple(sorted({bucket(trait) for trait in seen}))

    @cached_property
    def pieces(self) -> tuple[int, ...]:
        """Pieces of its words, in rising order: they see through endings, compounds and misspellings."""
        distinct = {plainly(word) for word in (*self.subject, *self.text)}
        return tuple(sorted({b for word in distinct for b in pieces_of(word)}))

    @property
    def word_share(self) -> float:
        """What one of its words weighs."""
        return float(max(FEW_WORDS, len(self.words)) ** -0.5)

    @property
    def piece_share(self) -> float:
        """What one of its pieces weighs."""
        return float(max(FEW_PIECES, len(self.pieces)) ** -0.5)


def traits(subject: str, text: str) -> Traits:
    """The traits of a mail's subject and what is newly written in it."""
    return Traits(tuple(_split(subject)), tuple(_split(text)))


def plainly(word: str) -> str:
    """A word in lower case, as typed on a keyboard without å, ä and ö."""
    return fold(word.lower())


def word_bucket(word: str) -> int:
    """Where the weight of a whole word stands; `word` is plain."""
    return bucket(_word(word))


def pieces_of(word: str) -> Iterator[int]:
    """Where the weights of a plain word's pieces stand; a piece that comes twice is given twice."""
    whole = f"^{word[:LONGEST_WORD]}$"
    for length in PIECES:
        for start in range(len(whole) - length + 1):
            yield bucket(whole[start : start + length])


def bucket(trait: str) -> int:
    """Where the weight of a trait stands. CRC-32 is the same on every machine, and quick."""
    return crc32(trait.encode("utf-8", "replace")) % BUCKETS


def _word(word: str) -> str:
    return f"1 {word}"


def _split(text: str) -> Iterator[str]:
    found = WORD.finditer(unicodedata.normalize("NFC", text))
    return (match.group() for match in islice(found, MOST_WORDS))
