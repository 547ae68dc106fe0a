"""Where a person of the municipality is named: in full, slightly misspelt, by title, or by surname alone."""

from collections.abc import Iterable, Iterator

from complaints.judgement.lists import Naming
from complaints.judgement.naming import distance
from complaints.judgement.words import Words, plainly

SHORTEST_MISSPELT = 5  # letters of a name that may have one wrong

OFFICE = 8  # words between a name and where its bearer sits
GREETING = 3  # words of the text within which somebody is greeted

Positions = tuple[int, ...]


def mentions(name: str, words: Words, naming: Naming) -> Iterator[Positions]:
    """Every place where this person is named. A first name alone needs a title just before it."""
    first, *_, last = plainly(name).split() if " " in name else ("", "")
    if not words.vocabulary.isdisjoint((first, last, f"{first}s", f"{last}s")) and first:
        seen = _Seen(words, naming)
        for place, word in enumerate(words.plain):
            if seen.full(place, first, last):
                yield (place, place + 1)
            elif (_is(word, (first, last)) and seen.titled(place)) or (
                _is(word, (last,)) and seen.alone(place)
            ):
                yield (place,)


def _is(word: str, names: Iterable[str]) -> bool:
    return any(word in (name, f"{name}s") for name in names)


def _alike(word: str, name: str) -> bool:
    if _is(word, (name,)):
        return True
    misspelt = len(name) >= SHORTEST_MISSPELT and word[0] == name[0] and abs(len(word) - len(name)) <= 1
    return misspelt and distance(word, name) <= 1


class _Seen:
    """One mail, looked through for persons."""

    def __init__(self, words: Words, naming: Naming) -> None:
        self._words, self._naming = words, naming
        self._greeted = words.subject_length + GREETING

    def full(self, place: int, first: str, last: str) -> bool:
        """Tomas Rydell, Thomas Rydell, Tomas Rydel, Tomas R, T Rydell."""
        word, after = self._words.plain[place], self._plain(place, 1)
        if word == first[0] and self._capital(place):
            return _is(after, (last,))
        if _is(word, (first,)):
            initial = after == last[0] and self._words.all[place + 1].text.isupper()
            return initial or _alike(after or " ", last)
        return _alike(word, first) and _is(after, (last,))

    def titled(self, place: int) -> bool:
        """Rektor Rydell, rektorn Tomas; Hej Tomas, where the mail begins; hon på kontoret som heter Karin."""
        before = self._plain(place, -1)
        if before in self._naming.titles or (place <= self._greeted and before in self._naming.greetings):
            return True
        around = {self._plain(place, step) for step in range(-OFFICE, OFFICE + 1)}
        posts = self._naming.titles | self._naming.offices
        return "heter" in around and not posts.isdisjoint(around) and self._capital(place)

    def alone(self, place: int) -> bool:
        """Rydell lovade ringa: a capital, no other person's first name before it, and no ordinary word."""
        before = self._plain(place, -1)
        if not self._words.all[place].text[0].isupper():
            return False
        if self._words.plain[place].removesuffix("s") in self._naming.ordinary_surnames:
            return bool(before) and before not in self._naming.not_before and not self._capital(place - 1)
        return not before or not self._capital(place - 1) or before in self._naming.openers

    def _capital(self, place: int) -> bool:
        return self._words.all[place].text[0].isupper()

    def _plain(self, place: int, step: int) -> str:
        """The word beside, in the same sentence, folded; empty if there is none."""
        beside = place + step
        inside = 0 <= beside < len(self._words.all) and self._words.same_sentence(place, beside)
        return self._words.plain[beside] if inside else ""
