"""AWS within this process: the emulator's services without sockets, reached through botocore's own hooks.

boto3 builds, signs, retries and parses as ever; only the wire is replaced. So a whole story takes a tenth of
a second, nothing depends on ports, and a fork of the process is a fork of the world.
"""

import io
import logging
import os
import re
import threading
from collections.abc import Callable, Coroutine, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
from botocore.awsrequest import AWSRequest, AWSResponse
from botocore.retries import quota

from tests.checking import check_requests

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "000000000000",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "eu-north-1",
    "AWS_ENDPOINT_URL": "http://127.0.0.1:1",  # nobody listens there: a request that got out would fail
    "AWS_EC2_METADATA_DISABLED": "true",
    "MINISTACK_REGION": "eu-north-1",
    "POWERTOOLS_METRICS_DISABLED": "true",  # nobody reads them here
}
os.environ.update(ENVIRONMENT)  # before the emulator is imported, which reads it then

from ministack.services import dynamodb, s3, secretsmanager, sqs  # noqa: E402

SERVICES = {"dynamodb": dynamodb, "s3": s3, "secrets-manager": secretsmanager, "sqs": sqs}
for service in ("dynamodb", "s3", "secretsmanager", "sqs"):
    logging.getLogger(service).setLevel(logging.WARNING)  # it tells of each bucket and queue

WAITING = rb'(?<="WaitTimeSeconds": )\d+'  # for messages: nobody sends any meanwhile

Answer = tuple[int, Mapping[str, str], bytes]
Wire = Callable[[str, str, AWSRequest], AWSResponse]

one_at_a_time = threading.RLock()


class _Body(io.BytesIO):
    """An answer's bytes as urllib3 would give them."""

    def stream(self, **_how: Any) -> Any:
        while chunk := self.read():
            yield chunk


def connect(wire: Wire) -> None:
    """Let every client that boto3 makes from now on speak through `wire` (service, operation, request).

    What DynamoDB is asked is checked.
    """
    quota.RetryQuota.INITIAL_CAPACITY = 10**9  # faults come by the thousand here, from one process

    def before_send(request: AWSRequest, event_name: str, **_more: Any) -> AWSResponse:
        _, service, operation = event_name.split(".")
        return wire(service, operation, request)

    boto3.setup_default_session()
    boto3.DEFAULT_SESSION.events.register("before-send", before_send)
    check_requests(boto3.DEFAULT_SESSION)


def forget() -> None:
    """Empty the emulator: what one story left there would make every later one slower."""
    for service in SERVICES.values():
        service.reset()


def deliver(service: str, request: AWSRequest) -> AWSResponse:
    """Have the emulator do what the request asks for."""
    url = urlsplit(request.url)
    headers = {name.lower(): _text(value) for name, value in request.headers.items()} | {"host": url.netloc}
    with one_at_a_time:
        answer = finished(
            SERVICES[service].handle_request(
                request.method,
                url.path,
                headers,
                re.sub(WAITING, b"0", body_of(request)),
                parse_qs(url.query, keep_blank_values=True),
            )
        )
    return response(request, *answer)


def put(queue: str, body: str, waited: float) -> None:
    """Put a message on a queue that SQS took so many seconds ago."""
    boto3.client("sqs").send_message(QueueUrl=queue, MessageBody=body)
    _held(queue)[-1]["sent_at"] -= waited


def drained(queue: str) -> list[str]:
    """The bodies of a queue's messages, by its URL; they are gone from it then."""
    held = _held(queue)
    bodies = [message["body"] for message in held]
    held.clear()
    return bodies


def _held(queue: str) -> list[dict[str, Any]]:
    name = queue.rpartition("/")[2]
    (found,) = (held for (*_scope, url), held in sqs._queues.all_items() if url.rpartition("/")[2] == name)
    messages: list[dict[str, Any]] = found["messages"]
    return messages


def response(request: AWSRequest, status: int, headers: Mapping[str, str], body: bytes | str) -> AWSResponse:
    """An answer as botocore takes it."""
    return AWSResponse(request.url, status, headers, _Body(body.encode() if isinstance(body, str) else body))


def body_of(request: AWSRequest) -> bytes:
    """The bytes that go out."""
    body = request.body or b""
    if hasattr(body, "read"):
        body.seek(0)
        body = body.read()
    return body.encode() if isinstance(body, str) else bytes(body)


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def finished(coroutine: Coroutine[Any, Any, Answer]) -> Answer:
    """The services never wait for anything here, so a coroutine is finished at its first step."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        answer: Answer = done.value
        return answer
    raise RuntimeError("the emulator waits for something")
