"""The local run, from `make run` to Ctrl-C: what is started in which order, and what is kept at the end."""

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.routing import BaseRoute, Mount

from complaints.organisation import Organisation
from lyhord import LyhordError, say
from lyhord.engine.aws import ORGANISATION, System, resources
from lyhord.engine.bounce import bounce_event, bouncing
from lyhord.engine.clock import Clock
from lyhord.engine.content import Content
from lyhord.engine.control import control_routes
from lyhord.engine.door import Reception, open_door
from lyhord.engine.emulator import ACCOUNT, Emulator
from lyhord.engine.http import application, listen
from lyhord.engine.leftovers import end_leftovers
from lyhord.engine.local import LocalEngine
from lyhord.engine.local_ses import ses_routes
from lyhord.engine.mailbox import mailbox_app
from lyhord.engine.pages import page_routes
from lyhord.engine.post import Outbox, Post, Posted, Spool
from lyhord.engine.replay import receive_again, wake_letters
from lyhord.engine.restore import put_back, restore_rows, set_aside
from lyhord.engine.settings import HOST, Settings
from lyhord.engine.settle import NotSettledError
from lyhord.engine.stack import deploy
from lyhord.engine.state import StateFolder
from lyhord.engine.wire import relay
from lyhord.gallery.app import gallery_routes

SETTLE_AT_END = 15.0  # seconds; what is still under way then is taken up at the next start
# Each function at work is a process of its own here, and the machine may be small.
LIMITS = {"MailConcurrency": "3", "LetterConcurrency": "2", "DueConcurrency": "2", "PageConcurrency": "2"}


async def run(settings: Settings, prepare: Callable[[], Content]) -> None:
    """Run until SIGINT or SIGTERM. Raises LyhordError when it cannot start."""
    state = StateFolder(settings.state)
    end_leftovers(state.table)
    _ask_for_ports(settings)
    content = prepare()
    stop = _stop_signal()
    set_aside(state.objects)
    emulator = Emulator(settings, state)
    emulator.start()  # not in a thread: the child is to die with this process, and would die with the thread
    try:
        system = await asyncio.to_thread(_deployed, emulator, settings, state, content)
        await emulator.load_objects(system.bucket)
        await emulator.snapshot()
        await _serve(settings, state, content, emulator, system, stop)
    finally:
        emulator.stop()


def _deployed(emulator: Emulator, settings: Settings, state: StateFolder, content: Content) -> System:
    deploy(
        emulator.client,
        content.template,
        {
            "Domain": content.organisation.domain,
            "PagesUrl": settings.pages_url,
            "Receiving": "Local",
            "TickState": "DISABLED",
            **LIMITS,
        },
    )
    system = System(emulator.client, resources(emulator.client("cloudformation")))
    for secret in ("SigningSecret", "PersonSecret"):
        emulator.client("secretsmanager").put_secret_value(
            SecretId=system.resources[secret], SecretString=state.secret(secret)
        )
    put_back(state.objects, system.bucket)
    restore_rows(emulator.client("dynamodb"), state, system.table)
    return system


async def _serve(
    settings: Settings,
    state: StateFolder,
    content: Content,
    emulator: Emulator,
    system: System,
    stop: asyncio.Event,
) -> None:
    engine = _engine(settings, state, content.organisation, emulator, system)
    closed = asyncio.Event()
    server = await listen(
        application(_routes(engine, content.organisation, emulator)), settings.http_port, closed
    )
    table = state.table.read_text(encoding="utf-8")  # as restored: the emulator wrote it anew
    engine.post.take_up(lambda message_id: message_id in table)
    tasks = [asyncio.create_task(engine.post.run())]
    await asyncio.to_thread(_take_up, engine, content.compiled)
    if not settings.clock_stands:
        tasks.append(asyncio.create_task(engine.walk.keep_ticking()))
    door = await open_door(engine.reception, engine.now, settings.smtp_port)
    print(f"lyhord is ready: {_where(settings, engine, content.organisation)}", flush=True)
    tasks.append(asyncio.create_task(_watch(emulator, stop)))
    await stop.wait()
    engine.reception.open = False
    door.close()
    await _finish(engine, emulator)
    for task in tasks:
        task.cancel()
    asyncio.get_running_loop().set_exception_handler(_all_but_cancelled)
    closed.set()
    await server


def _engine(
    settings: Settings, state: StateFolder, organisation: Organisation, emulator: Emulator, system: System
) -> LocalEngine:
    outbox = Outbox(state.outbox, state.letter_ids)
    reception = Reception(
        system.client,
        bucket=system.bucket,
        topic=system.resources["Notices"],
        folder=state.objects / ACCOUNT / system.bucket,
        domain=organisation.domain,
    )
    return LocalEngine(
        clock=Clock(state.clock, stands=settings.clock_stands),
        system=system,
        reception=reception,
        outbox=outbox,
        post=Post(
            Spool(state.spool),
            outbox,
            snapshot=emulator.snapshot,
            after=_after_release(settings, emulator),
        ),
        smtp_port=settings.smtp_port,
        queues=emulator.under_way,
    )


def _routes(engine: LocalEngine, organisation: Organisation, emulator: Emulator) -> list[BaseRoute]:
    return [
        *ses_routes(engine.post, run_key=emulator.run_key, now=engine.now),
        *page_routes(engine.system, now=engine.now),
        *control_routes(engine, organisation.intake_address),
        *gallery_routes(),
        Mount("/", app=mailbox_app(engine)),
    ]


def _after_release(settings: Settings, emulator: Emulator) -> Callable[[Posted], Awaitable[None]]:
    async def after(posted: Posted) -> None:
        if settings.relay:
            try:
                await asyncio.to_thread(relay, posted, *settings.relay)
            except OSError as failure:  # of smtplib too; the letter itself is in the outbox
                say(f"a letter did not reach LYHORD_RELAY: {type(failure).__name__}")
        if gone := bouncing(posted):
            await emulator.put_event(bounce_event(posted, gone), posted.at)

    return after


def _take_up(engine: LocalEngine, compiled: bytes) -> None:
    """Go on with what the last run left."""
    if not engine.system.objects(ORGANISATION):
        engine.system.write(ORGANISATION, compiled)
    if again := receive_again(engine.system, engine.now()):
        say(f"{again} mails are received again")
    wake_letters(engine.system, engine.now())


async def _finish(engine: LocalEngine, emulator: Emulator) -> None:
    if not emulator.running:
        raise LyhordError("the emulator of AWS ended; start again, nothing that was accepted is lost.")
    try:
        await engine.settle(SETTLE_AT_END)
    except NotSettledError as problem:
        say(f"still under way, and taken up at the next start: {problem}")
    await emulator.snapshot()


async def _watch(emulator: Emulator, stop: asyncio.Event) -> None:
    while emulator.running:
        await asyncio.sleep(0.5)
    stop.set()


def _all_but_cancelled(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Hypercorn cancels connections that are open at the end, and asyncio would report each as a failure."""
    if not isinstance(context.get("exception"), asyncio.CancelledError):
        loop.default_exception_handler(context)


def _ask_for_ports(settings: Settings) -> None:
    wanted = {
        "LYHORD_SMTP_PORT": settings.smtp_port,
        "LYHORD_HTTP_PORT": settings.http_port,
        "LYHORD_AWS_PORT": settings.aws_port,
    }
    for name, port in wanted.items():
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                raise LyhordError(
                    f"Port {port} is taken by another program: stop that, or set {name} to a free port."
                ) from None


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def _where(settings: Settings, engine: LocalEngine, organisation: Organisation) -> str:
    return (
        f"mail {organisation.intake_address} at {HOST}:{settings.smtp_port},"
        f" read every letter at {settings.engine_url}/ (the clock says {engine.now():%Y-%m-%d %H:%M} UTC)"
    )
