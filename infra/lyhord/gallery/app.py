"""`/letters` of the local run: every letter and page, in both languages, as text and as it looks."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from lyhord.engine.mailbox.guard import LETTER_POLICY, LETTER_SANDBOX, Guard
from lyhord.gallery.pages import PAGES, page
from lyhord.gallery.scenes import LANGUAGES, LETTERS, write

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)


def gallery_routes() -> list[BaseRoute]:
    """`/letters` and all below it."""
    app = Starlette(
        middleware=[Middleware(Guard)],
        routes=[
            Route("/", _index),
            Route("/{language}/{name}", _letter),
            Route("/{language}/{name}/html", _markup),
            Route("/{language}/page/{name}", _page),
        ],
    )
    return [Route("/letters", _first), Mount("/letters", app=app)]


async def _first(request: Request) -> Response:
    return RedirectResponse("/letters/")


async def _index(request: Request) -> Response:
    return _shown("index", letters=LETTERS, pages=PAGES, languages=LANGUAGES)


async def _letter(request: Request) -> Response:
    language, name = _asked(request)
    if language not in LANGUAGES or name not in LETTERS:
        return _missing()
    return _shown(
        "letter", written=write(name, language), name=name, language=language, sandbox=LETTER_SANDBOX
    )


async def _markup(request: Request) -> Response:
    language, name = _asked(request)
    if language not in LANGUAGES or name not in LETTERS:
        return _missing()
    return HTMLResponse(write(name, language).html, headers={"Content-Security-Policy": LETTER_POLICY})


async def _page(request: Request) -> Response:
    language, name = _asked(request)
    if language not in LANGUAGES or name not in PAGES:
        return _missing()
    return HTMLResponse(page(name, language), headers={"Content-Security-Policy": LETTER_POLICY})


def _asked(request: Request) -> tuple[str, str]:
    return request.path_params["language"], request.path_params["name"]


def _shown(template: str, **facts: object) -> Response:
    html = _TEMPLATES.get_template(f"{template}.html.j2").render(**facts)
    return HTMLResponse(html)


def _missing() -> Response:
    return PlainTextResponse("There is no such letter: see /letters/\n", 404)
