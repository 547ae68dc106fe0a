"""The mailbox page's addresses. A GET changes nothing, and each POST ends in a page to look at."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from lyhord.engine.mailbox import compose, post
from lyhord.engine.mailbox.archive import Archive
from lyhord.engine.mailbox.guard import FILE_POLICY, LETTER_POLICY, Guard
from lyhord.engine.mailbox.pages import Pages, View, Wishes, holding
from lyhord.engine.mailbox.words import Words
from lyhord.engine.settle import NotSettledError
from lyhord.engine.view import Engine

_STATIC = Path(__file__).parent / "static"


def mailbox_app(engine: Engine) -> Starlette:
    """The page at `/` and all below it, for one engine."""
    doors = _Doors(engine)
    return Starlette(
        middleware=[Middleware(Guard)],
        routes=[
            Route("/", doors.show),
            Route("/new", doors.show),
            Route("/state", doors.state),
            Route("/conversations/{id}", doors.show),
            Route("/mail/{id}/html", doors.markup),
            Route("/mail/{id}/raw", doors.raw),
            Route("/mail/{id}/attachments/{index:int}", doors.attachment),
            Route("/complaint", doors.complain, methods=["POST"]),
            Route("/mail/{id}/reply", doors.reply, methods=["POST"]),
            Route("/time", doors.jump, methods=["POST"]),
            Mount("/mailbox", StaticFiles(directory=_STATIC)),
        ],
    )


class _Doors:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._archive = Archive(engine)
        self._pages = Pages(engine, self._archive)

    async def show(self, request: Request) -> Response:
        view = View(selected=request.path_params.get("id", ""), composing=request.url.path == "/new")
        return await self._page(request.query_params, view)

    async def state(self, request: Request) -> Response:
        words = Words(Wishes.of(request.query_params).language)
        return JSONResponse({"state": await self._pages.state(), "clock": words.when(self._engine.now())})

    async def markup(self, request: Request) -> Response:
        found = await self._archive.find(request.path_params["id"])
        if found is None or not found[0].post.html:
            return await self._missing(request)
        # Our doctype and base come first; the parser then drops the letter's own doctype and keeps its head.
        html = '<!doctype html><base target="_blank">' + found[0].post.html
        return HTMLResponse(html, headers={"Content-Security-Policy": LETTER_POLICY})

    async def raw(self, request: Request) -> Response:
        found = await self._archive.find(request.path_params["id"])
        return await self._missing(request) if found is None else _download(found[1], f"{found[0].id}.eml")

    async def attachment(self, request: Request) -> Response:
        found, index = await self._archive.find(request.path_params["id"]), request.path_params["index"]
        content = None if found is None else post.content(found[1], index)
        if found is None or content is None:
            return await self._missing(request)
        return _download(content, found[0].post.attachments[index].name)

    async def complain(self, request: Request) -> Response:
        form = await _form(request)
        to = self._pages.complaints_to
        return await self._hand_in(form, View(composing=True), lambda now: compose.complaint(form, to, now))

    async def reply(self, request: Request) -> Response:
        form = await _form(request)
        found = await self._archive.find(request.path_params["id"])
        if found is None or not found[0].outgoing:
            return await self._missing(request)
        item = found[0]
        view = View(selected=form.get("conversation", item.id), opened=item.id)
        return await self._hand_in(form, view, lambda now: compose.reply(item, form, now))

    async def jump(self, request: Request) -> Response:
        form = await _form(request)
        selected = form.get("conversation", "")
        try:
            await self._engine.tick(datetime.fromisoformat(form.get("until", "")))
        except (TypeError, ValueError):  # no instant, one without a zone, or one that lies behind us
            return await self._page(form, View(selected=selected, problem="wrong_time", status=400))
        except NotSettledError:
            return await self._page(form, View(selected=selected, problem="wrong_busy", status=503))
        return await self._go(form, selected, "jumped")

    async def _hand_in(
        self, form: dict[str, str], view: View, write: Callable[[datetime], compose.Outgoing]
    ) -> Response:
        try:
            mail = write(self._engine.now())
            await self._engine.hand_in(mail.raw, sender=mail.sender, recipients=mail.recipients)
        except compose.UnusableFieldError as error:
            problem = replace(view, problem=f"wrong_{error.field}", where=error.field, form=form, status=400)
            return await self._page(form, problem)
        except ValueError as error:
            problem = replace(view, problem="wrong_door", why=str(error), form=form, status=400)
            return await self._page(form, problem)
        return await self._go(form, view.selected, "handed_in")

    async def _go(self, form: dict[str, str], selected: str, note: str) -> Response:
        """Back to where the visitor was, at the newest there."""
        shown = holding(await self._archive.conversations([]), selected)
        path = f"/conversations/{shown.id}" if shown else "/"
        anchor = f"#{shown.newest.id}" if shown else ""
        return RedirectResponse(Wishes.of(form).url(path, note=note) + anchor, 303)

    async def _page(self, wishes: Mapping[str, str], view: View) -> Response:
        return await self._pages.page(Wishes.of(wishes), view)

    async def _missing(self, request: Request) -> Response:
        return await self._page(request.query_params, View(status=404))


async def _form(request: Request) -> dict[str, str]:
    body = (await request.body()).decode("utf-8", "replace")
    return dict(parse_qsl(body, keep_blank_values=True))


def _download(content: bytes, name: str) -> Response:
    """Bytes for the disk only: whatever a file claims to be, no browser shows it from here."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": FILE_POLICY,
    }
    return Response(content, media_type="application/octet-stream", headers=headers)
