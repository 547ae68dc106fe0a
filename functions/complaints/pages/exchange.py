"""A request as far as pages look at it, and a reply with the headers that every reply has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from urllib.parse import quote

HTML = "text/html; charset=utf-8"
SESSION = "session"  # the name of our cookies, for one case with its id behind a hyphen

EVERY_REPLY = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",  # a browser then posts from origin "null": see `Request.from_elsewhere`
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Strict-Transport-Security": "max-age=63072000",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NOTHING_ELSE = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
NOTHING_AT_ALL = f"{NOTHING_ELSE}; form-action 'none'; sandbox"


@dataclass(frozen=True, kw_only=True)
class Request:
    """What somebody asks. `form` is empty unless something is posted, `sessions` are values of our cookies.

    `from_elsewhere`: the browser says (Sec-Fetch-Site) that another site's page had it posted. `trouble` says
    why a body was not read.
    """

    method: str
    path: tuple[str, ...]  # its segments
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    sessions: tuple[str, ...] = ()
    from_elsewhere: bool = False
    trouble: HTTPStatus | None = None
    now: datetime


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What is shown. `cookie` is a whole Set-Cookie header, or empty."""

    body: bytes
    status: HTTPStatus = HTTPStatus.OK
    headers: Mapping[str, str]
    cookie: str = ""


def shown(html: str, style: str, status: HTTPStatus = HTTPStatus.OK) -> Reply:
    """A page. `style` is the hash of its style sheet: no other style and no script works on it."""
    policy = f"style-src '{style}'; form-action 'self'; {NOTHING_ELSE}"
    return _reply(html.encode(), status, {"Content-Type": HTML, "Content-Security-Policy": policy})


def sent_on(to: str, cookie: str = "") -> Reply:
    """To another page, as after every post that did something: loading it again posts nothing."""
    headers = {"Location": to, "Content-Type": HTML, "Content-Security-Policy": NOTHING_AT_ALL}
    return _reply(b"", HTTPStatus.SEE_OTHER, headers, cookie)


def download(name: str, kind: str, content: bytes) -> Reply:
    """A file for the disk: whatever it claims to be, no browser shows it from here."""
    headers = {
        "Content-Type": kind,
        "Content-Disposition": to_be_saved_as(name),
        "Content-Security-Policy": NOTHING_AT_ALL,
    }
    return _reply(content, HTTPStatus.OK, headers)


def to_be_saved_as(name: str) -> str:
    """What tells a browser to save a file under a name (RFC 6266)."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"


def cookie(value: str, *, of: str, path: str, seconds: int) -> str:
    """A session for the browser: no script sees it, no other site's page sends it, no plain HTTP bears it.

    `of` is the case that it is good for, if for one alone: each has a cookie of its own.
    """
    name = f"{SESSION}-{of}" if of else SESSION
    return f"{name}={value}; Path={path}; Max-Age={seconds}; HttpOnly; Secure; SameSite=Strict"


def _reply(body: bytes, status: HTTPStatus, headers: Mapping[str, str], cookie: str = "") -> Reply:
    return Reply(body=body, status=status, headers={**EVERY_REPLY, **headers}, cookie=cookie)
