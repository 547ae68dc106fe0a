"""Which of all points are tried: each place of our code that asks AWS, and the whole takes a bounded time."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from tests.proof.network import Fault
from tests.proof.points import Call, Place, Trial

Met = tuple[int, int, Call]  # by which story, as its call of which number
Point = tuple[int, int, Fault]
Chosen = dict[Point, Call]
RECOVERY = 0.3  # seconds that a life takes besides the rest of its story, about


@dataclass(frozen=True)
class Bounds:
    """How much is tried: one in so many points of the places, more drawn of all, pairs, lives of crowds."""

    one_in: int
    more: int
    pairs: int
    crowds: int
    seed: int


@dataclass
class Lives:
    """The other lives of one story. `crowds` are the seeds of those in which everything comes at once."""

    trials: dict[int, list[Trial]] = field(default_factory=lambda: defaultdict(list))
    crowds: list[int] = field(default_factory=list)
    seconds: float = 0  # that the trials may take

    def add(self, trial: Trial, rest: float) -> None:
        """A life from that call on; so much of the story is left then."""
        self.trials[trial.number].append(trial)
        self.seconds += rest + RECOVERY


@dataclass(frozen=True)
class Plan:
    """What is tried, by story, and what there is to try: calls, and points, which are faults at a call.

    A place is `points.Place`; `wordings` are places told apart by what the rows say, too.
    """

    lives: dict[int, Lives]
    calls: int
    points: int
    places: int
    wordings: int

    @property
    def tried(self) -> int:
        """How many other lives there are to live."""
        return sum(sum(map(len, [*lives.trials.values(), lives.crowds])) for lives in self.lives.values())


def planned(stories: Sequence[Sequence[Call]], bounds: Bounds) -> Plan:
    """Every fault at every place, and one at every wording, each where the least of a story is left to live.

    The rest is drawn.
    """
    chance = random.Random(bounds.seed)
    met = [
        (story, number, call) for story, calls in enumerate(stories) for number, call in enumerate(calls, 1)
    ]
    met.sort(key=lambda one: one[2].rest)
    chosen = _at_every_place(met)
    chosen |= _at_every_wording(met, chosen, chance)
    chosen = dict(chance.sample([*chosen.items()], ceil(len(chosen) / bounds.one_in)))
    chosen |= {_drawn(one, chance): one[2] for one in chance.sample(met, min(bounds.more, len(met)))}
    lives: dict[int, Lives] = defaultdict(Lives)
    for (story, number, fault), call in chosen.items():
        lives[story].add(Trial(number, fault), call.rest)
    for (story, number, fault), call in chance.sample([*chosen.items()], min(bounds.pairs, len(chosen))):
        lives[story].add(Trial(number, fault, another=str(chance.random())), call.rest)
    quickness = {story: 1 / calls[0].rest for story, calls in enumerate(stories) if calls}
    for seed in range(bounds.crowds if met else 0):
        (story,) = chance.choices([*quickness], [*quickness.values()])  # a crowd takes ten times as long
        lives[story].crowds.append(seed)
    return Plan(
        lives=dict(lives),
        calls=len(met),
        points=sum(len(call.faults) for *_, call in met),
        places=len({call.place for *_, call in met}),
        wordings=len({(call.place, call.says) for *_, call in met}),
    )


def _at_every_place(met: Sequence[Met]) -> Chosen:
    first: dict[tuple[Place, Fault], tuple[Point, Call]] = {}
    for story, number, call in met:
        for fault in call.faults:
            first.setdefault((call.place, fault), ((story, number, fault), call))
    return dict(first.values())


def _at_every_wording(met: Sequence[Met], chosen: Chosen, chance: random.Random) -> Chosen:
    """What was chosen before is left out."""
    known = {(call.place, call.says) for call in chosen.values()}
    first: dict[tuple[Place, frozenset[str]], Met] = {}
    for one in met:
        first.setdefault((one[2].place, one[2].says), one)
    return {_drawn(one, chance): one[2] for wording, one in first.items() if wording not in known}


def _drawn(met: Met, chance: random.Random) -> Point:
    story, number, call = met
    return story, number, chance.choice(call.faults)
