"""Lambda: a page is asked for (Function URL). GET only shows, POST decides. One story: `evaluation`."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from aws_lambda_powertools.event_handler import LambdaFunctionUrlResolver, Response
from aws_lambda_powertools.utilities.typing import LambdaContext

from complaints.aws import settings
from complaints.aws.bell import SqsBell
from complaints.aws.organisations import S3Organisation
from complaints.aws.secrets import person_key, signer
from complaints.aws.store import DynamoStore
from complaints.letters import Letters
from complaints.model import Outcome
from complaints.scenes import EVALUATION, page_scene
from complaints.workflow.evaluation import Evaluation

app = LambdaFunctionUrlResolver()
store = DynamoStore(settings.table(), person_key)
organisations = S3Organisation(settings.bucket(), store.amendments)
bell = SqsBell(wakes=settings.wakes_queue())
letters = Letters()

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # tells nobody else; with no-referrer a browser posts from "null"
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
}
LANGUAGES = ("sv", "en")
ANSWERS = (Outcome.YES, Outcome.PARTLY, Outcome.NO)
MOST_WORDS = 4000  # characters


@app.get("/<language>/evaluation/<token>")
def ask(language: str, token: str) -> Response[str]:
    """Show the follow-up question. Mail scanners fetch links too: nothing is recorded, nothing told."""
    valid = signer().read_link(token, EVALUATION, _now()) is not None
    return _page("evaluation", language) if valid else _page("invalid_link", language, HTTPStatus.NOT_FOUND)


@app.post("/<language>/evaluation/<token>")
def answer(language: str, token: str) -> Response[str]:
    """Record the answer; the same page is shown for the first click and the second."""
    case_id = signer().read_link(token, EVALUATION, _now())
    form = _form()
    said, treated = _outcome(form.get("answer")), _outcome(form.get("treatment"))
    if case_id is None or said is None:
        return _page("invalid_link", language, HTTPStatus.NOT_FOUND)
    story = Evaluation(organisation=organisations.current(), store=store, bell=bell)
    story.answer(case_id, said, form.get("words", "")[:MOST_WORDS], treated, _now())
    return _page("thanks", language)


@app.get("/<language>/routine")
def routine(language: str) -> Response[str]:
    """Show how complaints are handled: the law asks that everybody can know (skollagen 4 kap. 8 §)."""
    return _page("routine", language)


@app.not_found
def not_found(_error: Exception) -> Response[str]:
    """Nothing else is shown, and nothing is said of what was asked for."""
    return _page("invalid_link", "sv", HTTPStatus.NOT_FOUND)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Function URL event, payload version 2."""
    return app.resolve(event, context)


def _form() -> dict[str, str]:
    """The fields of the form; none of a body that no browser sends."""
    try:
        body = app.current_event.decoded_body or ""
    except ValueError:
        return {}
    return {name: values[0] for name, values in parse_qs(body).items()}


def _outcome(said: str | None) -> Outcome | None:
    return next((answer for answer in ANSWERS if answer == said), None)


def _now() -> datetime:
    return datetime.fromtimestamp(app.current_event.request_context.time_epoch / 1000, UTC)


def _page(name: str, language: str, status: HTTPStatus = HTTPStatus.OK) -> Response[str]:
    known = language if language in LANGUAGES else LANGUAGES[0]
    body = letters.page(name, page_scene(organisations.current()), known)
    return Response(status_code=status, content_type="text/html; charset=utf-8", body=body, headers=HEADERS)
