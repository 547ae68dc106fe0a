"""The app's own pages: /p/… is turned into the event of a Function URL and given to ShowPage.

Payload format 2.0, "Invoking Lambda function URLs" of the Lambda developer guide.
"""

import asyncio
import base64
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from lyhord.engine.aws import System

MAX_BYTES = 6 * 1024 * 1024  # Lambda takes no larger request
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def page_routes(system: System, *, now: Callable[[], datetime]) -> list[Route]:
    """Everything under /p/."""

    async def show(request: Request) -> Response:
        body = await request.body()
        if len(body) > MAX_BYTES:
            return PlainTextResponse("Too large.\n", 413)
        event = _event(request, body, now())
        try:
            answer = await asyncio.to_thread(system.invoke, "ShowPage", event)
        except RuntimeError:  # the function's log says why; a Function URL answers the same
            return PlainTextResponse("Internal Server Error\n", 502)
        return _response(answer)

    return [Route("/p/{path:path}", show, methods=METHODS)]


def _event(request: Request, body: bytes, now: datetime) -> dict[str, Any]:
    path = "/" + request.path_params["path"]
    headers: dict[str, str] = {}
    for name, value in request.headers.items():
        headers[name] = f"{headers[name]},{value}" if name in headers else value
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": request.url.query,
        "cookies": [f"{name}={value}" for name, value in request.cookies.items()],
        "headers": headers,
        "queryStringParameters": dict(request.query_params),
        "requestContext": {
            "accountId": "anonymous",
            "apiId": "local",
            "domainName": request.headers.get("host", ""),
            "domainPrefix": "local",
            "http": {
                "method": request.method,
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": "127.0.0.1",
                "userAgent": request.headers.get("user-agent", ""),
            },
            "requestId": secrets.token_hex(16),
            "routeKey": "$default",
            "stage": "$default",
            "time": f"{now:%d/%b/%Y:%H:%M:%S +0000}",
            "timeEpoch": int(now.timestamp() * 1000),
        },
        "body": base64.b64encode(body).decode(),
        "isBase64Encoded": True,
    }


def _response(answer: Any) -> Response:
    if not isinstance(answer, dict) or "statusCode" not in answer:
        return Response(str(answer), media_type="application/json")
    content = str(answer.get("body") or "").encode()
    if answer.get("isBase64Encoded"):
        content = base64.b64decode(content)
    response = Response(content, status_code=int(answer["statusCode"]))
    for name, value in (answer.get("headers") or {}).items():
        response.headers[name] = str(value)
    for cookie in answer.get("cookies") or []:
        response.headers.append("set-cookie", cookie)
    return response
