"""The emulator as a process of its own: MiniStack, and four errands for the engine that AWS has no call for.

Run as a program, never imported by the engine: it knows MiniStack from the inside, in the pinned version.

    POST /_lyhord/snapshot   keep the table as it is: whole in LYHORD_SNAPSHOT at first, then what changed in
                             LYHORD_JOURNAL, a line each time; answers when it is on disk
    POST /_lyhord/objects    take the objects into a bucket that lie in its folder but are not known yet
    POST /_lyhord/events     put events on the default bus as an AWS service does (source aws.ses)
    POST /_lyhord/queues     how much is on each queue, all in one answer and quickly
"""

import asyncio
import ctypes
import hashlib
import hmac
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import uvicorn
from ministack import app as ministack
from ministack.core import iam_actions
from ministack.services import dynamodb, eventbridge, lambda_svc, s3, sqs

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

PR_SET_PDEATHSIG = 1  # prctl(2)
SNAPSHOT_PAUSE = 0.2  # seconds a change waits for others before it is written
RETRY_AFTER = 1.0  # seconds
READS = ("Get", "BatchGet", "Query", "Scan", "Describe", "List")

_armed = asyncio.Event()  # the whole table was written: the new stack's holds what the last snapshot held
_changed = asyncio.Event()
_writing = asyncio.Lock()
_news: dict[tuple[str, str], Message | None] = {}  # rows changed since the last writing, by key; None: gone


async def app(scope: Message, receive: Receive, send: Send) -> None:
    """MiniStack, with the engine's errands beside it."""
    if scope["type"] == "http" and scope["path"].startswith("/_lyhord/"):
        await _errand(scope, receive, send)
        return
    await ministack.app(scope, receive, send)
    if scope["type"] == "http" and _writes_table(scope):
        _changed.set()


async def _errand(scope: Message, receive: Receive, send: Send) -> None:
    headers = dict(scope["headers"])
    errand = ERRANDS.get(scope["path"])
    if not hmac.compare_digest(headers.get(b"x-lyhord-run", b""), os.environ["LYHORD_RUN"].encode()):
        status, answer = 403, {"error": "This is not the engine that started the emulator."}
    elif errand is None:
        status, answer = 404, {"error": "No such errand."}
    else:
        status, answer = 200, await errand(json.loads(await _body(receive) or b"{}"))
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps(answer).encode()})


async def _body(receive: Receive) -> bytes:
    parts, more = [], True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(parts)


def _writes_table(scope: Message) -> bool:
    target = dict(scope["headers"]).get(b"x-amz-target", b"").decode("latin-1")
    service, _, action = target.rpartition(".")
    return service.startswith("DynamoDB_") and not action.startswith(READS)


async def snapshot(_request: Message) -> Message:
    """Have every row as it is now on disk. Nothing changes while they are gathered: this is the event loop.

    Later calls write only what changed, so that the thousandth mail costs no more than the first.
    """
    async with _writing:
        _changed.clear()
        news = [[*key, row] for key, row in _news.items()]
        _news.clear()
        try:
            if not _armed.is_set():
                content = json.dumps(_all_rows(), ensure_ascii=False)
                await asyncio.to_thread(_begin_anew, content)
            elif news:
                await asyncio.to_thread(_append, json.dumps(news, ensure_ascii=False) + "\n")
        except OSError:
            _armed.clear()  # half a line may be there now: the next writing is whole again
            raise
        _armed.set()
    return {}


def _all_rows() -> dict[str, list[Message]]:
    return {
        name: [row for rows in table["items"].values() for row in rows.values()]
        for (_account, _region, name), table in dynamodb._tables.all_items()
    }


def _noting(change: Callable[..., Any]) -> Callable[..., Any]:
    """Note which row is stored or removed. MiniStack puts another in its place and never changes one."""

    def noted(table: Message, pk: str, sk: str, *row: Message) -> Any:
        _news[pk, sk] = row[0] if row else None
        return change(table, pk, sk, *row)

    return noted


async def load_objects(request: Message) -> Message:
    """Make the objects known that lie in the folder of a bucket of the new stack."""
    account, bucket = request["account"], request["bucket"]
    s3._load_persisted_bucket(account, bucket, os.path.join(s3.DATA_DIR, account, bucket))
    return {"objects": len(s3._buckets._data[(account, bucket)]["objects"])}


async def put_events(request: Message) -> Message:
    """PutEvents for a source that only AWS itself may name, at the engine's time (seconds since 1970)."""
    real, eventbridge._now_ts = eventbridge._now_ts, lambda: request["time"]
    try:
        _status, _headers, body = eventbridge._put_events(request, allow_aws_source=True)
    finally:
        eventbridge._now_ts = real
    answer: Message = json.loads(body)
    return answer


async def queues(_request: Message) -> Message:
    """How many messages each queue holds, whether they wait or are being worked on."""
    return {
        url.rpartition("/")[2]: len(queue["messages"]) for (*_scope, url), queue in sqs._queues.all_items()
    }


ERRANDS: dict[str, Callable[[Message], Awaitable[Message]]] = {
    "/_lyhord/snapshot": snapshot,
    "/_lyhord/objects": load_objects,
    "/_lyhord/events": put_events,
    "/_lyhord/queues": queues,
}


def batches_as_singles(extract: Callable[..., str | None]) -> Callable[..., str | None]:
    """IAM knows sqs:SendMessage and no sqs:SendMessageBatch: the one allows both (SQS developer guide)."""

    def action(*given: Any) -> str | None:
        found = extract(*given)
        return found.removesuffix("Batch") if found and found.startswith("sqs:") else found

    return action


def _retry_soon(run_batch: Callable[..., None]) -> Callable[..., None]:
    """A message that failed comes again soon: nobody waits six minutes for its visibility timeout here."""

    def run(*given: Any) -> None:
        run_batch(*given)
        batch = given[3]
        soon = time.time() + RETRY_AFTER
        for message in batch:  # those that were dealt with are not on the queue any more
            message["visible_at"] = min(message["visible_at"], soon)

    return run


def _begin_anew(content: str) -> None:
    """The whole table, and then an empty journal: what an earlier run wrote there is in the table already.

    Its first line says to which table it belongs, for a run that is killed between the two.
    """
    table, journal = Path(os.environ["LYHORD_SNAPSHOT"]), Path(os.environ["LYHORD_JOURNAL"])
    belongs = hashlib.sha256(content.encode()).hexdigest()
    for path, words in ((table, content), (journal, f"{belongs}\n")):
        scratch = path.with_name(f".{path.name}.tmp")
        _write(scratch, words, os.O_TRUNC)
        scratch.replace(path)


def _append(line: str) -> None:
    _write(Path(os.environ["LYHORD_JOURNAL"]), line, os.O_APPEND)


def _write(path: Path, words: str, how: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(words)
        file.flush()
        os.fsync(file.fileno())


async def _keep_snapshots() -> None:
    await _armed.wait()
    while True:
        await _changed.wait()
        await asyncio.sleep(SNAPSHOT_PAUSE)
        await snapshot({})


def _die_with_parent() -> None:
    parent = int(os.environ["LYHORD_PARENT"])
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked
        sys.exit(1)


async def main() -> None:
    """Serve until SIGTERM."""
    config = uvicorn.Config(
        app,
        host=os.environ["BIND_HOST"],
        port=int(os.environ["GATEWAY_PORT"]),
        http="httptools",  # parses requests in C: MiniStack's own server took a third of its time for that
        ws="none",
        timeout_keep_alive=75,
        timeout_graceful_shutdown=2,
        log_level=os.environ["LOG_LEVEL"].lower(),
        access_log=False,
        server_header=False,
    )
    logging.getLogger("lambda").setLevel(logging.INFO)  # what the functions say; other services log addresses
    iam_actions.extract_iam_action = batches_as_singles(iam_actions.extract_iam_action)
    lambda_svc._run_sqs_batch = _retry_soon(lambda_svc._run_sqs_batch)
    dynamodb._set_item, dynamodb._remove_item = map(_noting, (dynamodb._set_item, dynamodb._remove_item))
    keeper = asyncio.create_task(_keep_snapshots())
    await uvicorn.Server(config).serve()
    keeper.cancel()


if __name__ == "__main__":
    _die_with_parent()
    asyncio.run(main())
