"""The emulator's whole application within this process, with `AUTH=true`: who asks, and whether they may.

`tests.proof.emulated` goes to its services by the back; here a request comes in as from the network. The
emulator routes it, checks its signature and looks up what its role allows.
"""

import json
import logging
import os
from collections.abc import Callable, Mapping
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from botocore.awsrequest import AWSRequest, AWSResponse

from tests.proof import emulated

os.environ["AUTH"] = "true"  # before the emulator is imported, which reads it then

from ministack import app as emulator
from ministack.core import iam_actions, iam_evaluator
from ministack.core.router import extract_access_key_id

from lyhord.engine.ministack_app import batches_as_singles


@dataclass(frozen=True)
class Asked:
    """One action on one resource, and the condition keys that came with it."""

    action: str
    resource: str
    context: Mapping[str, Any]


Heard = Callable[[str, Asked, bool], None]


def through(request: AWSRequest) -> AWSResponse:
    """Have the emulator do what a request asks for, if whoever signed it may."""
    url, body, answer = urlsplit(request.url), emulated.body_of(request), list[dict[str, Any]]()
    headers = {name.lower(): _octets(value) for name, value in request.headers.items()}
    headers = {"host": url.netloc.encode(), "content-length": str(len(body)).encode()} | headers
    scope = {
        "type": "http",
        "method": request.method,
        "path": unquote(url.path),
        "raw_path": url.path.encode(),
        "query_string": url.query.encode(),
        "headers": [(name.encode(), value) for name, value in headers.items()],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        answer.append(message)

    with emulated.one_at_a_time:  # in a context of its own: it notes there whose request this is
        copy_context().run(emulated.finished, emulator.app(scope, receive, send))
    start, *rest = answer
    told = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
    return emulated.response(request, start["status"], told, b"".join(part.get("body", b"") for part in rest))


def may(request: AWSRequest, action: str, resource: str, **context: str) -> bool:
    """Whether whoever signed a request may do that."""
    key = extract_access_key_id({"authorization": _octets(request.headers["Authorization"]).decode()})
    service, region = action.partition(":")[0], os.environ["AWS_DEFAULT_REGION"]
    return iam_evaluator.enforce(key, action, service, region, resource, context) is None


def listen(heard: Heard) -> None:
    """Be told of each thing that somebody asks to do, by their key, and whether they may."""
    enforce = iam_evaluator.enforce

    def listening(
        key: str, action: str, service: str, region: str, resource_arn: str, service_context: Any = None
    ) -> Any:
        refused = enforce(key, action, service, region, resource_arn, service_context)
        heard(key, Asked(action, resource_arn, service_context or {}), refused is None)
        return refused

    iam_evaluator.enforce = listening


def allows(statement: Mapping[str, Any], asked: Asked) -> bool:
    """Whether a statement, every value in it, allows that."""
    here = {"principal_arn": "", "principal_type": "AssumedRole", "principal_account": "", "region": ""}
    keys = {name.lower(): value for name, value in asked.context.items()}
    context = iam_evaluator.EvalContext(
        action=asked.action, resource_arn=asked.resource, service_context=keys, **here
    )
    policy = iam_evaluator.parse_policy_document({"Statement": [statement]})
    return bool(iam_evaluator.evaluate(context, [policy]).decision == "Allow")


def _with_leading_keys(found_in: Callable[[bytes], dict[str, Any]]) -> Callable[[bytes], dict[str, Any]]:
    """AWS knows the partition that a request for one row names."""

    def context(body: bytes) -> dict[str, Any]:
        asked = json.loads(body or b"{}")
        row = asked.get("Key") or asked.get("Item") or {}
        leading = {"dynamodb:LeadingKeys": list(row["pk"].values())} if "pk" in row else {}
        return found_in(body) | leading

    return context


def _octets(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value


logging.getLogger().setLevel(logging.WARNING)  # it tells of each request
iam_actions.extract_iam_action = batches_as_singles(iam_actions.extract_iam_action)
iam_actions.dynamodb_service_context = _with_leading_keys(iam_actions.dynamodb_service_context)
