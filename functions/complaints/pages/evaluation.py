"""The question whether it got better. Mail scanners fetch links too: only a post answers it."""

from http import HTTPStatus

from complaints.model import Outcome
from complaints.pages.exchange import Reply, Request
from complaints.pages.house import House
from complaints.scenes import EVALUATION
from complaints.workflow.evaluation import Evaluation

ANSWERS = (Outcome.YES, Outcome.PARTLY, Outcome.NO)
MOST_WORDS = 4000  # characters


def ask(house: House, request: Request, token: str) -> Reply:
    """Show the question: nothing is recorded, nothing told."""
    if house.signer.read_link(token, EVALUATION, request.now) is None:
        return house.no_such_page(request)
    return house.page("evaluation", request)


def answer(house: House, request: Request, token: str) -> Reply:
    """Record the answer; the same page is shown for the first click and the second."""
    case_id = house.signer.read_link(token, EVALUATION, request.now)
    said, treated = _outcome(request.form.get("answer")), _outcome(request.form.get("treatment"))
    if case_id is None or said is None:
        return house.page("invalid_link", request, HTTPStatus.NOT_FOUND)
    story = Evaluation(organisation=house.organisation, store=house.store, bell=house.bell)
    story.answer(case_id, said, request.form.get("words", "")[:MOST_WORDS], treated, request.now)
    return house.page("thanks", request)


def _outcome(said: str | None) -> Outcome | None:
    return next((answer for answer in ANSWERS if answer == said), None)
