"""Lambda: SES tells what became of a letter (EventBridge → SQS). One story: `returns`."""

from datetime import datetime
from typing import Any

from complaints.aws import settings
from complaints.aws.bell import SqsBell
from complaints.aws.deliveries import report_from
from complaints.aws.organisations import S3Organisation
from complaints.aws.secrets import person_key
from complaints.aws.store import DynamoStore
from complaints.workflow.returns import Returns
from wiring import each

store = DynamoStore(settings.table(), person_key)
organisations = S3Organisation(settings.bucket(), store.amendments)
bell = SqsBell(wakes=settings.wakes_queue())


def note(event: dict[str, Any], now: datetime) -> str:
    """Note a bounce, a complaint or a reject on the case whose letter it was."""
    report = report_from(event)
    if report is None:
        return "nothing to note"
    story = Returns(organisation=organisations.current(), store=store, bell=bell)
    return story.not_delivered(report.message_id, report.id, report.what, report.addresses, now)


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Each message is an event of SES."""
    return each(event, note)
