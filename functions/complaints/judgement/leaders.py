"""Who that leads is complained about, by title or by name. In doubt: somebody is.

The rules are grammar in its plainest form. "Rektorn skrek" and "då skrek rektorn", "bemött så av rektorn" and
"klagomål på rektorn" are about the rektor; "jag har pratat med rektorn" is not, "… men hon lyssnar inte" is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from complaints.judgement.lists import Leaders
from complaints.judgement.patterns import NEAR, Hit, find
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
    found = {
        role: Accused(role, why)
        for role, hit in _leaders(words, organisation, unit, lists)
        if (why := _complaint_about(hit, words, lists))
    }
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
    named = [(ranks[rank], hit) for rank, titles in lists.titles.items() for hit in _find(titles, words)]
    for role in organisation.roles.values():
        named += [(role.id, hit) for hit in _find(tuple(_names(role)), words)]
    return [(r, h) for r, h in named if not any(h.positions < other.positions for _, other in named)]


def _names(role: Role) -> Iterator[str]:
    """A person's full name, and the title with the surname: rektor Norén."""
    name = role.holder.name.lower()
    if " " in name:
        surname = name.split()[-1]
        yield from (name, f"{name}s", f"{role.title['sv']} {surname}", f"rektor {surname}")


def _complaint_about(leader: Hit, words: Words, lists: Leaders) -> tuple[str, ...]:
    """The words that complain about the leader at that place; empty if none do."""
    first = min(leader.positions)
    complaints = [h for h in _find(lists.about, words) if _just_before(h, first, words)]
    mentioned = any(_just_before(h, first, words) for h in _find(lists.mentions, words))
    for deed in _find(lists.does, words):
        if deed.positions & leader.positions or not words.same_sentence(first, min(deed.positions)):
            continue
        if _taken_up(leader, deed, words, lists) if mentioned else _done_by(leader, deed, words, lists):
            complaints.append(deed)
    return (leader.words, *dict.fromkeys(h.words for h in complaints)) if complaints else ()


def _done_by(leader: Hit, deed: Hit, words: Words, lists: Leaders) -> bool:
    after = min(deed.positions) - max(leader.positions)
    if after > 0:
        return after <= NEAR
    first = min(leader.positions)
    inverted = first - max(deed.positions) == 1
    passive = any(first - max(by.positions) <= JUST_BEFORE for by in _between(deed, first, words, lists.by))
    return inverted or passive


def _taken_up(leader: Hit, deed: Hit, words: Words, lists: Leaders) -> bool:
    """Whether a pronoun after the leader does the deed."""
    start = min(deed.positions)
    pronouns = _between(leader, start, words, lists.pronouns)
    return any(start - max(pronoun.positions) <= JUST_BEFORE for pronoun in pronouns)


def _between(hit: Hit, position: int, words: Words, patterns: tuple[str, ...]) -> list[Hit]:
    return [h for h in _find(patterns, words) if max(hit.positions) < min(h.positions) < position]


def _just_before(hit: Hit, position: int, words: Words) -> bool:
    gap = position - max(hit.positions)
    return 0 < gap <= JUST_BEFORE and words.same_sentence(min(hit.positions), position)


def _find(patterns: tuple[str, ...], words: Words) -> list[Hit]:
    return [hit for pattern in patterns for hit in find(pattern, words)]
