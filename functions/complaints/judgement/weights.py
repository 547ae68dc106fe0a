"""What was learned, as `make train` wrote it down: thousands of traits, and for each class their weights.

`learned.bin` holds what whole mails are like, `passages.bin` what a sentence tells, whatever else is said.
A file: the length of a JSON, the JSON, then deflated: how far the number of each trait lies beyond the
one before, first the lowest bytes of all; and trait by trait its weights, two classes in a byte.
"""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, count
from math import inf
from operator import mul
from pathlib import Path
from struct import Struct, unpack_from
from typing import Any

from complaints.judgement.features import (
    FORMAT,
    Traits,
    pieces_of,
    share_of_passage,
    traits_between,
    traits_of_word,
    word_number,
)
from complaints.judgement.words import plainly
from complaints.model import Lane

FILE = Path(__file__).with_name("learned.bin")
PASSAGES = FILE.with_name("passages.bin")
HEADER = 4  # bytes, big-endian: the length of the JSON that comes first
NUMBER = 4  # bytes of a trait's number
CUT = 6  # bits that are left out of it: so of traits never seen one in 300 is taken for another

# What half a byte stands for: small weights are told apart more finely than great ones; 8 to 15 are negative.
STEPS = tuple(round(127 * (step / 7) ** 1.4) for step in range(8))
_LEVELS = (*STEPS, *(-step for step in STEPS))
MIDDLE = 128  # what a byte of a row says more than the weight, so that none is negative
_HIGH = bytes(MIDDLE + _LEVELS[byte >> 4] for byte in range(256))
_LOW = bytes(MIDDLE + _LEVELS[byte & 15] for byte in range(256))

WIDE = 4  # bytes for the sum of a class: no mail can have traits enough to fill them
ZERO = 1 << (8 * WIDE - 1)  # what the sum of a class begins with, so that none becomes negative
MOST_KEPT = 20_000  # traits and words whose sums are kept: common ones come again in every mail


_About = Mapping[str, Any]


class UnreadableModelError(ValueError):
    """The learned weights are not there, or made for other traits than these: run `make train`."""


def short(trait: int) -> int:
    """The number by which a file knows a trait."""
    return trait >> CUT


class Rows:
    """Every trait with its weights, to be added up for all classes at once.

    Added are whole numbers that have WIDE bytes for each class: one addition adds the weights of all.
    """

    def __init__(self, numbers: Iterable[int] = (), table: bytes = b"") -> None:
        """`table`: for each short number a row; of each class a byte, its weight and MIDDLE more."""
        numbers = tuple(numbers)
        self._classes = len(table) // max(1, len(numbers))
        self._rows = dict(zip(numbers, count(step=self._classes), strict=False))  # where each begins
        self._table = table
        self._sums = Struct(f"<{self._classes}I")
        self._zeros = int.from_bytes(self._sums.pack(*[ZERO] * self._classes), "little")
        self._middles = int.from_bytes(self._sums.pack(*[MIDDLE] * self._classes), "little")
        self._wide = lru_cache(maxsize=MOST_KEPT)(self._widened)
        self._worded = lru_cache(maxsize=MOST_KEPT)(self._widened_word)
        self.spoken = lru_cache(maxsize=MOST_KEPT)(self._spoken)

    def added(self, traits: Iterable[int]) -> Sequence[int]:
        """For each class the sum of what these traits weigh; those that are not known weigh nothing."""
        return self._unpacked(self._total(traits, self._zeros))

    def told(self, passage: Sequence[str]) -> Sequence[int]:
        """For each class the sum of what a passage weighs: each of its words, and what they give together."""
        words = sum(map(self._worded, passage), start=self._zeros)
        return self._unpacked(self._total(traits_between(passage), words))

    def _total(self, traits: Iterable[int], start: int = 0) -> int:
        return sum(map(self._wide, self._known(traits)), start=start)

    def _known(self, traits: Iterable[int]) -> Sequence[int]:
        """The short numbers of those that are known. Few are, so they are picked before more is asked."""
        rows = self._rows
        return [number for trait in traits if (number := trait >> CUT) in rows]

    def _unpacked(self, total: int) -> Sequence[int]:
        return [each - ZERO for each in self._sums.unpack(total.to_bytes(self._sums.size, "little"))]

    def _spoken(self, word: str, place: int) -> tuple[int, int]:
        """What a word itself, and what its pieces, weigh for the one class that has this place."""
        return self._weight((word_number(word),), place), self._weight(pieces_of(plainly(word)), place)

    def _weight(self, traits: Iterable[int], place: int) -> int:
        known = [self._table[self._rows[number] + place] for number in self._known(traits)]
        return sum(known) - MIDDLE * len(known)

    def _widened(self, number: int) -> int:
        start = self._rows[number]
        wide = bytearray(self._sums.size)
        wide[::WIDE] = self._table[start : start + self._classes]
        return int.from_bytes(wide, "little") - self._middles

    def _widened_word(self, word: str) -> int:
        return self._total(traits_of_word(word))


@dataclass(frozen=True)
class Sums:
    """For each class what the traits of a mail weigh, each times its kind's share."""

    whole: Sequence[float]
    subject: Sequence[float]  # of these, what those in the subject weigh


@dataclass(frozen=True)
class Weights:
    """One class: log odds = bias + step · the sum of the weights + heading · that of the subject's."""

    bias: float
    step: float  # what one unit of a weight is worth
    place: int  # of the class in every row
    heading: float = 0.0  # and in the subject besides, which mostly names the matter; may be negative

    def log_odds(self, sums: Sums) -> float:
        """For a mail with these sums; calibrated on mails that were held out."""
        return self.bias + self.step * sums.whole[self.place] + self.heading * sums.subject[self.place]


@dataclass(frozen=True)
class Pool:
    """Lanes whose mails were also learned together, since one alone is rare.

    The log odds of the pool and of its likeliest lane are added: from `enough` it is danger.
    """

    name: str
    lanes: tuple[Lane, ...]
    weights: Weights
    enough: float


@dataclass(frozen=True)
class Passages:
    """What a sentence tells of a class, by the class's name, whatever else its mail is about."""

    rows: Rows = field(default_factory=Rows)
    classes: Mapping[str, Weights] = field(default_factory=dict)
    outright: float = inf  # log odds of an alarm from which a sentence says it outright

    def told(self, passage: Sequence[str]) -> Mapping[str, float]:
        """The log odds that a passage adds to each class of a mail."""
        share = share_of_passage(passage)
        sums = [share * total for total in self.rows.told(passage)]
        return {name: w.bias + w.step * sums[w.place] for name, w in self.classes.items()}


@dataclass(frozen=True)
class Model:
    """All that was learned; without anything it finds nothing likely.

    `lane_tells`: how much a mail's main lane adds to the log odds of each category.
    """

    rows: Rows = field(default_factory=Rows)
    lanes: Mapping[Lane, Weights] = field(default_factory=dict)
    categories: Mapping[str, Weights] = field(default_factory=dict)
    lane_tells: Mapping[str, Mapping[Lane, float]] = field(default_factory=dict)
    signs: Mapping[str, Weights] = field(default_factory=dict)  # leader, several
    pools: tuple[Pool, ...] = ()
    passages: Passages = field(default_factory=Passages)

    def sums(self, mail: Traits) -> Sums:
        """What the traits of the mail weigh."""
        return Sums(self._summed(mail.kinds, mail.shares), self._summed(mail.kinds_of_subject, mail.shares))

    def _summed(self, kinds: Sequence[Iterable[int]], shares: Sequence[float]) -> Sequence[float]:
        added = zip(*map(self.rows.added, kinds), strict=True)
        return [sum(map(mul, each, shares)) for each in added]


@lru_cache(maxsize=1)
def learned() -> Model:
    """The model of this release, read when first asked for. Raises UnreadableModelError."""
    return unpack(FILE.read_bytes(), PASSAGES.read_bytes())


def unpack(content: bytes, passages: bytes = b"") -> Model:
    """The model in the bytes of its files; without the second it hears no sentence by itself.

    Raises UnreadableModelError.
    """
    _, rows, classes = _read(FILE, content)
    return Model(
        rows=rows,
        lanes={Lane(entry["name"]): w for entry, w in classes if entry["of"] == "lane"},
        categories={entry["name"]: w for entry, w in classes if entry["of"] == "category"},
        lane_tells={entry["name"]: _by_lane(entry) for entry, _ in classes if entry["of"] == "category"},
        signs={entry["name"]: w for entry, w in classes if entry["of"] == "sign"},
        pools=tuple(_pool(entry, w) for entry, w in classes if entry["of"] == "pool"),
        passages=_passages(passages) if passages else Passages(),
    )


def header_of(content: bytes) -> tuple[_About, bytes]:
    """What a file says of itself, and its deflated rest."""
    start = HEADER + int.from_bytes(content[:HEADER], "big")
    return json.loads(content[HEADER:start]), content[start:]


def _passages(content: bytes) -> Passages:
    about, rows, classes = _read(PASSAGES, content)
    return Passages(rows, {entry["name"]: weights for entry, weights in classes}, about["outright"])


def _read(file: Path, content: bytes) -> tuple[_About, Rows, list[tuple[_About, Weights]]]:
    """What a file says of itself, its rows, and what it says of each class with the class's weights."""
    about, deflated = header_of(content)
    if about["format"] != FORMAT:
        raise UnreadableModelError(f"{file.name} was made for other traits than these: run `make train`.")
    count, entries = about["traits"], about["classes"]
    body = _inflated(file, deflated)
    if len(body) != count * (NUMBER + (len(entries) + 1) // 2):
        raise UnreadableModelError(f"{file.name} is cut short: run `make train`.")
    rows = Rows(accumulate(_gaps(body, count)), _table(body[NUMBER * count :], count))
    return about, rows, [(entry, _weights(entry, place)) for place, entry in enumerate(entries)]


def _weights(entry: _About, place: int) -> Weights:
    return Weights(entry["bias"], entry["step"], place, entry["heading"])


def _inflated(file: Path, content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error as problem:
        raise UnreadableModelError(f"{file.name} is damaged: run `make train`.") from problem


def _gaps(content: bytes, count: int) -> Iterable[int]:
    """How far each number lies beyond the one before."""
    gaps = bytearray(NUMBER * count)
    for place in range(NUMBER):
        gaps[place::NUMBER] = content[place * count : (place + 1) * count]
    return unpack_from(f"<{count}I", gaps)


def _table(content: bytes, count: int) -> bytes:
    """The weights, a byte each; after an odd number of classes, a last one of nothing."""
    pairs = len(content) // max(1, count)
    table = bytearray(2 * len(content))
    for place in range(pairs):
        both = content[place::pairs]
        table[2 * place :: 2 * pairs] = both.translate(_HIGH)
        table[2 * place + 1 :: 2 * pairs] = both.translate(_LOW)
    return bytes(table)


def _by_lane(entry: _About) -> Mapping[Lane, float]:
    return {Lane(lane): odds for lane, odds in entry["lane_tells"].items()}


def _pool(entry: _About, weights: Weights) -> Pool:
    return Pool(entry["name"], tuple(map(Lane, entry["lanes"])), weights, entry["enough"])
