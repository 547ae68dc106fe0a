"""Who that leads is complained about, by title or by name. In doubt: somebody is.

"Rektorn skrek", "då skrek rektorn" and "klagomål på rektorn" are about the rektor in any mail; "rektorn sa
att vi får vänta" only in one that is dissatisfied; "jag har pratat med rektorn" never. The words stand in
swedish/leaders.toml.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from complaints.judgement.lists import Leaders
from complaints.judgement.matching import Hit, find_any, outermost
from complaints.judgement.persons import Positions, mentions
from complaints.judgement.words import Words
from complaints.model import Unit
from complaints.organisation import Organisation

SCHOOL_NAMED = 2  # words: på Kulla
UNKNOWN = ""  # the head of a unit that the mail does not name


@dataclass(frozen=True)
class Accused:
    """A leader complained about: the role (empty: the head of an unknown unit) and the words that say so."""

    role: str
    why: tuple[str, ...]
    surely: bool = True  # whatever the rest of the mail is like


@dataclass(frozen=True)
class Named:
    """A place where a leader is spoken of."""

    role: str
    positions: Positions
    title: bool = False


def accused(
    words: Words, organisation: Organisation, unit: Unit | None, lists: Leaders, *, likely: bool = False
) -> list[Accused]:
    """Every leader who is or may be complained about, each once, the surest words first.

    `likely`: the mail as a whole is like those that complain about a leader; then whoever is named is meant.
    """
    named = list(_named(words, organisation, unit, lists))
    if not named:
        return []
    words.mark("leader", [place.positions for place in named])
    found = [*_blamed(named, find_any(lists.surely, words), surely=True)]
    found += (Accused(n.role, (words.text_of(n.positions),), surely=False) for n in named if _heads(n, words))
    found += _blamed(named, find_any(lists.likely, words), surely=False)
    if likely:
        found += (Accused(place.role, (words.text_of(place.positions),), surely=False) for place in named)
    for addressed, deeds in lists.together:
        if done := find_any(deeds, words):
            found += _blamed(named, find_any(addressed, words), surely=False, also=done[0].words)
    return list({a.role: a for a in reversed(found)}.values())


def _named(words: Words, organisation: Organisation, unit: Unit | None, lists: Leaders) -> Iterator[Named]:
    """Every place where a leader is named. A title before a name belongs to it: rektor Norén."""
    persons = {
        place: role.id
        for role in organisation.roles.values()
        for place in mentions(role.holder.name, words, lists.naming)
    }
    titles = dict(_entitled(words, organisation, unit, lists))
    for place, role in persons.items():
        title = next(
            (t for t in titles if t[-1] == place[0] - 1 and words.same_sentence(t[-1], place[0])), ()
        )
        titles.pop(title, None)
        yield Named(role, (*title, *place))
    yield from (Named(role, place, title=True) for place, role in titles.items())


def _entitled(
    words: Words, organisation: Organisation, unit: Unit | None, lists: Leaders
) -> Iterator[tuple[Positions, str]]:
    """Titles, the longest where they overlap, and whose they are."""
    ranks = {
        "deputy_head": organisation.posts.deputy_head,
        "head": organisation.posts.head,
        "head_of_unit": unit.head if unit else UNKNOWN,
    }
    hits = {hit: rank for rank in ranks for hit in find_any(lists.titles[rank], words)}
    others = find_any(lists.others, words)
    for hit in outermost((*hits, *others)):
        if hit in hits:
            yield tuple(sorted(hit.positions)), ranks[hits[hit]]


def _heads(place: Named, words: Words) -> bool:
    """Whether the leader, by title, is all that the subject says, but for a school: Rektor på Kulla."""
    title = place.title and words.in_subject(place.positions)
    return title and words.subject_length - len(place.positions) <= SCHOOL_NAMED


def _blamed(named: Iterable[Named], hits: list[Hit], *, surely: bool, also: str = "") -> Iterator[Accused]:
    for place in named:
        why = [hit.words for hit in hits if hit.positions.issuperset(place.positions)]
        if why:
            yield Accused(place.role, tuple(dict.fromkeys(filter(None, (*why, also)))), surely)
