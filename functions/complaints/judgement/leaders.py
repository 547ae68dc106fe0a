"""Who that leads is complained about, by title or by name. In doubt: somebody is.

The rules are grammar in its plainest form. "Rektorn skrek" and "då skrek rektorn", "bemött så av rektorn" and
"klagomål på rektorn" are about the rektor; "jag har pratat med rektorn" is not, "… men hon lyssnar inte" is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from complaints.judgement.lists import Leaders
from complaints.judgement.patterns import NEAR, Hit, find_any, outermost
from complaints.judgement.words import Words
from complaints.model import Role, Unit
from complaints.organisation import Organisation

JUST_BEFORE = 3  # words between "pratat med" and "vår nya rektor"
UNKNOWN = ""  # the head of a unit that the mail does not name


@dataclass(frozen=True)
class Accused:
    """A leader complained about: the role (empty: the head of an unknown unit) and the words that say so."""

    role: str
    why: tuple[str, ...]


def accused(words: Words, organisation: Organisation, unit: Unit | None, lists: Leaders) -> list[Accused]:
    """Every leader complained about, each once."""
    leaders = _leaders(words, organisation, unit, lists)
    if not leaders:
        return []
    grammar = _Grammar(words, lists)
    found = {role: Accused(role, why) for role, hit in leaders if (why := grammar.complaint_about(hit))}
    return list(found.values())


def _leaders(
    words: Words, organisation: Organisation, unit: Unit | None, lists: Leaders
) -> list[tuple[str, Hit]]:
    """Every place where a leader is spoken of, and which role that is."""
    ranks = {
        "head_of_unit": unit.head if unit else UNKNOWN,
        "deputy_head": organisation.posts.deputy_head,
        "head": organisation.posts.head,
    }
    named = [(ranks[rank], hit) for rank, titles in lists.titles.items() for hit in find_any(titles, words)]
    for role in organisation.roles.values():
        named += [(role.id, hit) for hit in find_any(_names(role), words)]
    widest = set(outermost(hit for _, hit in named))
    return [(role, hit) for role, hit in named if hit in widest]


def _names(role: Role) -> Iterator[str]:
    """A person's full name, and the title with the surname: rektor Norén."""
    name = role.holder.name.lower()
    if " " in name:
        surname = name.split()[-1]
        yield from (name, f"{name}s", f"{role.title['sv']} {surname}", f"rektor {surname}")


class _Grammar:
    """The words around leaders, found once and looked up by their sentence."""

    def __init__(self, words: Words, lists: Leaders) -> None:
        self._words = words
        self._about = self._by_sentence(lists.about)
        self._does = self._by_sentence(lists.does)
        self._by = self._by_sentence(lists.by)
        self._mentions = self._by_sentence(lists.mentions)
        self._pronouns = self._by_sentence(lists.pronouns)

    def complaint_about(self, leader: Hit) -> tuple[str, ...]:
        """The words that complain about the leader at that place; empty if none do."""
        place = min(leader.positions)
        sentence = self._words.all[place].sentence
        done_by = self._taken_up if _any_just_before(self._mentions[sentence], place) else self._done_by
        complaints = [h for h in self._about[sentence] if _any_just_before([h], place)]
        complaints += [
            deed
            for deed in self._does[sentence]
            if not deed.positions & leader.positions and done_by(leader, deed, sentence)
        ]
        return (leader.words, *dict.fromkeys(h.words for h in complaints)) if complaints else ()

    def _done_by(self, leader: Hit, deed: Hit, sentence: int) -> bool:
        """Rektorn skrek; då skrek rektorn; illa bemött av rektorn; rektorn lovade mycket, men hon ljög."""
        after = min(deed.positions) - max(leader.positions)
        if after > 0:
            return after <= NEAR or self._taken_up(leader, deed, sentence)
        place = min(leader.positions)
        inverted = place - max(deed.positions) == 1
        return inverted or _any_just_before(_between(deed, place, self._by[sentence]), place)

    def _taken_up(self, leader: Hit, deed: Hit, sentence: int) -> bool:
        """Pratat med rektorn, men hon lyssnar inte."""
        place = min(deed.positions)
        return _any_just_before(_between(leader, place, self._pronouns[sentence]), place)

    def _by_sentence(self, patterns: Iterable[str]) -> dict[int, list[Hit]]:
        found: dict[int, list[Hit]] = defaultdict(list)
        for hit in find_any(patterns, self._words):
            found[self._words.all[min(hit.positions)].sentence].append(hit)
        return found


def _between(hit: Hit, position: int, others: list[Hit]) -> list[Hit]:
    return [o for o in others if max(hit.positions) < min(o.positions) < position]


def _any_just_before(hits: list[Hit], position: int) -> bool:
    return any(0 < position - max(hit.positions) <= JUST_BEFORE for hit in hits)
