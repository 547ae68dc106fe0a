"""The page of a case, for one named reader: closed until she has typed the code that was mailed to her."""

from http import HTTPStatus

from complaints.pages.exchange import Reply, Request, cookie, sent_on
from complaints.pages.house import House
from complaints.pages.told import told
from complaints.workflow.visits import Visitor, Visits

STEPS = ("code", "wrong", "full")  # what the closed page says besides


def show(house: House, request: Request, token: str) -> Reply:
    """The case to whoever has shown who she is; to everybody else, mail scanners too, a closed door."""
    visits = _visits(house)
    visitor = visits.visitor(token, request.now)
    if visitor is None or not visitor.may:
        return house.no_such_page(request)
    if not visits.is_open(visitor, request.sessions, request.now):
        step = request.query.get("step", "")
        return house.page("door", request, step=step if step in STEPS else "")
    log = visits.read(visitor, "the case", request.now)
    return house.page("case", request, told=told(visitor, log, house.organisation, request.path[0]))


def act(house: House, request: Request, token: str) -> Reply:
    """Ask for a code, or type it."""
    visits = _visits(house)
    visitor = visits.visitor(token, request.now)
    if visitor is None:
        return house.no_such_page(request)
    if not visits.knock(visitor, request.now):
        return house.page("too_much", request, HTTPStatus.TOO_MANY_REQUESTS)
    if "code" in request.form:
        return _enter(house, request, visitor, visits)
    return _open(house, request, visitor, visits)


def _open(house: House, request: Request, visitor: Visitor, visits: Visits) -> Reply:
    url = house.url(request)
    if visits.is_open(visitor, request.sessions, request.now):
        return sent_on(url)
    asked = visits.ask(visitor, request.sessions, request.now)
    if not visitor.may:
        return house.no_such_page(request)
    return sent_on(f"{url}?step={'code' if asked else 'full'}")


def _enter(house: House, request: Request, visitor: Visitor, visits: Visits) -> Reply:
    url = house.url(request)
    session = visits.enter(visitor, request.form["code"], request.now)
    if not session:
        return sent_on(f"{url}?step=wrong")
    path = url if visitor.scope else f"{house.root}/"
    return sent_on(url, cookie(session, path=path, seconds=int(visitor.stays.total_seconds())))


def _visits(house: House) -> Visits:
    return Visits(organisation=house.organisation, signer=house.signer, store=house.store, bell=house.bell)
