"""What is asked of a mail, by the words without which it cannot be there: so only that is looked for.

Such a word is a handle: "buss", or with a star the beginning of one, "buss*".
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from typing import Generic, TypeVar

from complaints.judgement.words import fold

ANYWHERE = ""  # the handle of what cannot be told so quickly: it is always looked for

T = TypeVar("T")


class Index(Generic[T]):
    """Things in their order, each with the handles of which a mail must have one."""

    def __init__(self, things: Iterable[tuple[T, Set[str]]]) -> None:
        self._things: list[T] = []
        by_handle: dict[str, list[int]] = defaultdict(list)
        for number, (thing, handles) in enumerate(things):
            self._things.append(thing)
            for handle in handles:
                by_handle[handle].append(number)
        self._always = by_handle.pop(ANYWHERE, [])
        self._whatever = [self._things[number] for number in self._always]
        by_folded: dict[str, list[int]] = defaultdict(list)
        for handle, numbers in by_handle.items():
            for form in {handle, fold(handle)}:
                by_folded[form] += numbers
        self._by_handle = {False: dict(by_handle), True: dict(by_folded)}
        self._handles = {folded: frozenset(known) for folded, known in self._by_handle.items()}

    def among(self, handles: frozenset[str], *, folded: bool) -> Sequence[T]:
        """Those that may be in a mail with these handles. `folded`: å, ä, ö may be typed as a, a, o."""
        said = self._handles[folded] & handles
        if not said:
            return self._whatever
        by_handle = self._by_handle[folded]
        numbers = {number for handle in said for number in by_handle[handle]}
        return [self._things[number] for number in sorted(numbers.union(self._always))]
