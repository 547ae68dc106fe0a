"""The HTTP server of the local run: SES for the functions, the app's pages, the control, and the mailbox."""

import asyncio
import contextlib
from collections.abc import Sequence

from hypercorn.asyncio import serve
from hypercorn.config import Config
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from lyhord import LyhordError
from lyhord.engine.settings import HOST

ANSWERS_WITHIN = 10.0  # seconds


class SameOrigin:
    """Refuses what a page from elsewhere asks: a browser names the page's origin, our own programs none.

    A page that sends no referrer posts from origin "null" (Fetch 3.2): then Sec-Fetch-Site tells.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http":
            headers = dict(scope["headers"])
            origin, host = headers.get(b"origin"), headers.get(b"host", b"")
            ours = origin == b"null" and headers.get(b"sec-fetch-site") == b"same-origin"
            if origin is not None and origin != b"http://" + host and not ours:
                await PlainTextResponse("Only pages of the local run may ask this.\n", 403)(
                    scope, receive, send
                )
                return
        await self._app(scope, receive, send)


def application(routes: Sequence[BaseRoute]) -> Starlette:
    """The routes, for this machine's own programs and pages only."""
    guards = [Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"]), Middleware(SameOrigin)]
    return Starlette(routes=list(routes), middleware=guards)


async def listen(app: Starlette, port: int, stop: asyncio.Event) -> asyncio.Task[None]:
    """Serve until `stop`. Returns when requests are answered. Raises LyhordError."""
    config = Config()
    config.bind = [f"{HOST}:{port}"]
    config.loglevel = "WARNING"
    config.graceful_timeout = 2

    async def until_stop() -> None:
        await stop.wait()

    serving = asyncio.create_task(serve(app, config, shutdown_trigger=until_stop))  # type: ignore[arg-type]
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(ANSWERS_WITHIN):
            while not serving.done():
                with contextlib.suppress(OSError):
                    _, writer = await asyncio.open_connection(HOST, port)
                    writer.close()
                    return serving
                await asyncio.sleep(0.02)
    raise LyhordError(f"Port {port} cannot be used: set LYHORD_HTTP_PORT to another one.")
