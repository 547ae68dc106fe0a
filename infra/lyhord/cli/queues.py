"""What is stuck, and how it gets another chance. The keys are stable and described in docs/local-run.md."""

from datetime import UTC, datetime, timedelta
from typing import Any

from lyhord import LyhordError
from lyhord.engine.arrival import PREFIX
from lyhord.engine.aws import System

LATE = timedelta(minutes=15)
MOST_SHOWN = 100  # of each queue

Item = dict[str, Any]


def stuck(system: System, now: datetime) -> list[Item]:
    """Messages that failed, letters that should have left by `now`, mails that nobody took in."""
    return [*_failed(system), *_letters(system, now), *_mails(system)]


def redriven(system: System, queue: str = "") -> dict[str, int]:
    """Move what failed back to its queue; `queue` is one name, or empty for all. Says how many went where.

    Raises LyhordError when there is no such queue.
    """
    sources = {name: url for name, url in system.queues().items() if queue in ("", name)}
    if not sources:
        raise LyhordError(f"there is no queue {queue}: choose {', '.join(system.queues())}.")
    return {name: _moved(system, f"{name}Failed", url) for name, url in sources.items()}


def _moved(system: System, failed: str, source: str) -> int:
    """By hand, message by message: StartMessageMoveTask needs a role for it, and takes its time."""
    sqs, url, count = system.client("sqs"), system.resources[failed], 0
    while messages := _receive(sqs, url, seconds=60):
        for message in messages:
            sqs.send_message(QueueUrl=source, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            count += 1
    return count


def _failed(system: System) -> list[Item]:
    found = []
    for name, url in system.queues(failed=True).items():
        sqs = system.client("sqs")
        seen: dict[str, Any] = {}
        while len(seen) < MOST_SHOWN and (messages := _receive(sqs, url, seconds=5)):
            seen |= {message["MessageId"]: message for message in messages}
        for message in seen.values():
            sqs.change_message_visibility(
                QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
            )
            sent = datetime.fromtimestamp(int(message["Attributes"]["SentTimestamp"]) / 1000, UTC)
            found.append(_item("failed", name, message["Body"], sent))
    return found


def _letters(system: System, now: datetime) -> list[Item]:
    late = [row for row in system.due(now - LATE) if row.letter]
    return [_item("late letter", row.pk, row.sk, row.due_at) for row in late]


def _mails(system: System) -> list[Item]:
    before = datetime.now(UTC) - LATE
    return [
        _item("unhandled mail", key, "received again by the next tick", written)
        for key, written in system.objects(PREFIX)
        if written < before
    ]


def _receive(sqs: Any, url: str, *, seconds: int) -> list[Any]:
    answer = sqs.receive_message(
        QueueUrl=url,
        MaxNumberOfMessages=10,
        VisibilityTimeout=seconds,
        MessageSystemAttributeNames=["SentTimestamp"],
    )
    messages: list[Any] = answer.get("Messages", [])
    return messages


def _item(kind: str, where: str, what: str, since: datetime) -> Item:
    return {"kind": kind, "where": where, "what": what, "since": since.isoformat(timespec="seconds")}
