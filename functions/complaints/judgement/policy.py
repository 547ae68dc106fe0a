"""Lane → who acts first, who is told, and how carefully. The whole policy is ROUTES.

An owner or a copy is a post of the organisation ("coordinator"), or one of

    unit       whoever leads the unit; where none is known, the coordinator
    category   the owner of the category, as the organisation file says
    informed   the category's copies, as the organisation file says

A complaint about whoever would get it goes up: to the deputy head, the head, the registrator (for the chair
of the committee). A role never owns or reads a matter that concerns itself (RF 1 kap. 9 §: impartiality).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from complaints.model import Lane, Unit
from complaints.organisation import UNIT, Category, Organisation


@dataclass(frozen=True)
class Route:
    """Where a lane leads. `only`: nobody else is told, whatever else the mail is."""

    owner: str
    copies: tuple[str, ...] = ()
    urgent: bool = False
    sensitive: bool = False
    only: bool = False


ROUTES = {
    Lane.AUTOMATIC: Route("coordinator"),
    Lane.REPLY: Route("coordinator"),
    Lane.ACUTE: Route("unit", ("deputy_head", "student_health"), urgent=True, sensitive=True),
    Lane.PROTECTED: Route("registrator", ("deputy_head",), sensitive=True, only=True),
    Lane.KRANKNING: Route("unit", ("deputy_head", "coordinator"), urgent=True, sensitive=True),
    Lane.APPEAL: Route("registrator", ("category",)),
    Lane.DOCUMENT_REQUEST: Route("registrator", ("unit", "deputy_head")),
    Lane.DATA_REQUEST: Route("registrator", ("data_protection",)),
    Lane.DEMAND: Route("category", ("informed", "deputy_head")),
    Lane.STAFF_MATTER: Route("staff_matters", sensitive=True, only=True),
    Lane.THREAT: Route("deputy_head", ("category",), urgent=True),
    Lane.WRONG_RECIPIENT: Route("coordinator"),
    Lane.FAULT_REPORT: Route("unit"),
    Lane.QUESTION: Route("category"),
    Lane.SUGGESTION: Route("category"),
    Lane.PRAISE: Route("unit"),
    Lane.SPAM: Route("coordinator"),
    Lane.COMPLAINT: Route("category", ("informed",)),
}


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
    route = ROUTES[matter.lane]
    owner = next(_roles(route.owner, matter, organisation))
    if matter.barred and (owner in matter.barred or route.owner in (UNIT, "category")):
        owner = _above(matter.barred, organisation)
    told = list(_all(route.copies, matter, organisation))
    for lane in () if route.only else matter.also:
        beside = ROUTES[lane]
        told += _all((beside.owner, *beside.copies) if beside.copies else (), matter, organisation)
    kept = (role for role in dict.fromkeys(told) if role != owner and role not in matter.barred)
    return Assignment(owner, tuple(kept))


def _all(symbols: Iterable[str], matter: Matter, organisation: Organisation) -> Iterator[str]:
    for symbol in symbols:
        yield from _roles(symbol, matter, organisation)


def _roles(symbol: str, matter: Matter, organisation: Organisation) -> Iterator[str]:
    """The role ids behind one word of ROUTES."""
    if symbol == "informed":
        for copy in matter.category.copies:
            if copy != UNIT or matter.unit:  # no unit, nobody to tell
                yield _role(copy, matter, organisation)
    elif symbol == "category":
        yield _role(matter.category.owner, matter, organisation)
    else:
        yield _role(symbol, matter, organisation)


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
