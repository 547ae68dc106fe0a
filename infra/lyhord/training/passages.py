"""What single sentences tell of danger, learned: `passages.bin` beside `learned.bin`.

Two kinds of examples: the pieces of the training mails that show the danger (their evidence), which mostly
tell it by signs; and sentences written to say it outright (infra/training/sentences). Against them stand all
sentences of the mails without an alarm, and traps that use the same words. What else stands in a mail of
danger is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix

from complaints.judgement.features import share_of_passage, traits, traits_between, traits_of_word
from complaints.judgement.weights import short
from complaints.model import Lane
from complaints.policy import ALARMS
from lyhord.training.fitting import learn_twice
from lyhord.training.mails import TrainingMail
from lyhord.training.packing import rounded
from lyhord.training.sentences import Sentence
from lyhord.training.task import Numbers, Rows

CLASSES = (*(("lane", str(lane)) for lane in ALARMS), ("pool", "alarm"))
STRENGTH = 0.1  # inverse of the regularisation
KEPT, KEPT_OF_LANES = 45_000, 8_000  # traits of the alarm; of a lane, which only tells one alarm from another
TAKEN = 0.995  # of the weights of a class, the share that is taken as it is: the few beyond count alike
# How much an example weighs: evidence may need the rest of its mail to be understood.
OF_EVIDENCE, OF_SENTENCE = 0.1, 5.0
# Of whole words, of what words give together, and of pieces of words: what did best on mails held out.
WHOLE, TOGETHER, PIECE = 1.5, 0.85, 0.4

WORD = re.compile(r"\w+")


Source = TrainingMail | Sentence


@dataclass(frozen=True)
class Passages:
    """Every passage as numbers: of the mails, one after the other, and then the sentences."""

    values: Any  # a sparse matrix: a row a passage
    traits: Numbers  # the short number of each column's trait
    scale: Numbers  # what a column's values were multiplied with
    labels: Numbers  # a row a passage, a column a class
    weights: Numbers  # how much each is learned from; nothing: not at all
    mails: Rows  # of which mail each is; -1: of none

    def highest(self, fitted: "FittedPassages", rows: Rows) -> Numbers:
        """For these mails, a row each, the score of the passage that tells most of each class."""
        told = np.full((int(self.mails.max()) + 1, len(CLASSES)), -np.inf)
        asked = np.flatnonzero(np.isin(self.mails, rows))
        np.maximum.at(told, self.mails[asked], self.values[asked] @ fitted.weights.T + fitted.biases)
        return told[rows]


@dataclass(frozen=True)
class FittedPassages:
    """Weights, a row a class, a column a trait, and where each class starts from."""

    weights: Numbers
    biases: Numbers


def passages(mails: Sequence[TrainingMail], sentences: Sequence[Sentence]) -> Passages:
    """What there is to learn from these mails and sentences."""
    sources: list[tuple[int, Source]] = [*enumerate(mails), *((-1, sentence) for sentence in sentences)]
    told = [(row, passage, source) for row, source in sources for passage in _passages_of(source)]
    counted, numbers, kinds = _counted([passage for _, passage, _ in told])
    common = np.bincount(counted.indices, minlength=len(numbers)) > 1
    counted, numbers, kinds = counted[:, common], numbers[common], kinds[common]
    seen = np.bincount(counted.indices, minlength=len(numbers))
    scale = (np.log((1 + len(told)) / (1 + seen)) + 1) * np.array((WHOLE, PIECE, TOGETHER))[kinds]
    lanes = [_lanes(passage, source) for _, passage, source in told]
    return Passages(
        values=csr_matrix(counted.multiply(scale)),
        traits=numbers,
        scale=scale,
        labels=np.array([[_belongs(of, *name) for name in CLASSES] for of in lanes]),
        weights=np.array([_weight(of, source) for of, (_, _, source) in zip(lanes, told, strict=True)]),
        mails=np.array([row for row, _, _ in told]),
    )


def fit_passages(given: Passages, learn: Rows) -> FittedPassages:
    """Learn each class from the passages of these mails, and from all sentences."""
    rows = np.flatnonzero((np.isin(given.mails, learn) | (given.mails < 0)) & (given.weights > 0))
    values = given.values[rows]
    weights = given.weights[rows]
    learned = Parallel(n_jobs=-1)(
        delayed(learn_twice)(values, given.scale, given.labels[rows, column], weights, _kept(of), STRENGTH)
        for column, (of, _) in enumerate(CLASSES)
    )
    as_kept = [rounded(weights * given.scale, TAKEN) / given.scale for weights, _ in learned]
    return FittedPassages(np.array(as_kept), np.array([bias for _, bias in learned]))


def _kept(of: str) -> int:
    return KEPT if of == "pool" else KEPT_OF_LANES


def _passages_of(source: Source) -> Sequence[Sequence[str]]:
    subject = source.subject if isinstance(source, TrainingMail) else ""
    return traits(subject, source.text).passages


def _lanes(passage: Sequence[str], source: Source) -> frozenset[Lane] | None:
    """The alarms that a passage tells of; None if that cannot be said."""
    if isinstance(source, Sentence):
        return frozenset(filter(None, (source.lane,)))
    alarms = frozenset(source.lanes) & frozenset(ALARMS)
    return alarms if not alarms or _shows(passage, source.evidence) else None


def _shows(passage: Sequence[str], evidence: Sequence[str]) -> bool:
    """Whether a passage holds a piece of evidence, or is a part of one."""
    here = f" {' '.join(passage).lower()} "
    pieces = (f" {' '.join(WORD.findall(piece.lower()))} " for piece in evidence)
    return any(piece in here or (here in piece and len(passage) > 1) for piece in pieces)


def _weight(lanes: frozenset[Lane] | None, source: Source) -> float:
    if isinstance(source, Sentence):
        return OF_SENTENCE
    if lanes is None:
        return 0.0
    return OF_EVIDENCE if lanes else 1.0


def _belongs(lanes: frozenset[Lane] | None, of: str, name: str) -> bool:
    return bool(lanes) if of == "pool" else Lane(name) in (lanes or ())


def _counted(told: Sequence[Sequence[str]]) -> tuple[Any, Numbers, Numbers]:
    """Every trait of every passage as often as it comes; then each column's trait and kind."""
    places: dict[int, int] = {}
    kinds: list[int] = []
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, passage in enumerate(told):
        share = share_of_passage(passage)
        for number, kind in _traits(passage):
            trait = short(number)
            if trait not in places:
                places[trait] = len(places)
                kinds.append(kind)
            rows.append(row)
            columns.append(places[trait])
            values.append(share)
    counted = csr_matrix((values, (rows, columns)), shape=(len(told), len(places)))  # adds what comes twice
    return counted, np.array(list(places)), np.array(kinds)


def _traits(passage: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each trait with its kind: a whole word, a piece of one, or words together."""
    for word in passage:
        whole, *pieces = traits_of_word(word)
        yield whole, 0
        yield from ((piece, 1) for piece in pieces)
    yield from ((trait, 2) for trait in traits_between(passage))
