"""The page of a case, for one named reader: closed until she has typed the code that was mailed to her."""

from http import HTTPStatus

from complaints.pages.exchange import Reply, Request, cookie, download, sent_on, to_be_saved_as
from complaints.pages.house import House
from complaints.pages.orders import orders
from complaints.pages.told import Teller
from complaints.process.deadlines.promises import later_for_an_example
from complaints.workflow.files import files_of, may_be_taken
from complaints.workflow.ordering import NOT_UNDERSTOOD, NOTHING
from complaints.workflow.visits import Visitor, Visits

STEPS = ("code", "wrong", "full", "late")  # what the closed page says besides
DONE = ("yes", "unclear")  # and the open one
SAID_AFTER = {NOT_UNDERSTOOD: "?done=unclear", NOTHING: ""}  # by the verdict; else that it is done
MOST_WORDS = 20_000  # characters
MOST_IN_AN_ANSWER = 4_400_000  # bytes: Lambda answers with at most 6 MB, spelt in base64


def show(house: House, request: Request, token: str) -> Reply:
    """The case to whoever has shown who she is; to everybody else, mail scanners too, a closed door."""
    visits = house.visits
    visitor = visits.visitor(token, request.now)
    if visitor is None or not visitor.may:
        return house.no_such_page(request)
    if not visits.is_open(visitor, request.sessions, request.now):
        return house.page("door", request, step=_one_of(STEPS, request.query.get("step")))
    log = visits.read(visitor, "the case", request.now)
    case, today = visitor.case, house.organisation.calendar.day_of(request.now)
    teller = Teller(
        organisation=house.organisation, mailbox=house.mailbox, language=request.path[0], today=today
    )
    return house.page(
        "case",
        request,
        url=house.url(request),
        told=teller.told(case, log),
        orders=orders(case, visitor.reader, house.organisation, today),
        later=later_for_an_example(case.answer_by, today, house.organisation.calendar),
        merged=_number_of(case.merged_into, house),
        done=_one_of(DONE, request.query.get("done")),
    )


def take(house: House, request: Request, token: str, entry: str, place: str) -> Reply:
    """A file of the case, by the number of its mail's entry and its place in that mail."""
    visits = house.visits
    visitor = visits.visitor(token, request.now)
    if visitor is None or not visits.is_open(visitor, request.sessions, request.now):
        return house.no_such_page(request)
    number, wanted = _counted(entry), _counted(place)
    mail = dict(visits.read(visitor, f"file {number}/{wanted}", request.now)).get(number)
    files = files_of(mail, house.mailbox) if mail else ()
    if mail is None or not 0 < wanted <= len(files):
        return house.no_such_page(request)
    file = files[wanted - 1]
    if not may_be_taken(file, mail):
        return house.no_such_page(request)
    if file.size > MOST_IN_AN_ANSWER:
        return sent_on(house.mailbox.lend(file.content, to_be_saved_as(file.name)))
    return download(file.name, file.type, file.content)


def act(house: House, request: Request, token: str) -> Reply:
    """Ask for a code, type it, or give a command."""
    visits = house.visits
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
        return sent_on(f"{url}?step=late")
    form = request.form
    verdict = house.ordering.give(
        visitor.case.id,
        visitor.reader,
        order=form.get("order", ""),
        words=form.get("words", "").strip()[:MOST_WORDS],
        seen=form.get("seen", ""),
        now=request.now,
    )
    return sent_on(f"{url}{SAID_AFTER.get(verdict, '?done=yes')}")


def _number_of(case_id: str, house: House) -> str:
    case = house.store.case(case_id) if case_id else None
    return case.number if case else ""


def _counted(text: str) -> int:
    """A place as written in an address, counted from 1; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _one_of(known: tuple[str, ...], said: str | None) -> str:
    return said if said in known else ""
