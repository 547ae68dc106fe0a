"""Lindhöj with Lyhörd in it, everything outside held in memory: raw mail in, whole letters out.

The town plays the parts of AWS: it hands mails in, carries wake-ups, and lets the clock tick at every due
instant, as the real schedule does every five minutes.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from functools import partial
from http import HTTPStatus
from urllib.parse import urlsplit

from complaints.aws.mailbox import INCOMING
from complaints.letters import Letters
from complaints.mail import envelope_from_headers
from complaints.model import Envelope, LetterRef, Verdict
from complaints.pages.exchange import Request
from complaints.pages.house import House
from complaints.pages.site import reply
from complaints.process.outgoing.leaving import REGRET
from complaints.scenes import Scenes
from complaints.signature import Signer
from complaints.workflow.clock import Clock
from complaints.workflow.dispatch import Dispatch
from complaints.workflow.follow_up import FollowUp
from complaints.workflow.preparing import Preparing
from complaints.workflow.reception import Reception
from complaints.workflow.returns import Returns
from tests.lindhoj import GUARDIAN, INTAKE, TUESDAY, between_meetings
from tests.memory import MEETING, MemoryBell, MemoryMailbox, MemoryPostman, MemoryStore

WRITER = Letters()  # reads each template once, as a warm function does
PAGES = "https://sidor.lindhoj.example"
PAGE = re.compile(rf"(?:{re.escape(PAGES)}|http://127\.0\.0\.1:\d+/p)/\S+")  # ours, or a local run's
KEYS = {"SigningSecret": "a signing key of the tests", "PersonSecret": "a person key of the tests"}
LINK = re.compile(r"(?<=/)([a-z2-7]{16})[a-z0-9]{25}\b")  # what a page's address says, and when that ends


@dataclass(frozen=True)
class Posted:
    """A letter that left, and when."""

    at: datetime
    raw: bytes
    recipients: tuple[str, ...]

    @property
    def mail(self) -> EmailMessage:
        """Parsed as a mail program would."""
        return message_from_bytes(self.raw, policy=default)

    @property
    def subject(self) -> str:
        return str(self.mail["Subject"])

    @property
    def text(self) -> str:
        return self.mail.get_body(("plain",)).get_content()

    @property
    def html(self) -> str:
        return self.mail.get_body(("html",)).get_content()

    @property
    def reply_to(self) -> str:
        return self.mail["Reply-To"].addresses[0].addr_spec


def link(letter):
    """The link to a page of ours that a letter carries."""
    return PAGE.search(letter.text)[0]


class Town:
    """One municipality and its mail, its leaders not meeting unless the organisation that is given says so.

    `now` is the instant of the last thing that happened.
    """

    def __init__(self, organisation=None):
        self.pushed, self._pushes = organisation or between_meetings(), 0
        self.signer = Signer({"1": KEYS["SigningSecret"].encode()})
        self.store, self.mailbox = MemoryStore(), MemoryMailbox()
        self.bell, self.postman = MemoryBell(), MemoryPostman()
        self.now = TUESDAY
        self.letters: list[Posted] = []
        self._delivered = 0

    @property
    def organisation(self):
        """As pushed, and since amended by mail."""
        return self.pushed.amended(self.store.amendments())

    @property
    def house(self):
        """The pages, as a browser finds them."""
        return House(
            organisation=self.organisation,
            signer=self.signer,
            store=self.store,
            mailbox=self.mailbox,
            bell=self.bell,
            letters=Letters(),
        )

    def pushes(self, organisation):
        """The municipality changes its file."""
        self.pushed, self._pushes = organisation, self._pushes + 1

    # --- what people do ------------------------------------------------------------------------------

    def writes(self, text, *, at=TUESDAY, sender=GUARDIAN, to=INTAKE, **headers):
        """Somebody writes a plain mail; returns the decision. `headers` by name, `In_Reply_To` and all."""
        mail = EmailMessage(policy=SMTP.clone(max_line_length=998))
        mail["From"], mail["To"] = sender, to
        mail["Message-ID"] = headers.pop("Message_ID", f"<{self._delivered}.{at:%m%d%H%M}@hem.example>")
        mail["Subject"] = headers.pop("Subject", "Hej")
        for name, value in headers.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(text)
        return self.delivers(mail.as_bytes(), at=at, sender=sender, to=to)

    def replies(self, letter, text, *, sender, at, dmarc=Verdict.PASS, quote=True, **headers):
        """Somebody answers a letter as a mail program does: to Reply-To, threaded, the letter quoted."""
        mail = letter.mail
        intro = f"Den tis 10 mars 2026 kl 10:00 skrev Lindhöj kommun <{INTAKE}>:"
        body = f"{text}\n\n{intro}\n{self.quoted(letter)}\n" if quote else text
        reply = EmailMessage(policy=SMTP.clone(max_line_length=998))
        reply["From"], reply["To"] = sender, letter.reply_to
        reply["Subject"] = headers.pop("Subject", f"Re: {letter.subject}")
        reply["Message-ID"] = f"<{self._delivered}.{at:%m%d%H%M}.re@svar.example>"
        reply["In-Reply-To"] = str(mail["Message-ID"])
        reply["References"] = f"{mail['References']} {mail['Message-ID']}"
        for name, value in headers.items():
            reply[name.replace("_", "-")] = value
        reply.set_content(body)
        return self.delivers(reply.as_bytes(), at=at, sender=sender, to=letter.reply_to, dmarc=dmarc)

    def quoted(self, letter):
        """A letter as a mail program quotes it."""
        return "\n".join(f"> {line}" for line in letter.text.splitlines())

    def delivers(self, raw, *, at=TUESDAY, sender=GUARDIAN, to=INTAKE, **verdicts):
        """The receiving server hands a raw mail in; `verdicts` are PASS unless said otherwise."""
        return self.is_told_of(self._put(raw, at), at=at, sender=sender, to=to, **verdicts)

    def loses_notice_of(self, raw, *, at=TUESDAY):
        """A mail lies in the bucket, with SES's own lines on top, and nobody hears of it."""
        self.mailbox.lying[self._put(raw, at)] = at

    def _put(self, raw, at):
        self.now, self._delivered = at, self._delivered + 1
        key = f"{INCOMING}{self._delivered:04d}"
        self.mailbox.objects[key] = raw
        return key

    def is_told_of(self, key, *, at=TUESDAY, sender=GUARDIAN, to=INTAKE, **verdicts):
        """A notice comes of a mail in the bucket; SQS may bring it twice."""
        passed = dict.fromkeys(("dmarc", "spam", "virus"), Verdict.PASS)
        envelope = Envelope(received_at=at, sender=sender, recipients=(to,), **passed | verdicts)
        decision = self._receive(key, lambda _raw: envelope, at)
        self.settle()
        return decision

    def _receive(self, key, envelope, at):
        story = Reception(
            organisation=self.organisation,
            signer=self.signer,
            store=self.store,
            mailbox=self.mailbox,
            bell=self.bell,
        )
        return story.receive(key, envelope, at)

    def shows(self, request):
        """What a browser is shown for a request."""
        self.now = request.now
        return reply(self.house, request)

    def borrows(self, address):
        """What the bucket lends at an address: the file, and what a browser is to do with it."""
        return self.mailbox.lent[address]

    def clicks(self, letter, answer, words="", *, at):
        """Somebody follows the link in a letter and answers the question on the page: yes, partly or no."""
        path = tuple(urlsplit(link(letter)).path.strip("/").split("/"))
        asked = self.shows(Request(method="GET", path=path, now=at))
        answered = self.shows(
            Request(method="POST", path=path, form={"answer": answer, "words": words}, now=at)
        )
        assert max(asked.status, answered.status) < HTTPStatus.BAD_REQUEST
        self.settle()

    def bounces(self, name, address):
        """SES tells that a letter, by its name in the outbox, did not reach an address."""
        row = next(row for ref, row in self.store.outbox.items() if ref.name == name)
        story = Returns(organisation=self.organisation, store=self.store, bell=self.bell)
        event = f"{name:_<64}"
        story.not_delivered(row.message_ids[1], event, "the address takes no mail", (address,), self.now)
        self.settle()

    def waits_until(self, until):
        """Time passes: the clock ticks at every due instant up to then, and then once more."""
        self._tick(self.now)
        while (instant := self._next_due(until)) is not None:
            self._tick(instant)
        self._tick(until)

    def quarter_passes(self):
        """The time in which words to the complainant can still be stopped."""
        self.waits_until(self.now + REGRET)

    # --- what one sees -------------------------------------------------------------------------------

    @property
    def case(self):
        """The only case there is."""
        (case,) = self.store.case_rows.values()
        return case

    @property
    def cases(self):
        return sorted(self.store.case_rows.values(), key=lambda case: case.number)

    def opening_mail(self, case):
        """The mail that a case began with, as it was handed in."""
        return self.mailbox.objects[case.raw_key]

    def letters_to(self, address):
        """Letters that somebody got, as To or Cc, in order."""
        return [letter for letter in self.letters if address in letter.recipients]

    # --- the parts of AWS ----------------------------------------------------------------------------

    def _next_due(self, until):
        due = min(self.store.due(until, 1), key=lambda due: due.since, default=None)
        return max(due.since, self.now) if due else None

    def _tick(self, now):
        self.now = now
        version = f"{self._pushes} {self.store.amendments().version}"
        Clock(store=self.store, mailbox=self.mailbox, bell=self.bell, organisation=version).tick(now)
        self.settle()

    def settle(self):
        while self.bell.queue:
            thing, at = self.bell.queue.popleft()
            if isinstance(thing, LetterRef):
                self._send(thing, at)
            elif thing is MEETING:
                Preparing(organisation=self.organisation, store=self.store, bell=self.bell).prepare(at)
            elif thing.startswith(INCOMING):
                self._receive(thing, partial(envelope_from_headers, arrived=at), at)
            else:
                FollowUp(organisation=self.organisation, store=self.store, bell=self.bell).follow_up(
                    thing, at
                )

    def _send(self, ref, at):
        before = len(self.postman.posted)
        Dispatch(
            scenes=Scenes(organisation=self.organisation, signer=self.signer, pages_url=PAGES),
            letters=WRITER,
            store=self.store,
            mailbox=self.mailbox,
            postman=self.postman,
            bell=self.bell,
        ).send(ref, at)
        self.letters += [Posted(at, *posted) for posted in self.postman.posted[before:]]
