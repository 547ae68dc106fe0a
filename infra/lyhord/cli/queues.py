"""What is stuck, and what can be seen of it. The keys are stable and described in docs/local-run.md."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from complaints.process.arrival import quarantine
from complaints.process.deadlines import held_mails, ladder
from complaints.process.deadlines.promises import waits
from complaints.process.delivery import sending
from lyhord import LyhordError
from lyhord.cli.cases import every_case, organisation_of
from lyhord.cli.mails import in_short
from lyhord.engine.arrival import PREFIX
from lyhord.engine.aws import FAILED_TICKS, ORGANISATION, System

LATE = timedelta(minutes=15)
MOST_SHOWN = 100  # of each queue
AT_ONCE = 10  # messages: SQS gives and takes no more
ID_LENGTH = 8  # characters
WAITING = "ApproximateNumberOfMessages"
WHAT_TO_DO = {
    "failed": "see the function's log, mend the cause, then `lyhord redrive` (docs/runbooks/redrive.md)",
    "failed tick": "the next one does it all: see the log of tick, then purge it (docs/runbooks/queue.md)",
    "untold bounces": "if they still wait in a minute: does note-delivery run? (docs/runbooks/queue.md)",
    "late letter": "it goes on being tried: see whether SES takes mail (docs/runbooks/queue.md)",
    "late step": "nothing took it: does the tick run, and follow-up? (docs/runbooks/queue.md)",
    "unhandled mail": "it is received again every hour: see the log of receive-mail (docs/runbooks/queue.md)",
    "broken organisation": "`lyhord org check` and push it again (docs/runbooks/organisation.md)",
    "held mail": "both were reminded: a person has to decide (docs/runbooks/queue.md)",
    "held as spam": "the coordinator writes `Släpp` or `Avvisa` and its number (docs/runbooks/queue.md)",
    "unanswered case": "everybody was told: a person has to take it up (docs/runbooks/queue.md)",
}

Item = dict[str, Any]


def stuck(system: System, now: datetime) -> list[Item]:
    """What failed, what should have left or been taken in by `now`, and whom nobody answers any more."""
    return [
        *_failed(system),
        *_untold(system, now),
        *_due(system, now),
        *_mails(system),
        *_cases(system, now),
    ]


def shown(system: System, now: datetime, id_: str) -> Item:
    """One stuck thing and all that is known of it. Raises LyhordError when nothing stuck has that id."""
    item = next((item for item in stuck(system, now) if item["id"] == id_), None)
    if item is None:
        raise LyhordError(f"nothing that is stuck has the id {id_}: `lyhord queue list` shows all.")
    return item | {"holds": _holds(system, item), "do": WHAT_TO_DO[item["kind"]]}


def received(sqs: Any, url: str, *, seconds: int) -> list[Any]:
    """Some messages of a queue, which nobody else sees for so many seconds; none when it is empty.

    Whoever does not wait is answered by some of the queue's servers, which may hold nothing of it.
    """
    answer = sqs.receive_message(
        QueueUrl=url,
        MaxNumberOfMessages=AT_ONCE,
        VisibilityTimeout=seconds,
        WaitTimeSeconds=1,
        MessageSystemAttributeNames=["SentTimestamp"],
    )
    messages: list[Any] = answer.get("Messages", [])
    return messages


def _failed(system: System) -> Iterator[Item]:
    sqs = system.client("sqs")
    for name, url in system.queues(failed=True).items():
        seen: dict[str, Any] = {}
        while len(seen) < MOST_SHOWN and (messages := received(sqs, url, seconds=30)):
            seen |= {message["MessageId"]: message for message in messages}
        _put_back(sqs, url, [message["ReceiptHandle"] for message in seen.values()])
        for message in seen.values():
            sent = datetime.fromtimestamp(int(message["Attributes"]["SentTimestamp"]) / 1000, UTC)
            yield _item("failed tick" if name == FAILED_TICKS else "failed", name, message["Body"], sent)


def _put_back(sqs: Any, url: str, receipts: list[str]) -> None:
    for start in range(0, len(receipts), AT_ONCE):
        some = enumerate(receipts[start : start + AT_ONCE])
        entries = [{"Id": str(n), "ReceiptHandle": receipt, "VisibilityTimeout": 0} for n, receipt in some]
        sqs.change_message_visibility_batch(QueueUrl=url, Entries=entries)


def _untold(system: System, now: datetime) -> Iterator[Item]:
    """Bounces that nobody takes: of all that waits in queues they alone stand nowhere else."""
    url = system.queues()["Deliveries"]
    asked = system.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=[WAITING])
    if count := int(asked["Attributes"][WAITING]):
        yield _item("untold bounces", "Deliveries", f"{count} messages wait", now)


def _due(system: System, now: datetime) -> Iterator[Item]:
    """What is past its hour; of letters also those that SES put off, whose next attempt lies ahead."""
    for due in system.due(now + sending.LONGEST_WAIT):
        row = system.row(due.pk, due.sk) if due.letter else None
        hour = datetime.fromisoformat(row["not_before"]["S"]) if row else due.due_at
        if hour < now - LATE:
            yield _item("late letter" if due.letter else "late step", due.pk, due.sk, hour)


def _mails(system: System) -> Iterator[Item]:
    before = datetime.now(UTC) - LATE
    for key, written in system.objects(PREFIX):
        if written < before:
            yield _item("unhandled mail", key, "received again by the tick", written)


def _cases(system: System, now: datetime) -> Iterator[Item]:
    """Cases without an answer that no clock speaks of, or of which the highest alone is reminded; those
    with a mail of another sender on which nobody decided; and mails held as spam that no list names any more.
    """
    try:
        organisation = organisation_of(system)
    except (ValueError, LyhordError) as problem:  # or nobody would see what else is stuck
        written = dict(system.objects(ORGANISATION)).get(ORGANISATION, now)
        yield _item("broken organisation", ORGANISATION, str(problem), written)
        return
    for case in every_case(system):
        if quarantine.is_given_up(case, organisation):
            yield _item("held as spam", case.number, "nobody has said if it is spam", case.received_at)
        if case.merged_into:
            continue
        if waits(case) and case.due_at is None:
            yield _item("unanswered case", case.number, "nobody is reminded any more", case.clock_from)
        elif waits(case) and ladder.has_ended(case, organisation):
            yield _item(
                "unanswered case",
                case.number,
                "the highest on its ladder is reminded each week",
                case.clock_from,
            )
        if past := [at for at in held_mails.spoken_of(case, organisation) if at < now]:
            yield _item("held mail", case.number, "nobody has said if it belongs there", min(past))


def _holds(system: System, item: Item) -> Any:
    match item["kind"]:
        case "failed" | "failed tick":
            return _parsed(item["what"])
        case "late letter":
            row = system.row(item["where"], item["what"]) or {}
            return {name: next(iter(value.values())) for name, value in row.items() if name != "quote"}
        case "late step":
            row = system.row(item["where"], item["what"]) or {}
            return {"case": row["number"]["S"]} if "number" in row else "the leaders' next meeting"
        case "unhandled mail":
            return in_short(system.read(item["where"]))
        case "unanswered case" | "held mail" | "held as spam":
            return {"case": item["where"]}
    return item["what"]


def _parsed(message: str) -> Any:
    try:
        return json.loads(message)
    except ValueError:
        return message


def _item(kind: str, where: str, what: str, since: datetime) -> Item:
    id_ = hashlib.sha256(f"{kind} {where} {what}".encode()).hexdigest()[:ID_LENGTH]
    return {
        "id": id_,
        "kind": kind,
        "where": where,
        "what": what,
        "since": since.isoformat(timespec="seconds"),
    }
