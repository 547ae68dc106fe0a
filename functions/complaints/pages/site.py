"""Every address that we answer, on one screen: what is shown there, and what a post does.

/<language>/evaluation/<token>                  the question whether it got better, for a complainant
/<language>/case/<token>                        a case, for one named reader
/<language>/case/<token>/<entry>/<place>        a file of it
/<language>/stop/<token>                        words that wait can be stopped, by whoever wrote them
/<language>/routine                             how complaints are handled, for everybody
/<language>/routine-easy                        the same, easy to read
/<language>/accessibility                       how accessible these pages are
"""

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from complaints.pages import case, evaluation, public, stop
from complaints.pages.exchange import Reply, Request
from complaints.pages.house import LANGUAGES, House

Page = Callable[..., Reply]  # (house, request, *the rest of the path)

ADDRESSES: dict[tuple[str, int], tuple[Page, Page | None]] = {  # by name and how many segments follow
    ("evaluation", 1): (evaluation.ask, evaluation.answer),
    ("case", 1): (case.show, case.act),
    ("case", 3): (case.take, None),
    ("stop", 1): (stop.ask, stop.stop),
    ("routine", 0): (public.routine, None),
    ("routine-easy", 0): (public.easy, None),
    ("accessibility", 0): (public.accessibility, None),
}
HEAD, GET, POST = "HEAD", "GET", "POST"


def reply(house: House, request: Request) -> Reply:
    """Answer a request. Whatever is not foreseen is a page that says no more than that."""
    if request.method == HEAD:  # what a link checker asks shows nobody anything
        return replace(reply(house, replace(request, method=GET, sessions=())), body=b"")
    found = ADDRESSES.get((request.path[1], len(request.path) - 2)) if len(request.path) > 1 else None
    if found is None or request.path[0] not in LANGUAGES:
        return house.no_such_page(request)
    show, act = found
    if request.method == GET:
        return show(house, request, *request.path[2:])
    if request.method != POST or act is None:
        return house.page("invalid_link", request, HTTPStatus.METHOD_NOT_ALLOWED)
    if request.trouble or request.from_elsewhere:
        return house.page("invalid_link", request, request.trouble or HTTPStatus.FORBIDDEN)
    return act(house, request, *request.path[2:])
