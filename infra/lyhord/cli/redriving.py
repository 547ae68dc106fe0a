"""What failed gets another chance, and what has no mark in the table is received again."""

import json
import time
from datetime import datetime
from typing import Any

from complaints.aws.moments import REDRIVEN, moment
from complaints.aws.values import stamp
from lyhord import LyhordError
from lyhord.cli.queues import received
from lyhord.engine.aws import System
from lyhord.engine.replay import KEPT, receive_again, unmarked

Item = dict[str, Any]


def redriven(system: System, queue: str = "") -> dict[str, int]:
    """Move what failed back to its queue; `queue` is one name, or empty for all. Says how many went where.

    Raises LyhordError when there is no such queue.
    """
    sources = {name: url for name, url in system.queues().items() if queue in ("", name)}
    if not sources:
        raise LyhordError(f"there is no queue {queue}: choose {', '.join(system.queues())}.")
    return {name: _moved(system, f"{name}Failed", url) for name, url in sources.items()}


def reconciled(system: System, now: datetime, *, again: bool) -> Item:
    """How many kept mails there are, and which have no mark; with `again`, those are received again."""
    missing = unmarked(system)
    kept = {key.split("/")[1] for key, _ in system.objects(KEPT)}
    taken = receive_again(system, now) if again else 0
    return {"mails": len(kept), "without_mark": missing, "received_again": taken}


def _moved(system: System, failed: str, source: str) -> int:
    """By hand, message by message: StartMessageMoveTask would let each think that no time has passed."""
    sqs, url, count = system.client("sqs"), system.resources[failed], 0
    while messages := received(sqs, url, seconds=60):
        for message in messages:
            body = _dated(message["Body"], message["Attributes"]["SentTimestamp"])
            sqs.send_message(QueueUrl=source, MessageBody=body)
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            count += 1
    return count


def _dated(body: str, sent_timestamp: str) -> str:
    """The message with how far its time has come: SQS will count from now on. As it is, if it has no time."""
    try:
        message = json.loads(body)
        return json.dumps(message | {REDRIVEN: stamp(moment(message, sent_timestamp, time.time()))})
    except (ValueError, KeyError, TypeError):
        return body
