"""A mail as the traits a learned model weighs: words, pieces of words, words that stand near, and its shape.

Training and judging both come here, so they cannot read a mail differently. A trait is known by its number
only (a hash), so the artefact holds weights and not a word of anybody's mail.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, islice
from zlib import crc32

from complaints.judgement.words import LONGEST_WORD, plainly

# Raised with every change here or of the file's form: weights learned for other traits would mean nothing.
FORMAT = 7
MOST_WORDS = 2000  # of a text; a word more costs about 5 µs
LONGEST_PIECED = 30  # characters of a word that are taken to pieces
PIECES = (3, 4, 5)  # characters, the ends of the word counted as one each
MOST_KNOWN = 5000  # words whose traits are kept: most words of a mail came in another one
NEAR = 4  # words: how far two words of a sentence may stand apart to be taken together
STEM = 5  # letters by which they are known then
FEW = (70, 300, 150, 20)  # traits of each kind in a mail of about 35 words; a shorter one says less
LONGEST_PASSAGE = 24  # words: a longer sentence is looked at piece by piece
FEW_WORDS = 6  # of a passage; a shorter one says less

WORD = re.compile(r"[^\W_]+")
SENTENCE_END = re.compile(r"\s(?<=[.!?…].)\s*|\n+", re.DOTALL)
MARKS = '?!…():;"'


@dataclass(frozen=True)
class Traits:
    """What a mail says, as numbers: each trait counts once, however often it comes."""

    sentences: tuple[tuple[str, ...], ...]  # the words as they stand, the subject first
    marks: str  # which of MARKS it has, and a second "?" where it ends with one
    of_subject: int = 0  # how many of the sentences are the subject's

    @cached_property
    def kinds(self) -> tuple[frozenset[int], ...]:
        """Its traits: words, pieces, near words, shape."""
        spelled = [word.lower() for sentence in self.sentences for word in sentence]
        octets = [_octets(word) for word in spelled]
        sentences = [[plainly(word) for word in sentence] for sentence in self.sentences]
        plain = [word for sentence in sentences for word in sentence]
        return (
            frozenset((*map(word_number, spelled), *_pairs(b"2", octets))),
            frozenset().union(*map(pieces_of, set(plain))),
            frozenset(chain.from_iterable(map(_near, sentences))),
            frozenset(map(number, _shape(sentences, plain, self.marks))),
        )

    @cached_property
    def kinds_of_subject(self) -> tuple[frozenset[int], ...]:
        """Those of its words, pieces and near words that stand in the subject, elsewhere too or not."""
        return Traits(self.sentences[: self.of_subject], "").kinds[:-1]

    @cached_property
    def shares(self) -> tuple[float, ...]:
        """What one trait of each kind weighs."""
        return tuple(max(few, len(kind)) ** -0.5 for few, kind in zip(FEW, self.kinds, strict=True))

    @cached_property
    def length(self) -> int:
        """Words of subject and text."""
        return sum(map(len, self.sentences))

    @property
    def passages(self) -> tuple[tuple[str, ...], ...]:
        """Its sentences, long ones in pieces of about equal length: what is told outright takes few words."""
        return tuple(chain.from_iterable(map(_in_pieces, self.sentences))) or ((),)


def traits(subject: str, text: str) -> Traits:
    """The traits of a mail's subject and what is newly written in it."""
    subject, whole = (unicodedata.normalize("NFC", t).strip() for t in (subject, f"{subject}\n{text}"))
    return Traits(
        tuple(_sentences(whole)),
        "".join(m for m in MARKS if m in whole) + whole[-1:].replace("?", "??"),
        len(tuple(_sentences(subject))),
    )


@lru_cache(maxsize=MOST_KNOWN)
def word_number(word: str) -> int:
    """The trait of a whole word: with its å, ä and ö, as in pairs of neighbours; all others have none."""
    return number(f"1 {word.lower()}")


@lru_cache(maxsize=MOST_KNOWN)
def pieces_of(word: str) -> tuple[int, ...]:
    """The traits of a plain word's pieces: they see through endings, compounds and misspellings."""
    whole = f"^{word[:LONGEST_PIECED]}$"
    return tuple(
        number(whole[start : start + length]) for length in PIECES for start in range(len(whole) - length + 1)
    )


def traits_of_word(word: str) -> tuple[int, ...]:
    """What a word gives to its passage: itself as it stands, and the pieces of it."""
    return (word_number(word), *pieces_of(plainly(word)))


def traits_between(passage: Sequence[str]) -> Iterable[int]:
    """What the words of a passage give together: pairs of neighbours, and of words that stand near."""
    neighbours = _pairs(b"2", [_octets(word.lower()) for word in passage])
    return chain(neighbours, _near([plainly(word) for word in passage]))


def share_of_passage(passage: Sequence[str]) -> float:
    """What one trait of a passage weighs."""
    return float(max(FEW_WORDS, len(passage)) ** -0.5)


def number(trait: str) -> int:
    """How a trait is known. CRC-32 is the same on every machine, and quick."""
    return crc32(_octets(trait))


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _sentences(text: str) -> Iterator[tuple[str, ...]]:
    left = MOST_WORDS
    for sentence in SENTENCE_END.split(text):
        words = tuple(match.group()[:LONGEST_WORD] for match in islice(WORD.finditer(sentence), left))
        left -= len(words)
        if words:
            yield words


def _in_pieces(sentence: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    pieces = -(-len(sentence) // LONGEST_PASSAGE)
    size = -(-len(sentence) // pieces)
    yield from (sentence[start : start + size] for start in range(0, len(sentence), size))


def _near(sentence: Sequence[str]) -> Iterable[int]:
    """Pairs of words not far apart in a sentence, whatever their endings: the traits "n stem stem"."""
    return _pairs(b"n", [_octets(word[:STEM]) for word in sentence], NEAR)


def _pairs(kind: bytes, words: list[bytes], farthest: int = 1) -> Iterable[int]:
    """The traits "kind word word". What all pairs of a word have in common is worked out once."""
    begun = [_begun(kind, word) for word in words]
    return chain.from_iterable(map(crc32, words[apart:], begun) for apart in range(1, farthest + 1))


@lru_cache(maxsize=2 * MOST_KNOWN)
def _begun(kind: bytes, word: bytes) -> int:
    return crc32(b"%b %b " % (kind, word))


def _shape(sentences: list[list[str]], plain: list[str], marks: str) -> Iterator[str]:
    """How long it is, how it and its sentences begin, how it ends, and its marks."""
    yield from (f"m {mark}" for mark in marks)
    yield f"l {min(8, len(plain) // 10)}"
    for sentence in sentences:
        yield f"b {sentence[0]}"
        yield f"b {' '.join(sentence[:2])}"
    if plain:
        yield f"f {plain[0]}"
        yield f"e {plain[-1]}"
