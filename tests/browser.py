"""Somebody's browser in Lindhöj: follows links, keeps cookies for their paths, posts forms, shows text."""

from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from complaints.aws.function_url import request_from
from complaints.pages.exchange import Reply
from tests.letters.reading import shown
from tests.town import Posted, Town, link


@dataclass
class Browser:
    """`at`, if given, is what time it is; else that of the town."""

    town: Town
    url: str = ""
    reply: Reply | None = None
    cookies: dict[tuple[str, str], str] = field(default_factory=dict)  # by name and path

    def opens(self, where: Posted | str, at=None, method="GET"):
        """Follow a link, or the one in a letter."""
        return self._asks(method, where if isinstance(where, str) else link(where), at)

    def posts(self, to="", at=None, from_elsewhere=False, **form):
        """Send a form of the page, by default to its own address."""
        url = urljoin(self.url, to) if to else self.url.partition("?")[0]
        return self._asks("POST", url, at, form=form, from_elsewhere=from_elsewhere)

    @property
    def text(self) -> str:
        """What the page says, on one line."""
        return shown(self.reply.body.decode())

    @property
    def html(self) -> str:
        return self.reply.body.decode()

    @property
    def status(self) -> int:
        return self.reply.status.value

    def _asks(self, method, url, at, form=None, from_elsewhere=False):
        parts = urlsplit(url)
        now = at or self.town.now
        event = {
            "rawPath": parts.path,
            "rawQueryString": parts.query,
            "headers": {"sec-fetch-site": "cross-site" if from_elsewhere else "same-origin"},
            "cookies": [f"{n}={v}" for (n, path), v in self.cookies.items() if _below(parts.path, path)],
            "requestContext": {"http": {"method": method}, "timeEpoch": round(now.timestamp() * 1000)},
            "body": _encoded(form or {}),
        }
        self.url, self.reply = url, self.town.shows(request_from(event))
        self.town.settle()
        self._keep(self.reply.cookie)
        if self.reply.status is HTTPStatus.SEE_OTHER:
            return self._asks("GET", urljoin(url, self.reply.headers["Location"]), at)
        return self

    def _keep(self, header):
        for morsel in SimpleCookie(header).values():
            assert morsel["httponly"]
            assert morsel["secure"]
            assert morsel["samesite"] == "Strict"
            self.cookies[morsel.key, morsel["path"]] = morsel.value


def _encoded(form: dict[str, str]) -> str:
    """A form as browsers send it: each break of a line is a carriage return and a line feed."""
    return urlencode({name: value.replace("\n", "\r\n") for name, value in form.items()})


def _below(path: str, cookie_path: str) -> bool:
    """RFC 6265 5.1.4."""
    return path == cookie_path or path.startswith(cookie_path.rstrip("/") + "/")
