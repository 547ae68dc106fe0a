"""A last chance: words that wait are stopped by a button. It can only hold back, so the link is enough."""

from http import HTTPStatus

from complaints.pages.exchange import Reply, Request, sent_on
from complaints.pages.house import House
from complaints.process.commands.table import STOP
from complaints.scenes import STOPPING
from complaints.workflow.knocking import knock
from complaints.workflow.ordering import BY_LINK, STOPPED, Pressed
from complaints.workflow.visits import Visitor


def ask(house: House, request: Request, token: str) -> Reply:
    """Whether to stop them: nothing is told of the case, and nothing is stopped by looking."""
    visitor = _visitor(house, request, token)
    if visitor is None:
        return house.no_such_page(request)
    done = request.query.get("done")
    return house.page("stop", request, waits=_waits(visitor), stopped=done == "yes", refused=done == "no")


def stop(house: House, request: Request, token: str) -> Reply:
    """Stop them, as the same word by mail does; the second click finds nothing left to stop."""
    visitor = _visitor(house, request, token)
    if visitor is None:
        return house.no_such_page(request)
    if not knock(house.store, house.organisation, visitor.case.id, visitor.reader.id, request.now):
        return house.page("too_much", request, HTTPStatus.TOO_MANY_REQUESTS)
    if not _waits(visitor):
        return sent_on(house.url(request))
    pressed = Pressed(order=STOP[0], seen=str(visitor.case.version), posted=BY_LINK)
    verdict = house.ordering.give(visitor.case.id, visitor.reader, pressed, request.now)
    return sent_on(f"{house.url(request)}?done={'yes' if verdict == STOPPED else 'no'}")


def _visitor(house: House, request: Request, token: str) -> Visitor | None:
    return house.visits.visitor(token, request.now, STOPPING)


def _waits(visitor: Visitor) -> bool:
    """Whether words of the link's own reader wait."""
    words = visitor.case.outgoing
    return words is not None and words.by == visitor.reader.id
