"""What is asked of a mail, by the words without which it cannot be there: so only that is looked for.

Such a word is a handle: "buss", or with a star the beginning of one, "buss*". A need is some handles of which
a mail must have one. A way is all the needs of something that may be said in several ways.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from complaints.judgement.words import ANYWHERE

Need = frozenset[str]
Way = tuple[Need, ...]

WHATEVER: Need = frozenset({ANYWHERE})  # the need of what cannot be told so quickly: every mail meets it

T = TypeVar("T")


def rarest(needs: Iterable[Need]) -> Need:
    """The need that a mail is likeliest not to meet: even the shortest of its words is long."""
    return max(needs, key=lambda need: min(map(len, need)))


class Index(Generic[T]):
    """Things in their order, each with the ways to say it, filed under what is rarest in them."""

    def __init__(self, things: Iterable[tuple[T, Iterable[Way]]]) -> None:
        self._things: list[T] = []
        self._filed: dict[str, list[tuple[int, Way]]] = defaultdict(list)
        for number, (thing, ways) in enumerate(things):
            self._things.append(thing)
            for way in ways:
                for handle in rarest(way):
                    self._filed[handle].append((number, way))
        self._handles = frozenset(self._filed)

    def among(self, handles: frozenset[str]) -> list[T]:
        """Those that may be in a mail with these handles."""
        said = self._handles & handles
        if not said:
            return []
        ways = [filed for handle in said for filed in self._filed[handle]]
        possible = {number for number, way in ways if not any(map(handles.isdisjoint, way))}
        return [self._things[number] for number in sorted(possible)]
