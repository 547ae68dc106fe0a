"""Who gets a matter, by the table in `complaints.policy`.

A complaint about whoever would get it goes up: to the deputy head, the head, the registrator (for the chair
of the committee). A role never owns or reads a matter that concerns itself (RF 1 kap. 9 §: impartiality).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from complaints.model import Judgement
from complaints.organisation import UNIT, Organisation
from complaints.policy import CATEGORY, INFORMED, POLICY


@dataclass(frozen=True)
class Assignment:
    """Who acts first and who is told, as role ids."""

    owner: str
    copies: tuple[str, ...]


def by_policy(
    judgement: Judgement, organisation: Organisation, *, private: bool, at_risk: bool, unread: bool = False
) -> Judgement:
    """The judgement with its owner, its copies, and whether it is sensitive and urgent, by its lanes' policy.

    `private`: the mail's own words are sensitive. `at_risk`: a right to education is. `unread`: nobody here
    reads its language, so the coordinator gets it, whatever it is taken for.
    """
    lanes = judgement.lanes
    posts = organisation.posts
    assignment = Assignment(posts.coordinator, ()) if unread else assigned(judgement, organisation)
    told = (posts.deputy_head,) if at_risk and not POLICY[judgement.lane].only_named else ()
    copies = dict.fromkeys((*assignment.copies, *told))
    by_itself = organisation.category(judgement.category).sensitive
    return replace(
        judgement,
        owner=assignment.owner,
        copies=tuple(c for c in copies if c not in (assignment.owner, *judgement.barred)),
        sensitive=by_itself or private or not all(POLICY[lane].content for lane in lanes),
        urgent=at_risk or unread or any(POLICY[lane].at_once for lane in lanes),
    )


def assigned(judgement: Judgement, organisation: Organisation) -> Assignment:
    """Who gets what was judged like that, by today's organisation.

    Lanes that stand beside the first one bring their own people along as copies.
    """
    policy, barred = POLICY[judgement.lane], judgement.barred
    owner = next(_roles(policy.owner, judgement, organisation))
    if barred and (owner in barred or policy.owner in (UNIT, CATEGORY)):
        owner = _above(barred, organisation)
    told = list(_all(policy.copies, judgement, organisation))
    for lane in () if policy.only_named else judgement.also:
        beside = POLICY[lane]
        told += _all((beside.owner, *beside.copies) if beside.copies else (), judgement, organisation)
    return Assignment(owner, tuple(r for r in dict.fromkeys(told) if r != owner and r not in barred))


def _all(names: Iterable[str], judgement: Judgement, organisation: Organisation) -> Iterator[str]:
    for name in names:
        yield from _roles(name, judgement, organisation)


def _roles(name: str, judgement: Judgement, organisation: Organisation) -> Iterator[str]:
    """The role ids behind one word of the table; none behind a post that this municipality does not have."""
    category = organisation.category(judgement.category)
    if name == INFORMED:
        for copy in category.copies:
            if copy != UNIT or organisation.unit(judgement.unit):  # no unit, nobody to tell
                yield _role(copy, judgement, organisation)
    elif name == CATEGORY:
        yield _role(category.owner, judgement, organisation)
    elif role := _role(name, judgement, organisation):
        yield role


def _role(name: str, judgement: Judgement, organisation: Organisation) -> str:
    if name == UNIT:
        unit = organisation.unit(judgement.unit)
        return unit.head if unit else organisation.posts.coordinator
    return str(getattr(organisation.posts, name, name))


def _above(barred: tuple[str, ...], organisation: Organisation) -> str:
    """Who acts when these are complained about: the lowest that stands above them all."""
    posts = organisation.posts
    if posts.head in barred:
        return posts.registrator if posts.registrator not in barred else posts.coordinator
    return posts.head if posts.deputy_head in barred else posts.deputy_head
