"""Runs the functions as Lambda, SQS and the schedule would, at the town's own time.

A function's process lives until something kills it; the next message then finds a new one. Messages that fail
come again after their queue's visibility timeout, and after their last try lie in the queue of what failed.
"""

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import wiring
from tests.proof.emulated import drained, put
from tests.proof.network import Died, Invocation, Network
from tests.proof.processes import Process
from tests.proof.stack import Function, Stack, client

TICK_EVERY = timedelta(minutes=5)


@dataclass(kw_only=True)
class Message:
    """A message of a queue, which nobody sees before `visible_at`; `tries` have failed."""

    id: int
    queue: str
    body: str
    sent_at: datetime
    visible_at: datetime
    tries: int = 0


Carrier = Callable[["Runtime", list[Message]], list[tuple[Message, bool]]]


def one_batch(runtime: "Runtime", ready: list[Message]) -> list[tuple[Message, bool]]:
    """The longest waiting messages of one queue, as many as its function takes; and which were dealt with."""
    queue = ready[0].queue
    batch = [message for message in ready if message.queue == queue][: runtime.stack.fed_by(queue).batch]
    failed = runtime.deliver(batch)
    return [(message, message.id not in failed) for message in batch]


class Runtime:
    """The functions of one stack. `now` is the town's time."""

    def __init__(self, network: Network, stack: Stack, now: datetime) -> None:
        self.stack, self.now = stack, now
        self.messages: list[Message] = []
        self.invocations: list[Invocation] = []
        self.said: list[str] = []
        self.paused: set[str] = set()  # queues that nobody takes from
        self.carry: Carrier = one_batch
        self._network = network
        self._processes: dict[str, Process] = {}
        self._sent = self._judged = 0
        self._listener = _Listener(self.said)

    def invoke(self, function: Function, event: Mapping[str, Any], process: Process | None = None) -> Any:
        """Run a function once, in its process or the one given.

        Raises Died when the process was killed, or what the handler raised.
        """
        run = Invocation(function=function.name, stack=self.stack.name)
        self.invocations.append(run)
        wiring.logger.handlers[:] = [self._listener]
        try:
            with self._network.acting(run):
                return (process or self._process(function)).handle(event)
        except Died:
            self._processes.pop(function.name, None)
            raise

    def kill(self, name: str) -> None:
        """End the process of a function: the next message finds a new one."""
        self._processes.pop(name, None)

    def _process(self, function: Function) -> Process:
        if function.name not in self._processes:
            self._processes[function.name] = Process(function)
        return self._processes[function.name]

    # --- SQS -----------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Carry messages to their functions until none is left that is visible now."""
        while ready := self._ready():
            for message, done in self.carry(self, ready):
                if done:
                    self.messages.remove(message)
                else:
                    self._give_up(message)

    def send(self, queue: str, body: Mapping[str, Any]) -> None:
        """Put a message on a queue, as SNS or EventBridge would."""
        client("sqs").send_message(QueueUrl=self.stack.resources[queue], MessageBody=json.dumps(body))

    def deliver(self, batch: list[Message], process: Process | None = None) -> set[int]:
        """Give a queue's messages to its function, and say which of them failed, by id."""
        function = self.stack.fed_by(batch[0].queue)
        try:
            answer = self.invoke(function, {"Records": list(map(self._record, batch))}, process)
        except (Died, Exception) as failure:
            self.said.append(f"{type(failure).__name__}: {failure}")
            return {message.id for message in batch}
        return {int(item["itemIdentifier"]) for item in answer["batchItemFailures"]}

    def _ready(self) -> list[Message]:
        """What is visible now. When a message is seen is a matter of the town's time."""
        for queue in self.stack.sources:
            for body in drained(self.stack.resources[queue]) if queue not in self.paused else ():
                self._sent += 1
                self.messages.append(
                    Message(id=self._sent, queue=queue, body=body, sent_at=self.now, visible_at=self.now)
                )
        return [message for message in self.messages if message.visible_at <= self.now]

    def _give_up(self, message: Message) -> None:
        """What failed is not seen for a while; after its last try it goes where a human looks."""
        seconds, most, failed = self.stack.patience(message.queue)
        message.tries += 1
        message.visible_at = self.now + timedelta(seconds=seconds)
        if message.tries == most:
            self.messages.remove(message)
            waited = (self.now - message.sent_at).total_seconds()
            put(self.stack.resources[failed], message.body, waited)

    def _record(self, message: Message) -> dict[str, Any]:
        """As Lambda gives it. How long it waited is told by the town's time."""
        sent = time.time() - max((self.now - message.sent_at).total_seconds(), 0)
        return {
            "messageId": str(message.id),
            "receiptHandle": str(message.id),
            "body": message.body,
            "attributes": {
                "SentTimestamp": str(int(sent * 1000)),
                "ApproximateReceiveCount": str(message.tries + 1),
            },
            "messageAttributes": {},
            "eventSource": "aws:sqs",
            "eventSourceARN": f"arn:aws:sqs:eu-north-1:000000000000:{message.queue}",
            "awsRegion": "eu-north-1",
        }

    # --- time ----------------------------------------------------------------------------------------

    def was_hurt(self) -> bool:
        """Whether a fault was met since this was last asked, or something failed as in a crowd it may."""
        recent, self._judged = self.invocations[self._judged :], len(self.invocations)
        return any(run.met for run in recent) or (self.carry is not one_batch and bool(self.messages))

    def passes(self) -> None:
        """Time goes on to what comes next: a message that is seen again, or the schedule's tick."""
        ticks = self.now + TICK_EVERY
        self.now = min([ticks, *(message.visible_at for message in self.messages)])
        if self.now == ticks:
            self.tick()
        else:
            self.settle()

    # --- the schedule and the pages ------------------------------------------------------------------

    def tick(self) -> None:
        """The schedule's call, and what comes of it."""
        self.call_tick()
        self.settle()

    def call_tick(self, process: Process | None = None) -> None:
        """The schedule's call, now; one that fails is left to the next."""
        time_ = self.now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        try:
            self.invoke(self.stack.scheduled(), {"time": time_}, process)
        except (Died, Exception) as failure:
            self.said.append(f"{type(failure).__name__}: {failure}")

    def show(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """Somebody asks for a page, and once more when they are told that something went wrong."""
        try:
            page: dict[str, Any] = self.invoke(self.stack.pages(), event)
        except (Died, Exception):
            page = self.invoke(self.stack.pages(), event)
        return page


class _Listener(logging.Handler):
    """Hears what the functions say, word for word."""

    def __init__(self, said: list[str]) -> None:
        super().__init__()
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record.getMessage())
