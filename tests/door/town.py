"""Lindhöj as in `tests.town`, lived by a started local run: mail by SMTP, pages by HTTP, its own clock.

The stories do not know the difference. What they look at in the store is read through the real adapter.
"""

import base64
import http.client
import json
import re
import smtplib
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes, policy
from email.utils import getaddresses, parseaddr
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any, ClassVar
from urllib.parse import quote, urlencode
from urllib.request import urlopen

from complaints.model import Verdict
from complaints.pages.exchange import SESSION, Reply
from complaints.workflow.ports import NotNowError
from lyhord.engine.aws import ORGANISATION
from lyhord.engine.pages import METHODS
from lyhord.engine.post import Outbox
from lyhord.engine.post import Posted as Accepted
from lyhord.engine.wire import on_the_wire
from tests.door.runs import Run, Runs
from tests.lindhoj import GUARDIAN, INTAKE, STOCKHOLM, TUESDAY
from tests.proof.shapes import bounced, written
from tests.proof.views import Objects, StoreView
from tests.town import KEYS, LINK, Posted, Town

SAYS = {Verdict.UNKNOWN: "PROCESSING_FAILED"}  # which is how SES says that it does not know
RECEIVED = re.compile(r"lyhord-receive-mail output:\n(\{.*\})\n")
# What the receiving server writes on top of a mail, down to its own signature.
OURS = re.compile(rb"\AReturn-Path:.*?\r\nX-SES-DKIM-SIGNATURE:[^\r\n]*\r\n(?: [^\r\n]*\r\n){2}", re.DOTALL)
LATE_AT_MOST = timedelta(seconds=50)  # of a story's minutes


class NotTellableError(AssertionError):
    """A story does what nobody can do to a local run from outside."""


class DoorTown(Town):
    """One municipality on a local run, which it has to itself."""

    runs: ClassVar[Runs]

    def __init__(self, organisation=None):
        super().__init__(organisation)
        self.run: Run = self.runs.take(self)
        self.system = self.run.system
        self.late = timedelta()  # by what the machine took its time to carry
        self.postman = Refusing(self.run)
        self.bell = Within("empties the queues")
        self.mailbox = SimpleNamespace(objects=Objects(self.system.bucket, self.system.client("s3")))
        db = self.system.client("dynamodb")
        self.store = StoreView(self.system.table, KEYS["PersonSecret"].encode, db)
        self._read = 0  # letters
        self._push()

    @property
    def house(self):
        """Nobody comes to the pages but by HTTP."""
        return Within("looks at a page from within")

    # --- what people do ------------------------------------------------------------------------------

    def delivers(self, raw, *, at=TUESDAY, sender=GUARDIAN, to=INTAKE, **verdicts):
        self._at(at)
        self._delivered += 1
        before, said = set(self.store.case_rows), self._log.stat().st_size
        with self._carried():
            self._hand_in(raw, parseaddr(sender)[1], to, verdicts)
        self._look()
        return Told(self, said, before)

    def _hand_in(self, raw, sender, to, verdicts):
        """At the SMTP door; by `lyhord send` what SMTP cannot say: other verdicts, and an unfinished line."""
        said = {name: SAYS.get(verdict, str(verdict)) for name, verdict in verdicts.items()}
        if set(said.values()) <= {"PASS"} and raw.endswith(b"\r\n"):
            self._by_smtp(raw, sender, to)
        else:
            given = {"raw": base64.b64encode(raw).decode(), "from": sender, "to": to}
            self.run.order("mail", **given, **said)

    def _by_smtp(self, raw, sender, to):
        with smtplib.SMTP("127.0.0.1", self.run.smtp_port, timeout=30) as server:
            foreign = [] if (sender + to).isascii() else ["SMTPUTF8"]
            server.sendmail(sender, [to], raw, mail_options=foreign)

    def is_told_of(self, *_key, **_envelope):
        raise NotTellableError("a second notice of a mail is the queue's to bring")

    def loses_notice_of(self, *_raw, **_at):
        raise NotTellableError("a notice is the topic's to lose")

    def quoted(self, letter):
        """Without the instants at which links end: these are some moments later than in memory."""
        return LINK.sub(r"\1", super().quoted(letter))

    def pushes(self, organisation):
        super().pushes(organisation)
        self._push()

    def _push(self):
        """What `lyhord org push` does with a file that it has compiled."""
        self.system.write(ORGANISATION, json.dumps(written(self.pushed)).encode())

    def shows(self, request):
        if request.trouble:
            raise NotTellableError("why a body is not read is found by the function itself")
        if request.method not in METHODS:
            raise NotTellableError("a method that is none does not get as far as the pages")
        self._at(request.now)
        segments = request.path if request.path[0] == "p" else ("p", *request.path)
        headers = {"Sec-Fetch-Site": "cross-site" if request.from_elsewhere else "same-origin"}
        if request.sessions:
            headers["Cookie"] = "; ".join(f"{SESSION}={value}" for value in request.sessions)
        connection = http.client.HTTPConnection("127.0.0.1", self.run.http_port, timeout=60)
        target = quote(f"/{'/'.join(segments)}") + (f"?{urlencode(request.query)}" if request.query else "")
        body = urlencode(request.form) if request.method == "POST" else None
        with self._carried():
            connection.request(request.method, target, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        connection.close()
        return Reply(
            body=content,
            status=HTTPStatus(answer.status),
            headers=answer.headers,
            cookie=answer.headers.get("Set-Cookie", ""),
        )

    def borrows(self, address):
        with urlopen(address, timeout=60) as answer:
            return answer.read(), answer.headers["Content-Disposition"]

    def bounces(self, name, address):
        row = next(row for ref, row in self.store.outbox.items() if ref.name == name)
        self._at(self.now)
        with self._carried():
            self.system.send("Deliveries", bounced(row.message_ids[1], address, self.now))
        self._look()

    # --- time ----------------------------------------------------------------------------------------

    def waits_until(self, until):
        self._at(self.now)
        with self._carried():
            self.run.tick((until + self.late).isoformat())
        self.now = until
        self._look()

    def _tick(self, now):
        """Time was not seen to pass until now."""
        self._at(now)
        self.waits_until(now)

    def settle(self):
        """What was to be carried has been."""
        self._look()

    def _at(self, now):
        self.now = now
        self.run.order("clock", now=now.isoformat())

    @contextmanager
    def _carried(self) -> Iterator[None]:
        """What is begun in it is carried to its end; what follows from it may be late by so much."""
        begun = time.monotonic()
        yield
        self.run.order("settle")
        self.late = min(self.late + timedelta(seconds=time.monotonic() - begun), LATE_AT_MOST)

    # --- what one sees -------------------------------------------------------------------------------

    def opening_mail(self, case):
        return OURS.sub(b"", super().opening_mail(case), count=1)

    def _look(self):
        """Fetch what left, as its receivers get it."""
        outbox = Outbox(self.run.state / "outbox", self.run.state / "letter-ids.json")
        for letter in outbox.letters():
            if letter.n > self._read:
                self._read = letter.n
                self.letters.append(_received(letter))

    @property
    def _log(self):
        return self.run.state / "emulator.log"

    def said_since(self, start: int) -> str:
        """The first verdict that the log tells of after that place in it."""
        with self._log.open("rb") as log:
            log.seek(start)
            found = RECEIVED.search(log.read().decode("utf-8", "replace"))
        return str(json.loads(found[1])["message"]) if found else ""


class Told:
    """What came of a mail, looked up when somebody asks."""

    def __init__(self, town: DoorTown, said: int, before: set[str]) -> None:
        self._town, self._said, self._before = town, said, before

    @property
    def verdict(self) -> str:
        return self._town.said_since(self._said)

    @property
    def case(self) -> Any:
        """The case that it opened, or None."""
        opened = [case for case in self._town.cases if case.id not in self._before]
        return opened[0] if opened else None


class Refusing:
    """The local SES, which refuses as many letters as one likes."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @property
    def trouble(self) -> deque[Exception]:
        return deque()

    @trouble.setter
    def trouble(self, problems: deque[Exception]) -> None:
        if not all(isinstance(problem, NotNowError) for problem in problems):
            raise NotTellableError("the local SES refuses letters for a while, never for good")
        self._run.order("ses", refuse=len(problems))


class Within:
    """What only somebody within could touch."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __getattr__(self, _name: str) -> Any:
        raise NotTellableError(f"the story {self._what}")


def _received(letter: Any) -> Posted:
    """A letter of the outbox as it is received, at its minute: moments are the machine's."""
    id_ = letter.message_id.strip("<>").partition("@")[0]
    raw = letter.path.read_bytes()
    at = letter.released_at
    wire = on_the_wire(Accepted(message_id=id_, to=(), sender="", tags={}, raw=raw, at=at))
    mail = message_from_bytes(wire, policy=policy.default)
    to = [str(value) for name in ("To", "Cc") for value in mail.get_all(name, [])]
    minute = at.astimezone(STOCKHOLM).replace(second=0, microsecond=0)
    return Posted(minute, wire, tuple(address for _, address in getaddresses(to)))
