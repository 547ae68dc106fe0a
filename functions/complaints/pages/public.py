"""Pages for everybody: nothing on them is about anybody's case."""

from complaints.pages.exchange import Reply, Request
from complaints.pages.house import House


def routine(house: House, request: Request) -> Reply:
    """How complaints are handled: the law asks that everybody can know (skollagen 4 kap. 8 §)."""
    return _about_the_house("routine", house, request)


def easy(house: House, request: Request) -> Reply:
    """The same, easy to read."""
    return _about_the_house("routine_easy", house, request)


def accessibility(house: House, request: Request) -> Reply:
    """How accessible these pages are, and whom to tell when they are not (lagen 2018:1937, 13 §)."""
    return _about_the_house("accessibility", house, request)


def _about_the_house(name: str, house: House, request: Request) -> Reply:
    organisation, posts = house.organisation, house.organisation.posts
    return house.page(
        name,
        request,
        municipality=organisation.municipality,
        address=organisation.intake_address,
        limits=organisation.limits,
        coordinator=organisation.role(posts.coordinator),
        deputy_head=organisation.role(posts.deputy_head),
        head=organisation.role(posts.head),
    )
