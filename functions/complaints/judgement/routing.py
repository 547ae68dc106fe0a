"""Who gets a matter, by the table in `complaints.policy`.

A complaint about whoever would get it goes up: to the deputy head, the head, the registrator (for the chair
of the committee). A role never owns or reads a matter that concerns itself (RF 1 kap. 9 §: impartiality).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from complaints.model import Judgement, Lane, Unit
from complaints.organisation import UNIT, Category, Organisation
from complaints.policy import CATEGORY, INFORMED, POLICY


@dataclass(frozen=True)
class Assignment:
    """Who acts first and who is told, as role ids."""

    owner: str
    copies: tuple[str, ...]


@dataclass(frozen=True)
class Matter:
    """What the policy has to know of a mail. `barred` are the role ids it complains about."""

    lane: Lane
    also: tuple[Lane, ...]
    category: Category
    unit: Unit | None
    barred: tuple[str, ...]


def assign(matter: Matter, organisation: Organisation) -> Assignment:
    """Who gets the matter. Lanes that stand beside the first one bring their own people along as copies."""
    policy = POLICY[matter.lane]
    owner = next(_roles(policy.owner, matter, organisation))
    if matter.barred and (owner in matter.barred or policy.owner in (UNIT, CATEGORY)):
        owner = _above(matter.barred, organisation)
    told = list(_all(policy.copies, matter, organisation))
    for lane in () if policy.only_named else matter.also:
        beside = POLICY[lane]
        told += _all((beside.owner, *beside.copies) if beside.copies else (), matter, organisation)
    kept = (role for role in dict.fromkeys(told) if role != owner and role not in matter.barred)
    return Assignment(owner, tuple(kept))


def assigned(judgement: Judgement, organisation: Organisation) -> Assignment:
    """Who gets what was judged like that, by today's organisation."""
    category, unit = organisation.category(judgement.category), organisation.unit(judgement.unit)
    matter = Matter(judgement.lane, judgement.also, category, unit, judgement.barred)
    return assign(matter, organisation)


def _all(names: Iterable[str], matter: Matter, organisation: Organisation) -> Iterator[str]:
    for name in names:
        yield from _roles(name, matter, organisation)


def _roles(name: str, matter: Matter, organisation: Organisation) -> Iterator[str]:
    """The role ids behind one word of the table; none behind a post that this municipality does not have."""
    if name == INFORMED:
        for copy in matter.category.copies:
            if copy != UNIT or matter.unit:  # no unit, nobody to tell
                yield _role(copy, matter, organisation)
    elif name == CATEGORY:
        yield _role(matter.category.owner, matter, organisation)
    elif role := _role(name, matter, organisation):
        yield role


def _role(name: str, matter: Matter, organisation: Organisation) -> str:
    if name == UNIT:
        return matter.unit.head if matter.unit else organisation.posts.coordinator
    return str(getattr(organisation.posts, name, name))


def _above(barred: tuple[str, ...], organisation: Organisation) -> str:
    """Who acts when these are complained about: the lowest that stands above them all."""
    posts = organisation.posts
    if posts.head in barred:
        return posts.registrator if posts.registrator not in barred else posts.coordinator
    return posts.head if posts.deputy_head in barred else posts.deputy_head
