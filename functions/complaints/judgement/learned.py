"""What a mail is like: probabilities learned from mails written for this project (infra/training).

The model is linear: a weight for each trait and each lane or category, summed. So it can say which words
spoke, costs milliseconds and needs no library. `make train` makes `learned.bin`; `joining` says what its word
is worth beside the rules.
"""

from collections.abc import Iterator
from math import exp, inf

from complaints.judgement.features import traits
from complaints.judgement.weights import Model, Pool, Weights
from complaints.judgement.words import plainly
from complaints.model import Lane

FEWEST_LETTERS = 3  # of a word worth naming as a reason
FARTHEST = 30.0  # log odds; beyond, a probability is 0 or 1 anyway
BESIDE = 0.9  # probability from which a second lane of a pool is taken beside its likeliest
AS_LIKELY_AS_NOT = 0.5
INSIDE = 1.5  # log odds that our own staff's mail may lack for a request: they write more of their work

ALARMS = (Lane.ACUTE, Lane.PROTECTED, Lane.KRANKNING, Lane.THREAT)
REQUESTS = (Lane.APPEAL, Lane.DOCUMENT_REQUEST, Lane.STAFF_MATTER)
DANGEROUS = (
    Lane.ACUTE,
    Lane.PROTECTED,
    Lane.KRANKNING,
    Lane.APPEAL,
    Lane.DOCUMENT_REQUEST,
    Lane.STAFF_MATTER,
    Lane.THREAT,
)


class Likeness:
    """One mail, held against the model. `staff`: whether somebody of ours wrote it.

    Other people's mail is a staff matter only if it is as likely as not, since that shuts everybody else out.
    """

    def __init__(self, subject: str, text: str, model: Model, *, staff: bool = False) -> None:
        self._staff = staff
        self._mail = traits(subject, text)
        self._sums = model.sums(self._mail)
        self._model = model
        self._odds = {lane: weights.log_odds(self._sums) for lane, weights in model.lanes.items()}
        self.lanes = {lane: _probability(odds) for lane, odds in self._odds.items()}
        self._lacking = [(pool, self._lacks(pool)) for pool in model.pools]
        self.category_odds = {code: w.log_odds(self._sums) for code, w in model.categories.items()}
        self.categories = {code: _probability(odds) for code, odds in self.category_odds.items()}

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
        found = {lane for pool, lacking in self._lacking if lacking <= 0 for lane in self._of(pool)}
        return tuple(lane for lane in DANGEROUS if lane in found)

    @property
    def lacking(self) -> float:
        """The log odds that are lacking for danger; endless without a model."""
        return min((lacking for _, lacking in self._lacking), default=inf)

    def hardly(self, likely: float) -> frozenset[Lane]:
        """The dangerous lanes that are less likely than that; none without a model."""
        return frozenset(lane for lane in DANGEROUS if self.lanes.get(lane, 1.0) < likely)

    @property
    def nearest(self) -> Lane:
        """The dangerous lane that lacks least."""
        pools = [pool for pool, lacking in self._lacking if lacking == self.lacking]
        return self._likeliest(pools[0]) if pools else DANGEROUS[0]

    def words_for(self, name: Lane | str, most: int = 3) -> tuple[str, ...]:
        """The words of the mail, as they stand, that speak most for a lane or a category."""
        weights = self._model.lanes[name] if isinstance(name, Lane) else self._model.categories[name]
        words = {plainly(word): word for sentence in reversed(self._mail.sentences) for word in sentence}
        said = {word: self._speaks(word, weights) for word in words.values() if len(word) >= FEWEST_LETTERS}
        best = sorted(said, key=lambda word: (-said[word], word))[:most]
        return tuple(word for word in best if said[word] > 0)

    def _lacks(self, pool: Pool) -> float:
        allowed = INSIDE if self._staff and Lane.STAFF_MATTER in pool.lanes else 0.0
        odds = pool.weights.log_odds(self._sums) + max(self._odds[lane] for lane in pool.lanes)
        return pool.enough - allowed - odds

    def _of(self, pool: Pool) -> Iterator[Lane]:
        yield self._likeliest(pool)
        yield from (lane for lane in pool.lanes if self.lanes[lane] >= BESIDE)

    def _likeliest(self, pool: Pool) -> Lane:
        return max(filter(self._open, pool.lanes), key=lambda lane: self._odds[lane])

    def _open(self, lane: Lane) -> bool:
        return lane is not Lane.STAFF_MATTER or self._staff or self.lanes[lane] >= AS_LIKELY_AS_NOT

    def _speaks(self, word: str, weights: Weights) -> float:
        """How much a word of the mail speaks for a class, by itself and by its pieces."""
        word_share, piece_share, *_ = self._mail.shares
        whole, pieces = self._model.rows.spoken(word, weights.place)
        return whole * word_share + pieces * piece_share


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-max(-FARTHEST, min(FARTHEST, log_odds))))
