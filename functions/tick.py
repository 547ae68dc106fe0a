"""Lambda: the clock ticks, every five minutes (EventBridge Scheduler). One story: `clock`."""

from datetime import datetime
from typing import Any

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit

from complaints.aws import settings
from complaints.aws.bell import SqsBell
from complaints.aws.mailbox import S3Mailbox
from complaints.aws.organisations import S3Organisation
from complaints.aws.secrets import person_key
from complaints.aws.store import DynamoStore
from complaints.workflow.clock import Clock
from wiring import logger

metrics = Metrics()
store = DynamoStore(settings.table(), person_key)
organisations = S3Organisation(settings.bucket(), store.amendments)
mailbox = S3Mailbox(settings.bucket())
bell = SqsBell(wakes=settings.wakes_queue(), dues=settings.dues_queue(), arrivals=settings.arrivals_queue())


@metrics.log_metrics
def handler(event: dict[str, str], _context: object) -> dict[str, Any]:
    """`time` is when the schedule says it is, ISO 8601: a tick that comes late is still its own."""
    clock = Clock(store=store, mailbox=mailbox, bell=bell, organisation=organisations.version())
    found = clock.tick(datetime.fromisoformat(event["time"]))
    metrics.add_metric("OldestDueSeconds", MetricUnit.Seconds, found.oldest_due.total_seconds())
    logger.info("tick", letters=found.letters, cases=found.cases, stuck_mails=found.stuck_mails)
    return {"letters": found.letters, "cases": found.cases, "stuck_mails": found.stuck_mails}
