"""Lambda: a letter is to leave (wake-up on SQS). One story: `dispatch`."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit

from complaints.aws import settings
from complaints.aws.bell import SqsBell
from complaints.aws.mailbox import S3Mailbox
from complaints.aws.organisations import S3Organisation
from complaints.aws.postman import SesPostman
from complaints.aws.secrets import person_key, signer
from complaints.aws.store import DynamoStore
from complaints.letters import Letters
from complaints.model import LetterRef
from complaints.organisation import Organisation
from complaints.parallel import begun, together
from complaints.scenes import Scenes
from complaints.workflow.dispatch import Dispatch
from wiring import each

metrics = Metrics()
mailbox = S3Mailbox(settings.bucket())
store = DynamoStore(settings.table(), person_key)
organisations = S3Organisation(settings.bucket(), store.amendments)
bell = SqsBell(wakes=settings.wakes_queue())
postman = SesPostman(settings.configuration_set())
letters = Letters()


def send(wake: dict[str, Any], now: datetime, organisation: Callable[[], Organisation]) -> str:
    """Send the letter that the wake-up names, if it still waits."""
    ref = LetterRef(case_id=wake["case"], name=wake["letter"])
    ahead = store.claiming(ref, now)
    try:
        known = organisation()
        signs, _ = together(signer, person_key)  # both now: what fails after SES took a letter doubles it
    except Exception:
        if ahead.claim(ref, now):  # it waits again: the next tick wakes it
            store.give_back(ref, now)
        raise
    scenes = Scenes(organisation=known, signer=signs, pages_url=settings.pages_url())
    story = Dispatch(scenes=scenes, letters=letters, store=ahead, mailbox=mailbox, postman=postman, bell=bell)
    attempt = story.send(ref, now)
    if attempt is None:
        return "not to be sent now"
    metrics.add_metric("LetterLateSeconds", MetricUnit.Seconds, attempt.late.total_seconds())
    return attempt.verdict


@metrics.log_metrics
def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Each message names one outbox row."""
    organisation = begun(organisations.current)  # the same for all of them
    return each(event, partial(send, organisation=organisation))
