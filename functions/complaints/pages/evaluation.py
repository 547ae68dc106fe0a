"""The question whether it got better. Mail scanners fetch links too: only a post answers it."""

from http import HTTPStatus

from complaints.model import UNANSWERED, Case, Outcome
from complaints.pages.exchange import Reply, Request, sent_on
from complaints.pages.house import House
from complaints.process.arrival.acknowledging import is_pupil
from complaints.process.conversation import evaluation
from complaints.process.owners.above import next_level
from complaints.scenes import EVALUATION
from complaints.workflow.evaluation import Evaluation
from complaints.workflow.knocking import knock

ANSWERS = (Outcome.YES, Outcome.PARTLY, Outcome.NO)


def ask(house: House, request: Request, token: str) -> Reply:
    """Ask, or say that the answer has come. Nothing is recorded, and nothing of the case is told."""
    case = _case(house, request, token)
    if case is None:
        return house.no_such_page(request)
    pupil = is_pupil(case.complainant)
    if evaluation.counts_on_the_page(case):
        higher = next_level(case, house.organisation)
        another = higher not in (case.owner, case.answered_by)
        return house.page("evaluation", request, pupil=pupil, another=another)
    if evaluation.answered(case):
        return house.page(
            "thanks",
            request,
            pupil=pupil,
            said=case.outcome,
            another=case.owner != case.answered_by,
            contact_by=case.first_contact_by if _contact_is_ahead(case, house, request) else None,
            told_all=request.query.get("done") == "all",
        )
    return house.page("not_asked", request)


def answer(house: House, request: Request, token: str) -> Reply:
    """Record the answer, or what is added to it; the first click and the second lead to the same page."""
    case = _case(house, request, token)
    if case is None:
        return house.no_such_page(request)
    if not knock(house.store, house.organisation, case.id, EVALUATION, request.now):
        return house.page("too_much", request, HTTPStatus.TOO_MANY_REQUESTS)
    story = Evaluation(organisation=house.organisation, store=house.store, bell=house.bell)
    words = request.form.get("words", "").strip()
    if said := _outcome(request.form.get("answer")):
        story.answer(case.id, said, words, request.now)
        return sent_on(house.url(request))
    story.tell_more(case.id, _outcome(request.form.get("treatment")), words, request.now)
    return sent_on(f"{house.url(request)}?done=all")


def _case(house: House, request: Request, token: str) -> Case | None:
    case_id = house.signer.read_link(token, EVALUATION, request.now)
    return house.store.case(case_id) if case_id else None


def _contact_is_ahead(case: Case, house: House, request: Request) -> bool:
    today = house.organisation.calendar.day_of(request.now)
    opened = case.outcome is Outcome.NO and case.state in UNANSWERED
    return opened and case.contacted_at is None and case.first_contact_by >= today


def _outcome(said: str | None) -> Outcome | None:
    return next((answer for answer in ANSWERS if answer == said), None)
