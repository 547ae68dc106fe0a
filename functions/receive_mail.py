"""Lambda: a mail arrived (SES → S3 and SNS → SQS), or is received again. One story: `reception`."""

from datetime import datetime
from typing import Any

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit

from complaints.aws import settings
from complaints.aws.bell import SqsBell
from complaints.aws.mailbox import S3Mailbox
from complaints.aws.moments import told_at
from complaints.aws.notices import envelope_from, is_receipt, object_key
from complaints.aws.organisations import S3Organisation
from complaints.aws.secrets import person_key, signer
from complaints.aws.store import DynamoStore
from complaints.mail import envelope_from_headers
from complaints.model import Envelope
from complaints.workflow.reception import Reception
from wiring import each

SETUP_NOTICE = "AMAZON_SES_SETUP_NOTIFICATION"  # SES puts it where mails come when the receipt rule is made

metrics = Metrics()
mailbox = S3Mailbox(settings.bucket())
store = DynamoStore(settings.table(), person_key)
organisations = S3Organisation(settings.bucket(), store.amendments)
bell = SqsBell(wakes=settings.wakes_queue())


def receive(notice: dict[str, Any], now: datetime) -> str:
    """Receive the mail that a notice of SES tells of, or the tick found lying in the bucket."""
    key = object_key(notice)
    if key.endswith(SETUP_NOTICE):
        mailbox.remove(key)
        return "setup notice of SES"

    def envelope(raw: bytes) -> Envelope:
        if is_receipt(notice):
            return envelope_from(notice)
        return envelope_from_headers(raw, datetime.fromisoformat(told_at(notice)))

    ahead = mailbox.expecting(key)
    story = Reception(
        mailbox=ahead, organisation=organisations.current(), signer=signer(), store=store, bell=bell
    )
    decision = story.receive(key, envelope, now)
    metrics.add_metric("MailsHandled", MetricUnit.Count, 1)  # silence here is an alarm: see the canary
    return decision.verdict


@metrics.log_metrics
def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Each message is a notice of SES or a reconciliation of the tick."""
    return each(event, receive)
