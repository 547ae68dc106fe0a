"""The control interface of the local run, for `lyhord send`, `tick` and `settle`.

    POST /_engine/mail     {raw, at, from, to, dmarc, spam, virus}   raw in base64
    POST /_engine/tick     {now}
    POST /_engine/settle   {within}                                  seconds
    POST /_engine/now      {}                                        → {now}
    POST /_engine/clock    {now}                                     forwards or back; nothing is walked
    POST /_engine/ses      {refuse}                                  so many letters are throttled

An answer other than 200 is {"error": one line}.
"""

import base64
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import getaddresses
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lyhord.engine.arrival import ALL_PASS, STATUSES
from lyhord.engine.local import SETTLE_WITHIN, LocalEngine
from lyhord.engine.settle import NotSettledError

Order = Mapping[str, Any]


def control_routes(engine: LocalEngine, intake: str) -> list[Route]:
    """The routes; `intake` is the address that mail without one goes to."""

    async def mail(order: Order) -> None:
        raw = base64.b64decode(order["raw"])
        header = BytesHeaderParser(policy=compat32).parsebytes(raw[:100_000])
        at = _instant(order["at"]) if order.get("at") else None
        recipients = [order["to"]] if order.get("to") else _ours(engine, header) or [intake]
        sender = order["from"] if order.get("from") is not None else _first(header, "From")
        await engine.hand_in(raw, sender=sender, recipients=recipients, verdicts=_verdicts(order), at=at)

    async def tick(order: Order) -> None:
        await engine.tick(_instant(order["now"]))

    async def settle(order: Order) -> None:
        await engine.settle(float(order.get("within") or SETTLE_WITHIN))

    async def ses(order: Order) -> None:
        engine.post.refuse = int(order["refuse"])

    async def now(_order: Order) -> dict[str, Any]:
        return {"now": engine.now().isoformat()}

    async def clock(order: Order) -> None:
        engine.clock.set(_instant(order["now"]))

    orders = {"mail": mail, "tick": tick, "settle": settle, "ses": ses, "now": now, "clock": clock}
    return [Route(f"/_engine/{name}", _obey(order), methods=["POST"]) for name, order in orders.items()]


def _obey(
    order: Callable[[Order], Awaitable[dict[str, Any] | None]],
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            answer = await order(await request.json())
        except KeyError as missing:
            return JSONResponse({"error": f"{missing} is missing"}, 400)
        except ValueError as problem:
            return JSONResponse({"error": str(problem)}, 400)
        except NotSettledError as problem:
            return JSONResponse({"error": f"still under way: {problem}"}, 503)
        except RuntimeError as problem:
            return JSONResponse({"error": str(problem)}, 500)
        return JSONResponse(answer or {})

    return endpoint


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no time: write it as 2026-04-02T15:00+02:00") from None
    if instant.tzinfo is None:
        raise ValueError(f"{text!r} says no time zone: add +02:00, or Z for UTC")
    return instant


def _verdicts(order: Order) -> dict[str, str]:
    given = {name: str(order[name]).upper() for name in ("dmarc", "spam", "virus") if order.get(name)}
    for name, status in given.items():
        if status not in STATUSES:
            raise ValueError(f"{name} is {status}: choose one of {', '.join(STATUSES)}")
    return {**ALL_PASS, **given}


def _ours(engine: LocalEngine, header: Message) -> list[str]:
    fields = [str(value) for name in ("To", "Cc") for value in header.get_all(name, [])]
    return [address for _, address in getaddresses(fields) if engine.reception.is_ours(address)]


def _first(header: Message, name: str) -> str:
    found = [address for _, address in getaddresses([str(header[name] or "")]) if address.isprintable()]
    return found[0].replace(" ", "") if found else ""
