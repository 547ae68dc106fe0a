"""The wire between a function and AWS, on which everything is seen and anything can go wrong."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from botocore.awsrequest import AWSRequest, AWSResponse
from botocore.exceptions import ReadTimeoutError

from tests.proof import emulated
from tests.proof.refusals import conflict, knows_conflict, throttled
from tests.proof.ses import Ses
from tests.proof.threads import steps

SES = "sesv2"
Refuses = Callable[[str, str, AWSRequest], AWSResponse | None]


class Fault(StrEnum):
    """What can become of one AWS call."""

    DIES_BEFORE = "dies before"
    DIES_AFTER = "dies after effect"
    THROTTLED = "throttled"
    TIMED_OUT = "timeout after effect"
    CONFLICT = "conflict"


class Died(BaseException):
    """The process is gone. No `except Exception` hears of it, as none would."""


@dataclass
class Invocation:
    """What a run of a function asked of AWS. `plan` says which call, counted from 1, meets which fault."""

    function: str
    stack: str  # whose function, by its name
    plan: dict[int, Fault] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    met: set[int] = field(default_factory=set)
    dead: bool = False
    steps: int = 0  # calls one after another
    ids: dict[str, int] = field(default_factory=dict)

    def number_of(self, service: str, operation: str, request: AWSRequest) -> tuple[int, int]:
        """Which call a request belongs to, and which attempt at it this is."""
        id_ = str(request.headers["amz-sdk-invocation-id"])
        if id_ not in self.ids:
            self.calls.append(f"{service}.{operation} {gist(request)}".rstrip())
            self.ids[id_] = len(self.calls)
        found = re.search(rb"attempt=(\d+)", _octets(request.headers["amz-sdk-request"]))
        return self.ids[id_], int(found[1]) if found else 1

    def told(self) -> list[str]:
        """Each fault that was met, in words."""
        return [
            f"{self.function}, call {number} ({self.calls[number - 1]}): {self.plan[number]}"
            for number in sorted(self.met)
        ]

    def in_window(self) -> bool:
        """Whether SES took a letter, and then its answer or the mark that it was sent did not get through."""
        sent = [number for number, call in enumerate(self.calls, start=1) if call.startswith(SES)]
        lost = any(self.plan.get(number) in (Fault.DIES_AFTER, Fault.TIMED_OUT) for number in sent)
        noted = (
            number + 1 for number in sent if self.calls[number : number + 1] and _notes(self.calls[number])
        )
        return lost or any(number in self.met for number in noted)


class Network:
    """Every request of every function goes through `wire`. What the world itself asks for is not counted.

    `befalls` is asked at each call what is to befall it, `pause` lets others go first, `refuses` may answer
    instead of AWS.
    """

    def __init__(self) -> None:
        self.refuses: Refuses | None = None
        self.befalls: Callable[[Invocation], Fault | None] = lambda _run: None
        self.pause: Callable[[], None] = lambda: None
        self.post_offices: WeakValueDictionary[str, Ses] = WeakValueDictionary()  # by the names of stacks
        self._here = threading.local()
        emulated.connect(self.wire)

    @contextmanager
    def acting(self, run: Invocation) -> Iterator[None]:
        """What this thread asks for meanwhile, that run of a function asks for."""
        self._here.run, steps.made = run, 0
        try:
            yield
        finally:
            run.steps = steps.made
            del self._here.run

    def wire(self, service: str, operation: str, request: AWSRequest) -> AWSResponse:
        """Carry a request, or let it meet its fault."""
        run: Invocation | None = getattr(self._here, "run", None)
        if run is None:
            return self._deliver(service, request)
        if self.refuses and (refused := self.refuses(service, operation, request)):
            return refused
        self.pause()
        steps.made += 1
        if run.dead:
            raise Died
        number, attempt = run.number_of(service, operation, request)
        if attempt == 1 and (fault := self.befalls(run)):
            run.plan[number] = fault
        fault = run.plan.get(number)
        if fault and (attempt == 1 or fault is Fault.THROTTLED) and can_meet(run.calls[number - 1], fault):
            run.met.add(number)
            return self._fail(run, fault, service, operation, request)
        return self._deliver(service, request)

    def _fail(
        self, run: Invocation, fault: Fault, service: str, operation: str, request: AWSRequest
    ) -> AWSResponse:
        """What comes of a call that meets a fault; throttling meets each attempt at it."""
        if fault is Fault.THROTTLED:
            return throttled(service, request)
        if fault is Fault.CONFLICT:
            return conflict(service, operation, request)
        if fault is not Fault.DIES_BEFORE:
            self._deliver(service, request)
        if fault is Fault.TIMED_OUT:
            raise ReadTimeoutError(endpoint_url=request.url)
        run.dead = True
        raise Died

    def _deliver(self, service: str, request: AWSRequest) -> AWSResponse:
        run: Invocation | None = getattr(self._here, "run", None)
        if service == SES and run and (office := self.post_offices.get(run.stack)):
            return office.send_email(request)
        return emulated.deliver(service, request)


def _notes(call: str) -> bool:
    """Whether a call is the mark that a letter was sent; any other one between is no excuse."""
    return call.startswith("dynamodb.TransactWriteItems")


def can_meet(call: str, fault: Fault) -> bool:
    """Whether this fault can befall a call, told as in `Invocation.calls`."""
    service, _, operation = call.partition(" ")[0].partition(".")
    return fault is not Fault.CONFLICT or knows_conflict(service, operation)


def gist(request: AWSRequest) -> str:
    """What a request is about, without ids: two calls of the same gist are the same point."""
    body = emulated.body_of(request)
    if _octets(request.headers.get("content-type", b"")).startswith(b"application/x-amz-json"):
        return " ".join(_kinds(json.loads(body)))
    return "/".join(urlsplit(request.url).path.split("/")[2:3])


def _kinds(part: Any) -> Iterator[str]:
    """The kinds of the rows that a request names, and of what they say."""
    if isinstance(part, list):
        for inner in part:
            yield from _kinds(inner)
    elif isinstance(part, dict):
        if "pk" in part and "sk" in part:
            said = [part[name] for name in ("sk", "what", "template", "state") if name in part]
            yield "/".join(re.sub(r"#.*", "", next(iter(value.values()))) for value in (part["pk"], *said))
        for inner in part.values():
            yield from _kinds(inner)


def _octets(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value
