"""Linear support vector machines on the traits of mails, one class against the rest, by scikit-learn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from complaints.policy import DANGEROUS
from lyhord.training.packing import rounded
from lyhord.training.task import ANY, POOLS, Numbers, Rows, Task

SEED = 4
FOLDS = 6
STRENGTH = 0.1  # inverse of the regularisation; between 0.03 and 0.3 nothing changes
TOPIC_STRENGTH = 0.01  # of categories: their mails are fewer, and their labels less sure
EXACT = 1e-2  # when to stop; more exact is no better
FEW = 50  # mails of the usual mixture, added to those of a lane before it is asked what it says of categories
LANE_SAYS = 0.5  # of what it says
LENT = 0.5  # of the weights of any danger, to each pool
# Traits of a class that are kept: more would tell a little more, but the artefact has room for these.
KEPT, KEPT_OF_TOPICS, KEPT_OF_DANGERS = 32_500, 20_800, 52_000
# Of the weights of a class, the share that is taken as it is: the few beyond count as much as the greatest of
# these. Danger is told by strangers in words of their own: there no few words may decide.
TAKEN, TAKEN_OF_DANGERS = 0.9995, 0.98


@dataclass(frozen=True)
class Fitted:
    """Weights, a row a class, a column a trait (0 if not kept), and where each class starts from."""

    weights: Numbers
    biases: Numbers

    @property
    def kept(self) -> Numbers:
        """The columns that count."""
        return np.flatnonzero(np.any(self.weights, axis=0))


def folds(given: Task, groups: Sequence[str]) -> list[tuple[Rows, Rows]]:
    """Rows to learn from and rows held out: no group stands on both sides."""
    return list(GroupKFold(min(FOLDS, len(set(groups)))).split(given.values, groups=groups))


def fit(given: Task, rows: Rows) -> Fitted:
    """Learn each class from these rows."""
    values = given.values[rows]
    learned = Parallel(n_jobs=-1)(
        delayed(learn_twice)(
            values,
            given.scale,
            given.labels[rows, column],
            (given.topical if of == "category" else given.weight)[rows],
            _kept(of, name),
            TOPIC_STRENGTH if of == "category" else STRENGTH,
        )
        for column, (of, name) in enumerate(given.names)
    )
    weights = np.array([found for found, _ in learned])
    biases = np.array([bias for _, bias in learned])
    for pool in POOLS:
        weights[given.column("pool", pool)] += LENT * weights[given.column(*ANY)]
        biases[given.column("pool", pool)] += LENT * biases[given.column(*ANY)]
    as_kept = [
        rounded(row * given.scale, TAKEN_OF_DANGERS if _is_danger(*name) else TAKEN)
        for row, name in zip(weights, given.names, strict=True)
    ]
    return Fitted(np.array(as_kept) / given.scale, biases)


def _kept(of: str, name: str) -> int:
    if of == "category":
        return KEPT_OF_TOPICS
    return KEPT_OF_DANGERS if _is_danger(of, name) else KEPT


def _is_danger(of: str, name: str) -> bool:
    return of in ("pool", "any") or (of == "lane" and name in DANGEROUS)


def learn_twice(
    values: Any, scale: Numbers, labels: Numbers, weights: Numbers, kept: int, strength: float
) -> tuple[Numbers, float]:
    """The weight of each trait for one class, and where the class starts from.

    Learned from every trait, and then again from those alone that weighed most: what is left out before
    learning is made good by what is near it; what is cut off afterwards is missed.
    """
    seen = np.bincount(values.indices, minlength=values.shape[1])
    tells = np.where(seen > 1, seen**0.5 * scale, 0.0)  # of a weight: how much mails have of the trait
    everything = _machine(values, labels, weights, strength).coef_[0]
    most = np.sort(np.argsort(-np.abs(everything) * tells, kind="stable")[:kept])
    machine = _machine(values[:, most], labels, weights, strength)
    found = np.zeros(values.shape[1])
    found[most] = machine.coef_[0]
    return found, float(machine.intercept_[0])


def _machine(values: Any, labels: Numbers, weights: Numbers, strength: float) -> LinearSVC:
    machine = LinearSVC(C=strength, class_weight="balanced", tol=EXACT, random_state=SEED)
    return machine.fit(values, labels, sample_weight=weights)


@dataclass(frozen=True)
class HeldOut:
    """Scores of mails by what never saw their group: a row a mail, a column a class."""

    whole: Numbers
    subject: Numbers  # of these, what stands in the subject
    passage: Numbers  # of the mail's most telling passage; 0 where passages are not asked

    def of(self, column: int) -> Numbers:
        """The three of a class, a row a mail."""
        return np.stack([self.whole[:, column], self.subject[:, column], self.passage[:, column]], axis=1)


@dataclass(frozen=True)
class Line:
    """Log odds of a class = shift + slope · score + heading · subject's score + told · passage's score."""

    shift: float
    slope: float
    heading: float
    told: float

    def log_odds(self, scored: Numbers) -> Numbers:
        """Log odds that hold, of mails with these scores of the class."""
        return scored @ np.array([self.slope, self.heading, self.told]) + self.shift


def calibrate(given: Task, held_out: HeldOut, column: int, rows: Rows) -> Line:
    """What turns held-out scores of a class into log odds that hold (Platt 1999). Mails count unequally."""
    counts = given.counts_for(column)[rows]
    asked = rows[counts > 0]
    line = LogisticRegression(C=1e6, max_iter=5000)
    line.fit(held_out.of(column)[asked], given.labels[asked, column], counts[counts > 0])
    return Line(float(line.intercept_[0]), *map(float, line.coef_[0]))


def lane_tells(given: Task, category: int, rows: Rows) -> dict[str, float]:
    """How much each main lane adds to the log odds of a category (a column) in mails as they come.

    That is how much more often those of a lane have it than ordinary ones do, of all that are not taken for
    degrading treatment; FEW of the usual mixture are added to those of each lane. A LANE_SAYS of it, since
    the words that tell the lane have told the category as well, and a lane may be misjudged.
    """
    asked = rows[given.categorised[rows]]
    belongs, lanes = given.labels[asked, category], given.main_lanes[asked]
    usual = belongs[given.ordinary[asked]].mean()

    def says(its: Numbers) -> float:
        share = (its.sum() + FEW * usual) / (len(its) + FEW)
        return LANE_SAYS * float(np.log(share / usual))

    return {lane: says(belongs[lanes == lane]) for lane in sorted(set(lanes))}


def danger(given: Task, odds: Numbers, pool: str) -> Numbers:
    """For each mail what its log odds say of a pool: the pool's, and its likeliest lane's."""
    lanes = [given.column("lane", lane) for lane in DANGEROUS if lane in POOLS[pool]]
    return odds[:, given.column("pool", pool)] + odds[:, lanes].max(axis=1)


def threshold(dangers: Numbers, ordinary: Numbers, budget: float) -> float:
    """The lowest figure at which at most this share of the ordinary mails is taken for dangerous."""
    highest = np.sort(dangers[ordinary])[::-1]
    return float(highest[int(budget * len(highest))]) + 1e-6
