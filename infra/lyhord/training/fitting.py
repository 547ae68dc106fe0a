"""Logistic regression on the traits of mails, one against the rest, by scikit-learn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from complaints.judgement.features import BUCKETS, traits
from complaints.model import Lane
from lyhord.training.mails import TrainingMail

SEED = 4
FOLDS = 8
STRENGTH = 1.0  # inverse of the regularisation; between 1 and 10 nothing changes
RARITY = 0.5  # how much more a rare trait may weigh: its inverse document frequency to this power

Numbers = Any  # an array; the libraries that learn are not where types are checked
Rows = Any  # an array of row numbers


@dataclass(frozen=True)
class Task:
    """Mails as numbers: a row a mail, a column a bucket; and for each class whether a mail belongs to it."""

    values: Any  # a sparse matrix
    rarity: Numbers
    names: tuple[tuple[str, str], ...]  # ("lane", "acute"), … ("category", "maltid"), …
    labels: Numbers  # a row a mail, a column a class
    styles: tuple[str, ...]


@dataclass(frozen=True)
class Fitted:
    """Weights (a row a class, a column a bucket) and where each class starts from."""

    weights: Numbers
    biases: Numbers


def task(mails: Sequence[TrainingMail]) -> Task:
    """What is to be learned. A mail that is also a complaint is no example of an ordinary complaint."""
    read = [traits(mail.subject, mail.text) for mail in mails]
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, mail in enumerate(read):
        for block, share in ((mail.words, mail.word_share), (mail.pieces, mail.piece_share)):
            rows += [row] * len(block)
            columns += block
            values += [share] * len(block)
    counted = csr_matrix((values, (rows, columns)), shape=(len(mails), BUCKETS))
    seen = np.bincount(counted.indices, minlength=BUCKETS)
    rarity = (np.log((1 + len(mails)) / (1 + seen)) + 1) ** RARITY
    lanes = [lane for lane in Lane if any(lane in mail.lanes for mail in mails)]
    codes = sorted({mail.category for mail in mails if mail.category})
    belongs = [
        [lane in m.lanes and (lane is not Lane.COMPLAINT or m.lanes[0] is lane) for lane in lanes]
        + [code == m.category for code in codes]
        for m in mails
    ]
    names = (*(("lane", str(lane)) for lane in lanes), *(("category", code) for code in codes))
    return Task(
        values=csr_matrix(counted.multiply(rarity)),
        rarity=rarity,
        names=names,
        labels=np.array(belongs, dtype=np.int64),
        styles=tuple(mail.style for mail in mails),
    )


def folds(given: Task, groups: Sequence[str] | None = None) -> list[tuple[Rows, Rows]]:
    """Rows to learn from and rows held out: no writer's style (or other group) stands on both sides."""
    groups = groups or given.styles
    count = min(FOLDS, len(set(groups)))
    return list(GroupKFold(count).split(given.values, groups=groups))


def fit(given: Task, rows: Rows) -> Fitted:
    """Learn from these rows."""
    weights, biases = [], []
    for column in range(len(given.names)):
        regression = LogisticRegression(
            solver="liblinear",
            dual=True,
            C=STRENGTH,
            class_weight="balanced",
            random_state=SEED,
            max_iter=5000,
        )
        regression.fit(given.values[rows], given.labels[rows, column])
        weights.append(regression.coef_[0])
        biases.append(regression.intercept_[0])
    return Fitted(np.array(weights), np.array(biases))


def scores(given: Task, fitted: Fitted, rows: Rows) -> Numbers:
    """Uncalibrated log odds of these rows: a row a mail, a column a class."""
    return np.asarray(given.values[rows] @ fitted.weights.T + fitted.biases)


def calibrate(scored: Numbers, labels: Numbers) -> Numbers:
    """For each class, slope and bias that turn held-out scores into log odds that hold (Platt 1999)."""
    lines = []
    for column in range(scored.shape[1]):
        line = LogisticRegression(C=1e6, max_iter=5000).fit(scored[:, [column]], labels[:, column])
        lines.append((line.coef_[0][0], line.intercept_[0]))
    return np.array(lines)


def probabilities(scored: Numbers, lines: Numbers) -> Numbers:
    """Calibrated."""
    return np.asarray(1 / (1 + np.exp(-(scored * lines[:, 0] + lines[:, 1]))))


def threshold(chances: Numbers, dangerous: Numbers, budget: float) -> float:
    """The lowest probability at which at most `budget` of the mails without danger raise an alarm.

    `chances`: a row a mail, a column a dangerous lane. `dangerous`: whether the mail has any danger.
    """
    highest = np.sort(chances.max(axis=1)[~dangerous])[::-1]
    return float(highest[int(budget * len(highest))]) + 1e-6
