"""What a mail is like: probabilities learned from mails written for this project (infra/training).

The model is linear: a weight for each trait and each lane or category, summed. So it can say which words
spoke, costs milliseconds and needs no library. `make train` makes `learned.bin`; `joining` says what its word
is worth beside the rules.
"""

from collections.abc import Iterator
from math import exp, inf

from complaints.judgement.features import pieces_of, plainly, traits, word_number
from complaints.judgement.weights import Model, Pool, Weights
from complaints.model import Lane

FEWEST_LETTERS = 3  # of a word worth naming as a reason
FARTHEST = 30.0  # log odds; beyond, a probability is 0 or 1 anyway
BESIDE = 0.5  # probability from which a second lane of a pool is taken beside its likeliest

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
    """One mail, held against the model."""

    def __init__(self, subject: str, text: str, model: Model) -> None:
        self._mail = traits(subject, text)
        self._seen = model.see(self._mail)
        self._model = model
        self._odds = {lane: weights.log_odds(self._seen) for lane, weights in model.lanes.items()}
        self._pools = [(pool, self._danger(pool)) for pool in model.pools]
        self.lanes = {lane: _probability(odds) for lane, odds in self._odds.items()}
        odds = {code: _probability(w.log_odds(self._seen)) for code, w in model.categories.items()}
        self.categories = dict(sorted(odds.items(), key=lambda item: -item[1]))  # best first

    @property
    def length(self) -> int:
        """Words of subject and text."""
        return self._mail.length

    @property
    def dangers(self) -> tuple[Lane, ...]:
        """The dangerous lanes that are likely enough, most protective first."""
        found = {lane for pool, odds in self._pools if odds >= pool.enough for lane in self._of(pool)}
        return tuple(lane for lane in DANGEROUS if lane in found)

    def lacking(self, lane: Lane) -> float:
        """The log odds that a dangerous lane lacks, by its pool; endless without a model."""
        return min((pool.enough - odds for pool, odds in self._pools if lane in pool.lanes), default=inf)

    def words_for(self, name: Lane | str, most: int = 3) -> tuple[str, ...]:
        """The words of the mail, as they stand, that speak most for a lane or a category."""
        weights = self._model.lanes[name] if isinstance(name, Lane) else self._model.categories[name]
        words = {plainly(word): word for sentence in reversed(self._mail.sentences) for word in sentence}
        said = {word: self._speaks(word, weights) for word in words if len(word) >= FEWEST_LETTERS}
        best = sorted(said, key=lambda word: (-said[word], word))[:most]
        return tuple(words[word] for word in best if said[word] > 0)

    def _danger(self, pool: Pool) -> float:
        return pool.weights.log_odds(self._seen) + self._odds[self._likeliest(pool)]

    def _of(self, pool: Pool) -> Iterator[Lane]:
        yield self._likeliest(pool)
        yield from (lane for lane in pool.lanes if self.lanes[lane] >= BESIDE)

    def _likeliest(self, pool: Pool) -> Lane:
        return max(pool.lanes, key=lambda lane: self._odds[lane])

    def _speaks(self, word: str, weights: Weights) -> float:
        """How much a plain word of the mail speaks for a class, by itself and by its pieces."""
        (word_share, _), (piece_share, _), *_ = self._seen.kinds
        places = self._model.places
        pieces = sum(weights.of[places[trait]] for trait in pieces_of(word) if trait in places)
        whole = places.get(word_number(word))
        return (weights.of[whole] * word_share if whole is not None else 0) + pieces * piece_share


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-max(-FARTHEST, min(FARTHEST, log_odds))))
