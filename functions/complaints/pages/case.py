"""The page of a case, for one named reader: closed until she has typed the code that was mailed to her."""

from http import HTTPStatus

from complaints.pages.exchange import Reply, Request, cookie, download, sent_on
from complaints.pages.house import House
from complaints.pages.orders import forms
from complaints.pages.told import LARGEST_FILE, Teller
from complaints.workflow.files import files_of, may_be_taken
from complaints.workflow.ordering import NOT_UNDERSTOOD, Ordering
from complaints.workflow.visits import Visitor, Visits

STEPS = ("code", "wrong", "full")  # what the closed page says besides
DONE = ("yes", "unclear")  # and the open one
MOST_WORDS = 20_000  # characters


def show(house: House, request: Request, token: str) -> Reply:
    """The case to whoever has shown who she is; to everybody else, mail scanners too, a closed door."""
    visits = _visits(house)
    visitor = visits.visitor(token, request.now)
    if visitor is None or not visitor.may:
        return house.no_such_page(request)
    if not visits.is_open(visitor, request.sessions, request.now):
        return house.page("door", request, step=_one_of(STEPS, request.query.get("step")))
    log = visits.read(visitor, "the case", request.now)
    case, today = visitor.case, house.organisation.calendar.day_of(request.now)
    teller = Teller(organisation=house.organisation, mailbox=house.mailbox, language=request.path[0])
    return house.page(
        "case",
        request,
        url=house.url(request),
        told=teller.told(case, log),
        forms=forms(case, visitor.reader, house.organisation, today),
        done=_one_of(DONE, request.query.get("done")),
    )


def take(house: House, request: Request, token: str, entry: str, place: str) -> Reply:
    """A file of the case, by the number of its mail's entry and its place in that mail."""
    visits = _visits(house)
    visitor = visits.visitor(token, request.now)
    if visitor is None or not visits.is_open(visitor, request.sessions, request.now):
        return house.no_such_page(request)
    log = dict(visits.read(visitor, f"file {entry}/{place}"[:40], request.now))
    mail = log.get(int(entry)) if entry.isdecimal() else None
    files = files_of(mail, house.mailbox) if mail else ()
    wanted = int(place) - 1 if place.isdecimal() else -1
    if mail is None or not 0 <= wanted < len(files):
        return house.no_such_page(request)
    file = files[wanted]
    if not may_be_taken(file, mail) or file.size > LARGEST_FILE:
        return house.no_such_page(request)
    return download(file.name, file.type, file.content)


def act(house: House, request: Request, token: str) -> Reply:
    """Ask for a code, type it, or give a command."""
    visits = _visits(house)
    visitor = visits.visitor(token, request.now)
    if visitor is None:
        return house.no_such_page(request)
    if not visits.knock(visitor, request.now):
        return house.page("too_much", request, HTTPStatus.TOO_MANY_REQUESTS)
    if "code" in request.form:
        return _enter(house, request, visitor, visits)
    if "words" in request.form or "order" in request.form:
        return _obey(house, request, visitor, visits)
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


def _obey(house: House, request: Request, visitor: Visitor, visits: Visits) -> Reply:
    url = house.url(request)
    if not visits.is_open(visitor, request.sessions, request.now):
        return sent_on(url)
    form = request.form
    verdict = Ordering(organisation=house.organisation, store=house.store, bell=house.bell).give(
        visitor.case.id,
        visitor.reader,
        order=form.get("order", ""),
        words=form.get("words", "").strip()[:MOST_WORDS],
        seen=form.get("seen", ""),
        now=request.now,
    )
    return sent_on(f"{url}?done={'unclear' if verdict == NOT_UNDERSTOOD else 'yes'}")


def _one_of(known: tuple[str, ...], said: str | None) -> str:
    return said if said in known else ""


def _visits(house: House) -> Visits:
    return Visits(organisation=house.organisation, signer=house.signer, store=house.store, bell=house.bell)
