"""What a mail is like: probabilities learned from mails written for this project (infra/training).

The model is linear: a weight for each trait and each lane or category, summed. So it can say which words
spoke, costs milliseconds and needs no library. `make train` makes `learned.bin`; `joining` says what its word
is worth beside the rules.
"""

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from operator import itemgetter
from pathlib import Path
from typing import Any

from complaints.judgement.features import BUCKETS, FORMAT, Traits, pieces_of, plainly, traits, word_bucket
from complaints.model import Lane

FILE = Path(__file__).with_name("learned.bin")
HEADER = 4  # bytes, big-endian: the length of the JSON that comes first
FEWEST_LETTERS = 3  # of a word worth naming as a reason
FARTHEST = 30.0  # log odds; beyond, a probability is 0 or 1 anyway

DANGEROUS = (
    Lane.ACUTE,
    Lane.PROTECTED,
    Lane.KRANKNING,
    Lane.APPEAL,
    Lane.DOCUMENT_REQUEST,
    Lane.STAFF_MATTER,
    Lane.THREAT,
)


class UnreadableModelError(ValueError):
    """The learned weights are not there, or made for other traits than these: run `make train`."""


@dataclass(frozen=True)
class Weights:
    """One lane or category: log odds = bias + step · (words + pieces), each a sum times its share."""

    bias: float
    step: float  # what one unit of a weight is worth
    of: Sequence[int]  # a weight from -127 to 127 for each bucket

    def log_odds(self, mail: Traits) -> float:
        """For this mail; calibrated on mails that were held out."""
        return self.bias + self.step * (
            self._sum(mail.words) * mail.word_share + self._sum(mail.pieces) * mail.piece_share
        )

    def speaks(self, word: str, mail: Traits) -> float:
        """How much a plain word of the mail speaks for it."""
        pieces = sum(self.of[bucket] for bucket in pieces_of(word))
        return self.of[word_bucket(word)] * mail.word_share + pieces * mail.piece_share

    def _sum(self, buckets: tuple[int, ...]) -> int:
        if len(buckets) < 2:  # itemgetter gives no tuple for one
            return sum(self.of[bucket] for bucket in buckets)
        return sum(itemgetter(*buckets)(self.of))


@dataclass(frozen=True)
class Model:
    """All that was learned. `enough` is the probability from which a lane of DANGEROUS is taken."""

    lanes: Mapping[Lane, Weights]
    categories: Mapping[str, Weights]
    enough: float


class Likeness:
    """One mail, held against the model."""

    def __init__(self, subject: str, text: str, model: Model) -> None:
        self._mail = traits(subject, text)
        self._model = model
        self.lanes = {lane: _probability(w.log_odds(self._mail)) for lane, w in model.lanes.items()}
        odds = {code: _probability(w.log_odds(self._mail)) for code, w in model.categories.items()}
        self.categories = dict(sorted(odds.items(), key=lambda item: -item[1]))  # best first

    @property
    def length(self) -> int:
        """Words of subject and text."""
        return len(self._mail.subject) + len(self._mail.text)

    @property
    def dangers(self) -> tuple[Lane, ...]:
        """The dangerous lanes that are likely enough."""
        return tuple(x for x in DANGEROUS if self.lanes.get(x, 0.0) >= self._model.enough)

    def words_for(self, name: Lane | str, most: int = 3) -> tuple[str, ...]:
        """The words of the mail, as they stand, that speak most for a lane or a category."""
        weights = self._model.lanes[name] if isinstance(name, Lane) else self._model.categories[name]
        words = {plainly(word): word for word in (*self._mail.text, *self._mail.subject)}
        said = {word: weights.speaks(word, self._mail) for word in words if len(word) >= FEWEST_LETTERS}
        best = sorted(said, key=lambda word: (-said[word], word))[:most]
        return tuple(words[word] for word in best if said[word] > 0)


@lru_cache(maxsize=1)
def learned() -> Model:
    """The model of this release, read when first asked for. Raises UnreadableModelError."""
    return unpack(FILE.read_bytes())


def unpack(content: bytes) -> Model:
    """The model in the bytes of its file: the length of a JSON, the JSON, the weights class by class."""
    start = HEADER + int.from_bytes(content[:HEADER], "big")
    about: dict[str, Any] = json.loads(content[HEADER:start])
    if (about["format"], about["buckets"]) != (FORMAT, BUCKETS):
        raise UnreadableModelError(f"{FILE.name} was made for other traits than these: run `make train`.")
    if len(content) != start + BUCKETS * len(about["classes"]):
        raise UnreadableModelError(f"{FILE.name} is cut short: run `make train`.")
    found: dict[str, dict[str, Weights]] = {"lane": {}, "category": {}}
    for number, entry in enumerate(about["classes"]):
        place = start + number * BUCKETS
        weights = array("b", content[place : place + BUCKETS])
        found[entry["of"]][entry["name"]] = Weights(entry["bias"], entry["step"], weights)
    return Model(
        lanes={Lane(name): weights for name, weights in found["lane"].items()},
        categories=found["category"],
        enough=about["enough"],
    )


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-max(-FARTHEST, min(FARTHEST, log_odds))))
