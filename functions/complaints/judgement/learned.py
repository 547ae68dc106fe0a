"""What a mail is like: probabilities learned from mails written for this project (infra/training).

The model is linear: a weight for each trait and each lane or category, summed. So it can say which words
spoke, costs milliseconds and needs no library. Of alarms the mail is asked as a whole, and its sentences one
by one: what the most telling of them says is added, and may be enough alone. `make train` makes `learned.bin`
and `passages.bin`; `joining` says what their word is worth beside the rules.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import exp, inf

from complaints.judgement.features import traits
from complaints.judgement.weights import Model, Pool, Weights
from complaints.judgement.words import plainly
from complaints.model import Lane
from complaints.policy import DANGEROUS

FEWEST_LETTERS = 3  # of a word worth naming as a reason
FARTHEST = 30.0  # log odds; beyond, a probability is 0 or 1 anyway
BESIDE = 0.9  # probability from which a second lane of a pool is taken beside its likeliest
AS_LIKELY_AS_NOT = 0.5
INSIDE = 1.5  # log odds that our own staff's mail may lack for a request: they write more of their work


class Likeness:
    """One mail, held against the model. `staff`: whether somebody of ours wrote it. `idioms`: words of it
    that only sound dangerous; a sentence with one is not enough alone.

    Other people's mail is a staff matter only if it is as likely as not, since that shuts everybody else out.
    """

    def __init__(
        self, subject: str, text: str, model: Model, *, staff: bool = False, idioms: Collection[str] = ()
    ) -> None:
        self._staff = staff
        self._mail = traits(subject, text)
        self._sums = model.sums(self._mail)
        self._model = model
        told = {passage: model.passages.told(passage) for passage in self._mail.passages}
        plain = (said for passage, said in told.items() if not _holds(passage, idioms))
        self._told = _highest(told.values())
        self._outright = _highest(plain)
        self._odds = {
            lane: weights.log_odds(self._sums) + self._told.get(lane, 0.0)
            for lane, weights in model.lanes.items()
        }
        self.lanes = {lane: _probability(odds) for lane, odds in self._odds.items()}
        self._lacking = [(pool, self._lacks(pool)) for pool in model.pools]
        self.category_odds = {code: w.log_odds(self._sums) for code, w in model.categories.items()}
        self.categories = {code: _probability(odds) for code, odds in self.category_odds.items()}

    def lane_tells(self, code: str, lane: Lane) -> float:
        """What a mail's main lane adds to the log odds that its words give a category."""
        return self._model.lane_tells.get(code, {}).get(lane, 0.0)

    def sign(self, name: str) -> float:
        """How probable it is that a leader is complained about ("leader") or that matters are "several"."""
        weights = self._model.signs.get(name)
        return _probability(weights.log_odds(self._sums)) if weights else 0.0

    @property
    def length(self) -> int:
        """Words of subject and text."""
        return self._mail.length

    @property
    def dangers(self) -> tuple[Lane, ...]:
        """The dangerous lanes that are likely enough, most protective first."""
        taken = (pool for pool, lacking in self._lacking if lacking <= 0 or self._is_said(pool))
        found = {lane for pool in taken for lane in self._of(pool)}
        return tuple(lane for lane in DANGEROUS if lane in found)

    def hardly(self, likely: float) -> frozenset[Lane]:
        """The dangerous lanes that are less likely than that, but for one that a sentence says outright."""
        unlikely = frozenset(lane for lane in DANGEROUS if self.lanes.get(lane, 1.0) < likely)
        return unlikely.difference(self._likeliest(pool) for pool in self._model.pools if self._is_said(pool))

    def nearest(self, near: Mapping[str, float]) -> tuple[Lane, bool]:
        """The dangerous lane that lacks least beyond what is near (log odds, by pool); whether it is near."""
        beyond = [(lacking - near[pool.name], pool) for pool, lacking in self._lacking]
        if not beyond:
            return DANGEROUS[0], False
        lacking, pool = min(beyond, key=lambda each: each[0])
        return self._likeliest(pool), lacking <= 0

    def words_for(self, name: Lane | str, silent: Collection[str] = (), most: int = 3) -> tuple[str, ...]:
        """The words of the mail, as they stand, that speak most for a lane or a category; no silent ones."""
        weights = self._model.lanes[name] if isinstance(name, Lane) else self._model.categories[name]
        words = {plainly(word): word for sentence in reversed(self._mail.sentences) for word in sentence}
        named = (word for plain, word in words.items() if len(word) >= FEWEST_LETTERS and plain not in silent)
        headed = {word for sentence in self._mail.sentences[: self._mail.of_subject] for word in sentence}
        said = {word: self._speaks(word, weights, headed=word in headed) for word in named}
        best = sorted(said, key=lambda word: (-said[word], word))[:most]
        return tuple(word for word in best if said[word] > 0)

    def _lacks(self, pool: Pool) -> float:
        allowed = INSIDE if self._staff and Lane.STAFF_MATTER in pool.lanes else 0.0
        odds = pool.weights.log_odds(self._sums) + self._told.get(pool.name, 0.0)
        return pool.enough - allowed - odds - max(self._odds[lane] for lane in pool.lanes)

    def _is_said(self, pool: Pool) -> bool:
        """Whether a sentence is enough alone."""
        return self._outright.get(pool.name, -inf) >= self._model.passages.outright

    def _of(self, pool: Pool) -> Iterator[Lane]:
        yield self._likeliest(pool)
        yield from (lane for lane in pool.lanes if self.lanes[lane] >= BESIDE)

    def _likeliest(self, pool: Pool) -> Lane:
        return max(filter(self._open, pool.lanes), key=lambda lane: self._odds[lane])

    def _open(self, lane: Lane) -> bool:
        return lane is not Lane.STAFF_MATTER or self._staff or self.lanes[lane] >= AS_LIKELY_AS_NOT

    def _speaks(self, word: str, weights: Weights, *, headed: bool) -> float:
        """How much a word of the mail speaks for a class, by itself and by its pieces. `headed`: it stands in
        the subject.
        """
        word_share, piece_share, *_ = self._mail.shares
        whole, pieces = self._model.rows.spoken(word, weights.place)
        worth = weights.step + weights.heading if headed else weights.step
        return worth * (whole * word_share + pieces * piece_share)


def _highest(told: Iterable[Mapping[str, float]]) -> Mapping[str, float]:
    """For each class the log odds of the sentence that tells most of it."""
    highest: dict[str, float] = {}
    for each in told:
        for name, odds in each.items():
            highest[name] = max(odds, highest.get(name, -inf))
    return highest


def _holds(passage: Sequence[str], idioms: Collection[str]) -> bool:
    here = f" {' '.join(passage)} "
    return any(f" {idiom} " in here for idiom in idioms)


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-max(-FARTHEST, min(FARTHEST, log_odds))))
