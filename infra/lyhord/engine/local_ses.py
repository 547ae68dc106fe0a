"""SES's SendEmail (API v2, raw content) on our own server: the emulator's loses what a letter is made of.

POST /_ses/<run>/v2/email/outbound-emails
"""

import base64
import binascii
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import getaddresses
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lyhord.engine.post import Post, ThrottledError


def ses_routes(post: Post, *, run_key: str, now: Callable[[], datetime]) -> list[Route]:
    """SES for the functions of this run."""

    async def send_email(request: Request) -> Response:
        if not hmac.compare_digest(request.path_params["run"], run_key):
            return _error(403, "UnrecognizedClientException", "Another run of the engine is asked for.")
        try:
            sender, to, raw, tags = _read(await request.json())
        except (KeyError, TypeError, ValueError, binascii.Error) as problem:
            return _error(400, "BadRequestException", f"No raw letter in the request: {problem!r}.")
        try:
            message_id = await post.accept(raw, sender=sender, to=to, tags=tags, at=now())
        except ThrottledError:
            return _error(429, "TooManyRequestsException", "Maximum sending rate exceeded.")
        return JSONResponse({"MessageId": message_id})

    return [Route("/_ses/{run}/v2/email/outbound-emails", send_email, methods=["POST"])]


def _read(body: Mapping[str, Any]) -> tuple[str, tuple[str, ...], bytes, dict[str, list[str]]]:
    raw = base64.b64decode(body["Content"]["Raw"]["Data"], validate=True)
    destination = body.get("Destination") or {}
    named = [address for addresses in destination.values() for address in addresses]
    header = BytesHeaderParser(policy=compat32).parsebytes(raw)
    to = named or [value for name in ("To", "Cc", "Bcc") for value in header.get_all(name, [])]
    bare = tuple(address for _, address in getaddresses(list(map(str, to))) if address)
    if not bare:
        raise ValueError("no recipient")
    tags = {tag["Name"]: [tag["Value"]] for tag in body.get("EmailTags") or []}
    return str(body.get("FromEmailAddress") or header["From"]), bare, raw, tags


def _error(status: int, kind: str, message: str) -> Response:
    return Response(
        json.dumps({"message": message}),
        status_code=status,
        media_type="application/json",
        headers={"x-amzn-ErrorType": kind},
    )
