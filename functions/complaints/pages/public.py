"""Pages for everybody: nothing on them is about anybody."""

from complaints.pages.exchange import Reply, Request
from complaints.pages.house import House


def routine(house: House, request: Request) -> Reply:
    """How complaints are handled: the law asks that everybody can know (skollagen 4 kap. 8 §)."""
    return house.page("routine", request)
