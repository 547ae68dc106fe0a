"""Who may ask: this machine's own browser, from these pages; and what a browser may do with an answer.

The pages hold letters and can move time, so a strange web site in the same browser must neither read nor
post: Host is checked on every request (DNS rebinding), Origin on every POST (cross-site request forgery).
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = ("127.0.0.1", "localhost")
LARGEST_FORM = 200_000  # bytes

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A letter's own markup: it may look as it likes and link out in a new tab; it runs, loads and sends nothing.
# allow-same-origin lets the page around it measure its height: safe only while scripts are not allowed.
LETTER_SANDBOX = "allow-same-origin allow-popups allow-popups-to-escape-sandbox"
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    f"frame-ancestors 'self'; sandbox {LETTER_SANDBOX}"
)
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

_HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: browsers then send "Origin: null" with our own forms too.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Lets a request through, or refuses it with one clear line; puts the safe headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102 - ASGI
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = refusal(scope["method"], Headers(scope=scope))
        app = self._app if refused is None else refused
        return await app(scope, receive, send_guarded)


def refusal(method: str, headers: Headers) -> PlainTextResponse | None:
    """Why a request is not let through, as the answer to give, or None when it may pass."""
    host = headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in HOSTS:
        return PlainTextResponse("Wrong Host: open this page at http://127.0.0.1\n", 421)
    if method == "POST":
        if headers.get("origin") != f"http://{host}":
            return PlainTextResponse("Wrong Origin: only this page's own forms may post here\n", 403)
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LARGEST_FORM:
            return PlainTextResponse(f"Too long: a form holds at most {LARGEST_FORM} bytes\n", 413)
    return None
