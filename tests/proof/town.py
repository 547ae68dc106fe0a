"""Lindhöj as in `tests.town`, but carried by the real handlers and adapters on the emulated AWS.

The stories do not know the difference: what they look at is shown in the form of `tests.memory`.
"""

import json
from base64 import b64decode
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from types import SimpleNamespace
from typing import ClassVar
from urllib.parse import urlsplit

from ministack.services import s3

from complaints.model import LetterState
from complaints.pages.exchange import Reply
from lyhord.engine.arrival import ALL_PASS, Arrival, notice
from lyhord.engine.aws import ORGANISATION
from tests.boundaries import not_at_random
from tests.lindhoj import GUARDIAN, INTAKE, TUESDAY
from tests.proof.crowd import Crowd
from tests.proof.network import Network
from tests.proof.processes import Process
from tests.proof.runtime import Runtime, one_batch
from tests.proof.ses import Ses
from tests.proof.shapes import asked, bounced, written
from tests.proof.stack import Stack, client
from tests.proof.views import Objects, StoreView, rows
from tests.town import KEYS, Posted, Town

CALM_WITHIN = timedelta(hours=6)
HELD_UP = timedelta(hours=1)
TICKS_AT_ONCE = 50  # at one instant; what is due for longer is stuck


class Roughly(datetime):
    """An instant after a fault: what comes later by as much as faults hold things up is as good."""

    __hash__ = datetime.__hash__

    @classmethod
    def of(cls, instant):
        return cls.fromtimestamp(instant.timestamp(), instant.tzinfo)

    def __eq__(self, other):
        return abs(self - other) <= HELD_UP


not_at_random()


class NotCalmError(AssertionError):
    """Something goes on failing."""


class HandlerTown(Town):
    """One municipality on a stack of its own."""

    network: Network  # this process's one wire
    carry = staticmethod(one_batch)
    has_run = True  # the schedule, before anybody writes: so it knows the next meeting
    deferred = None  # or what is to be done beside the messages that wait
    lived: ClassVar[list["HandlerTown"]] = []

    def __init__(self, organisation=None):
        super().__init__(organisation)
        self.stack = Stack({name: {"1": key} for name, key in KEYS.items()})
        self.runtime = Runtime(self.network, self.stack, self.now)
        self.runtime.carry = self.carry
        self.delay = timedelta()  # by which faults have held up what is done
        self._looked = Counter()
        self.postman = Ses(self._posted)
        self.network.post_offices[self.stack.name] = self.postman
        self.mailbox = SimpleNamespace(objects=Objects(self.stack.resources["Mails"]))
        self.store = StoreView(self.stack.resources["Table"], KEYS["PersonSecret"].encode)
        self._push()
        self.lived.append(self)
        if self.has_run:
            self.runtime.tick()

    # --- what people do ------------------------------------------------------------------------------

    def loses_notice_of(self, raw, *, at=TUESDAY):
        self._put(raw, at)

    def _put(self, raw, at):
        self._comes(at)  # or the object would be as old as what happened before
        return super()._put(raw, at)

    def quoted(self, letter):
        """Not a word of it: faults decide which of two letters came last, and until when its links hold."""
        return "> Hej!"

    def tells_of(self, key, *, at=TUESDAY, sender=GUARDIAN, to=INTAKE, **verdicts):
        """SES tells of a mail; nobody has taken the notice yet."""
        arrival = Arrival(
            raw=self.mailbox.objects.get(key, b""),
            sender=sender,
            recipients=(to,),
            at=at.astimezone(UTC) + self.delay,
            verdicts={**ALL_PASS, **{name: str(verdict) for name, verdict in verdicts.items()}},
            id=key.rpartition("/")[2],
        )
        self.runtime.send("Arrivals", notice(arrival, bucket=self.stack.resources["Mails"], topic="notices"))

    def sends_mail_number(self, number):
        """The next mail has the ids of that number, whatever came before it."""
        self._delivered = number

    def is_told_of(self, key, *, at=TUESDAY, sender=GUARDIAN, to=INTAKE, **verdicts):
        self._comes(at)
        self.tells_of(key, at=at, sender=sender, to=to, **verdicts)
        said, before = len(self.runtime.said), set(self.store.case_rows)
        hurt = len(self.runtime.invocations)
        self.settle()
        opened = [case for id_, case in self.store.case_rows.items() if id_ not in before]
        said = self.runtime.said[said:]
        verdict = said[0] if said else ""
        if any(
            run.met for run in self.runtime.invocations[hurt:]
        ):  # then what was said first may be a failure
            verdict = self._noted_of(key) or verdict
        return SimpleNamespace(verdict=verdict, case=next(iter(opened), None))

    def _noted_of(self, key):
        """The verdict in the mark of a mail that was dealt with."""
        name = key.rpartition("/")[2]
        kept = (kept.split("/") for kept in self.mailbox.objects if kept.startswith("mails/"))
        identity = next((identity for _, identity, of in kept if of == name), "")
        marks = rows(self.stack.resources["Table"])
        return next((row["verdict"] for row in marks if row["pk"] == f"MAIL#{identity}"), "")

    def shows(self, request):
        self._comes(request.now)
        found = self.runtime.show(asked(replace(request, now=self.runtime.now)))
        self._recover()
        return Reply(
            body=b64decode(found["body"]),
            status=HTTPStatus(found["statusCode"]),
            headers=found["headers"],
            cookie="".join(found["cookies"]),
        )

    def borrows(self, address):
        key = urlsplit(address).path.partition(f"{self.stack.resources['Mails']}/")[2]
        return self.mailbox.objects[key], self.mailbox.objects.disposition(key)

    @contextmanager
    def at_once(self, seed):
        """What is done meanwhile happens at its end, all at once."""
        self.deferred = []
        yield
        crowd, self.deferred = Crowd(self.network, seed, self.deferred), None
        self.runtime.carry = crowd.carry
        self.settle()
        self.runtime.carry = self.carry

    def ticks(self):
        """The schedule calls, now."""
        tick = partial(self.runtime.call_tick, Process(self.stack.scheduled()))
        if self.deferred is None:
            tick()
        else:
            self.deferred.append(tick)

    def bounces(self, name, address):
        row = next(row for ref, row in self.store.outbox.items() if ref.name == name)
        self.runtime.send("Deliveries", bounced(row.message_ids[1], address, self.now))
        self.settle()

    def pushes(self, organisation):
        super().pushes(organisation)
        self._push()

    def _push(self):
        compiled = json.dumps(written(self.pushed))
        client("s3").put_object(Bucket=self.stack.resources["Mails"], Key=ORGANISATION, Body=compiled)

    def _posted(self, raw, recipients):
        hurt = self.delay or self.runtime.now != self.now
        self.letters.append(Posted(Roughly.of(self.now) if hurt else self.now, raw, recipients))

    # --- time ----------------------------------------------------------------------------------------

    def _at(self, now):
        self.now, self.runtime.now = now, now + self.delay
        s3.now_iso = lambda: f"{self.runtime.now.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}"

    def _comes(self, now):
        """Something happens. On AWS the schedule has ticked meanwhile, though the story does not say so.

        Without this, what a story jumps over would come due only in the lives that a fault makes wait.
        """
        while now > self.now and self.deferred is None and (due := self._next_due(now)) is not None:
            self._tick(due)
        self._at(now)

    def _tick(self, now):
        self._at(now)
        self.runtime.tick()
        self._recover()

    def settle(self):
        if self.deferred is not None:
            return
        self.runtime.settle()
        self._recover()

    def _recover(self):
        """After a fault, time passes until nothing is on its way any more; then the story goes on.

        From then on all that is done is done so much later, as if the story had paused for that long. The
        story itself sees its own time.
        """
        until = self.runtime.now + CALM_WITHIN
        if self.runtime.was_hurt():
            self.runtime.passes()
            while self._restless():
                if self.runtime.now > until:
                    raise NotCalmError(f"{self.runtime.messages} {self.runtime.said[-5:]}")
                self.runtime.passes()
        self.delay = max(self.delay, self.runtime.now - self.now)
        self._at(self.now)

    def _next_due(self, until):
        due = min(self.store.due(until + self.delay, 1), key=lambda due: due.since, default=None)
        if due is None:
            return None
        instant = max(due.since - self.delay, self.now)
        self._looked[instant] += 1
        if self._looked[instant] > TICKS_AT_ONCE:
            raise NotCalmError(f"due and never done: {due} {self.runtime.said[-5:]}")
        return instant

    def _restless(self):
        """Whether anything is to be tried again: a message, a letter, a mail, or what a lost tick missed."""
        letters = self.store.outbox.values()
        return (
            self.runtime.messages
            or any(row.state is LetterState.CLAIMED for row in letters)
            or any(row.state is LetterState.WAITING and row.letter.attempts for row in letters)
            or any(key.startswith("incoming/") for key in self.mailbox.objects)
            or any(self.store.due(self.runtime.now, 1))
        )
