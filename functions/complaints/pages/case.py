"""The page of a case, for one named reader: closed until she has typed the code that was mailed to her."""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

from complaints.pages.exchange import Reply, Request, cookie, download, sent_on, to_be_saved_as
from complaints.pages.house import House
from complaints.pages.orders import orders
from complaints.pages.told import Teller
from complaints.process.deadlines.promises import later_for_an_example
from complaints.process.outgoing.parts import HEADINGS
from complaints.workflow.files import files_of, may_be_taken
from complaints.workflow.ordering import BEFORE, CHANGED, NOT_UNDERSTOOD, NOTED, NOTHING, Pressed
from complaints.workflow.visits import Visitor, Visits

STEPS = ("code", "wrong", "full")  # what the closed page says besides
DONE = ("yes", "unclear", "held", "changed", "nothing", "before")  # and the open one
SAID_AFTER = {NOT_UNDERSTOOD: "unclear", CHANGED: "changed", NOTHING: "nothing", BEFORE: "before"}
MOST_IN_AN_ANSWER = 4_400_000  # bytes: Lambda answers with at most 6 MB, spelt in base64


def show(house: House, request: Request, token: str) -> Reply:
    """The case to whoever has shown who she is; to everybody else, mail scanners too, a closed door."""
    visits = house.visits
    visitor = visits.visitor(token, request.now)
    if visitor is None or not visitor.may:
        return house.no_such_page(request)
    if not visits.is_open(visitor, request.sessions, request.now):
        return _door(house, request, _one_of(STEPS, request.query.get("step")))
    log = visits.read(visitor, "the case", request.now)
    case, today = visitor.case, house.organisation.calendar.day_of(request.now)
    teller = Teller(
        organisation=house.organisation, mailbox=house.mailbox, language=request.path[0], today=today
    )
    page = house.page(
        "case",
        request,
        url=house.url(request),
        told=teller.told(case, log),
        orders=orders(case, visitor.reader, house.organisation, today, request.path[0]),
        secret=bool(visitor.scope),
        later=later_for_an_example(case.answer_by, today, house.organisation.calendar),
        merged=_number_of(case.merged_into, house),
        done=_one_of(DONE, request.query.get("done")),
    )
    return _kept_open(page, house, request, visitor)


def take(house: House, request: Request, token: str, entry: str, place: str) -> Reply:
    """A file of the case, by the number of its mail's entry and its place in that mail."""
    visits = house.visits
    visitor = visits.visitor(token, request.now)
    if visitor is None or not visits.is_open(visitor, request.sessions, request.now):
        return house.no_such_page(request)
    number, wanted = _counted(entry), _counted(place)
    mail = dict(visits.read(visitor, f"file {number}/{wanted}", request.now)).get(number)
    files = files_of(mail, visitor.case, house.mailbox) if mail else ()
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
    return sent_on(url, _cookie(session, house, visitor))


def _obey(house: House, request: Request, visitor: Visitor, visits: Visits) -> Reply:
    """Do what was asked. Whoever comes too late for that gets their own words back, on the closed page."""
    form, words = request.form, _words(request.form)
    if visits.is_known(visitor, request.sessions, request.now):
        return house.page("closed_to_you", request, done=False, words=words)
    if not visits.is_open(visitor, request.sessions, request.now):
        return _door(house, request, "late", words)
    pressed = Pressed(
        order=form.get("order", ""), words=words, seen=form.get("seen", ""), waits=form.get("waits")
    )
    verdict = house.ordering.give(visitor.case.id, visitor.reader, pressed, request.now)
    said = _said_after(verdict, pressed.order)
    after = visits.again(visitor, request.now)
    if not after.may:
        return house.page("closed_to_you", request, done=said == "yes", words="")
    return _kept_open(sent_on(f"{house.url(request)}?done={said}"), house, request, after)


def _words(form: Mapping[str, str]) -> str:
    """What was written: behind what was chosen, and under its headings where there are some."""
    written = [f"{label}: {form[part]}" for part, label in HEADINGS.items() if form.get(part)]
    return "\n\n".join(filter(None, (form.get("choice"), form.get("words"), *written))).strip()


def _said_after(verdict: str, order: str) -> str:
    """What the page says of what came of a post, one of `DONE`."""
    if verdict.startswith("held:"):
        return "held"
    nothing_came_of_it = bool(order) and verdict == NOTED
    return "nothing" if nothing_came_of_it else SAID_AFTER.get(verdict, "yes")


def _door(house: House, request: Request, step: str, words: str = "") -> Reply:
    """The closed page. `words` are the poster's own, which came too late."""
    organisation = house.organisation
    coordinator = organisation.role(organisation.posts.coordinator)
    return house.page("door", request, step=step, words=words, telephone=coordinator.holder.telephone)


def _kept_open(reply: Reply, house: House, request: Request, visitor: Visitor) -> Reply:
    """Each click keeps a sensitive case open a while longer."""
    session = house.visits.renewed(visitor, request.sessions, request.now)
    return replace(reply, cookie=_cookie(session, house, visitor)) if session else reply


def _cookie(session: str, house: House, visitor: Visitor) -> str:
    """For all our pages: a case is one in either language, and by each letter's link."""
    seconds = int(visitor.stays.total_seconds())
    return cookie(session, of=visitor.scope, path=f"{house.root}/", seconds=seconds)


def _number_of(case_id: str, house: House) -> str:
    case = house.store.case(case_id) if case_id else None
    return case.number if case else ""


def _counted(text: str) -> int:
    """A place as written in an address, counted from 1; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _one_of(known: tuple[str, ...], said: str | None) -> str:
    return said if said in known else ""
