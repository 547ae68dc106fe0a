"""What was learned, as `make train` wrote it down: thousands of traits, and for each class their weights.

The file: the length of a JSON, the JSON, then deflated: how far the number of each trait lies beyond the
one before, and the weights, two classes in a byte.
"""

import json
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from pathlib import Path
from struct import unpack_from
from typing import Any

from complaints.judgement.features import FORMAT, Traits
from complaints.model import Lane

FILE = Path(__file__).with_name("learned.bin")
HEADER = 4  # bytes, big-endian: the length of the JSON that comes first
NUMBER = 4  # bytes of a trait's number, little-endian

# What half a byte stands for: small weights are told apart more finely than great ones; 8 to 15 are negative.
STEPS = tuple(round(127 * (step / 7) ** 1.4) for step in range(8))
_LEVELS = (*STEPS, *(-step for step in STEPS))
_HIGH = bytes(_LEVELS[byte >> 4] & 0xFF for byte in range(256))
_LOW = bytes(_LEVELS[byte & 15] & 0xFF for byte in range(256))


class UnreadableModelError(ValueError):
    """The learned weights are not there, or made for other traits than these: run `make train`."""


@dataclass(frozen=True)
class Seen:
    """What the model knows of a mail: what a trait of each kind weighs, and where the weights stand."""

    kinds: tuple[tuple[float, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Weights:
    """One class: log odds = bias + step · the sum of the weights, each times its kind's share."""

    bias: float
    step: float  # what one unit of a weight is worth
    of: Sequence[int]  # a weight from -127 to 127 for each trait

    def log_odds(self, mail: Seen) -> float:
        """For this mail; calibrated on mails that were held out."""
        return self.bias + self.step * sum(share * self._sum(places) for share, places in mail.kinds)

    def _sum(self, places: tuple[int, ...]) -> int:
        if len(places) < 2:  # itemgetter gives no tuple for one
            return sum(self.of[place] for place in places)
        return sum(itemgetter(*places)(self.of))


@dataclass(frozen=True)
class Pool:
    """Lanes whose mails were also learned together, since one alone is rare.

    The log odds of the pool and of its likeliest lane are added: from `enough` it is danger.
    """

    lanes: tuple[Lane, ...]
    weights: Weights
    enough: float


@dataclass(frozen=True)
class Model:
    """All that was learned; without anything it finds nothing likely."""

    places: Mapping[int, int] = field(default_factory=dict)  # trait → where its weights stand
    lanes: Mapping[Lane, Weights] = field(default_factory=dict)
    categories: Mapping[str, Weights] = field(default_factory=dict)
    signs: Mapping[str, Weights] = field(default_factory=dict)  # leader, several
    pools: tuple[Pool, ...] = ()

    def see(self, mail: Traits) -> Seen:
        """The traits of the mail that the model knows."""
        known = self.places
        return Seen(
            tuple(
                (share, tuple(known[trait] for trait in kind if trait in known))
                for share, kind in zip(mail.shares, mail.kinds, strict=True)
            )
        )


@lru_cache(maxsize=1)
def learned() -> Model:
    """The model of this release, read when first asked for. Raises UnreadableModelError."""
    return unpack(FILE.read_bytes())


def unpack(content: bytes) -> Model:
    """The model in the bytes of its file. Raises UnreadableModelError."""
    start = HEADER + int.from_bytes(content[:HEADER], "big")
    about: dict[str, Any] = json.loads(content[HEADER:start])
    if about["format"] != FORMAT:
        raise UnreadableModelError(f"{FILE.name} was made for other traits than these: run `make train`.")
    count, entries = about["traits"], about["classes"]
    body = _inflated(content[start:])
    if len(body) != count * (NUMBER + (len(entries) + 1) // 2):
        raise UnreadableModelError(f"{FILE.name} is cut short: run `make train`.")
    numbers = accumulate(unpack_from(f"<{count}I", body))
    blocks = _blocks(body[NUMBER * count :], count)
    classes = [
        (entry, Weights(entry["bias"], entry["step"], block))
        for entry, block in zip(entries, blocks, strict=False)
    ]
    return Model(
        places={trait: place for place, trait in enumerate(numbers)},
        lanes={Lane(entry["name"]): w for entry, w in classes if entry["of"] == "lane"},
        categories={entry["name"]: w for entry, w in classes if entry["of"] == "category"},
        signs={entry["name"]: w for entry, w in classes if entry["of"] == "sign"},
        pools=tuple(_pool(entry, w) for entry, w in classes if entry["of"] == "pool"),
    )


def _inflated(content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error as problem:
        raise UnreadableModelError(f"{FILE.name} is damaged: run `make train`.") from problem


def _blocks(content: bytes, count: int) -> Iterator[Sequence[int]]:
    """The weights class by class; after an odd number of classes, a last block of nothing."""
    for start in range(0, len(content), count):
        pair = content[start : start + count]
        yield array("b", pair.translate(_HIGH))
        yield array("b", pair.translate(_LOW))


def _pool(entry: Mapping[str, Any], weights: Weights) -> Pool:
    return Pool(tuple(map(Lane, entry["lanes"])), weights, entry["enough"])
