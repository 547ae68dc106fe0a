"""A Function URL's event as a request for a page, and the reply as Lambda wants it (payload version 2.0).

https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from complaints.pages.exchange import SESSION, Reply, Request

LARGEST_BODY = 200_000  # bytes: the longest words that a form takes, each letter spelt out
MOST_FIELDS = 20


def request_from(event: Mapping[str, Any]) -> Request:
    """What is asked. Never raises for what somebody sends."""
    http = event["requestContext"]["http"]
    form, trouble = _form(event)
    return Request(
        method=http["method"],
        path=tuple(event["rawPath"].strip("/").split("/")),
        query=dict(parse_qsl(event.get("rawQueryString", "")[:1000])),
        form=form,
        trouble=trouble,
        sessions=tuple(_sessions(event.get("cookies", []))),
        from_elsewhere=event.get("headers", {}).get("sec-fetch-site", "none") not in ("none", "same-origin"),
        now=datetime.fromtimestamp(event["requestContext"]["timeEpoch"] / 1000, UTC),
    )


def answer_of(reply: Reply) -> dict[str, Any]:
    """The reply as Lambda hands it on."""
    return {
        "statusCode": reply.status.value,
        "headers": dict(reply.headers),
        "cookies": [reply.cookie] if reply.cookie else [],
        "body": b64encode(reply.body).decode(),
        "isBase64Encoded": True,
    }


def _form(event: Mapping[str, Any]) -> tuple[dict[str, str], HTTPStatus | None]:
    """The fields of a form, each once, lines ending as ours do; or why a body was not read."""
    body = event.get("body") or ""
    if len(body) > LARGEST_BODY * (4 / 3 if event.get("isBase64Encoded") else 1):
        return {}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    try:
        text = b64decode(body, validate=True).decode() if event.get("isBase64Encoded") else body
        fields = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
        return {name: value.replace("\r\n", "\n") for name, value in fields}, None
    except ValueError:  # broken base64, no UTF-8, too many fields
        return {}, HTTPStatus.BAD_REQUEST


def _sessions(cookies: list[str]) -> list[str]:
    """Several of our cookies may come, each for other cases."""
    pairs = (cookie.partition("=") for cookie in cookies)
    return [value for name, _, value in pairs if name.strip().partition("-")[0] == SESSION]
