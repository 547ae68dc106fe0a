"""A mail arrives: it becomes exactly one case, or an entry on one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from complaints.judgement import judge
from complaints.mail import read
from complaints.model import Decision, Envelope, Mail, Verdict
from complaints.organisation import Organisation
from complaints.process import intake, replies
from complaints.process.replies import Trace
from complaints.signature import Signer
from complaints.workflow.insisting import insist, wake
from complaints.workflow.ports import AlreadyDealtWithError, Bell, Known, Mailbox, Store

CANARY = "canary"


@dataclass(frozen=True, kw_only=True)
class Reception:
    """A mail becomes exactly one case, or an entry on one, however often it is handed in."""

    organisation: Organisation
    signer: Signer
    store: Store
    mailbox: Mailbox
    bell: Bell

    def receive(self, key: str, envelope: Callable[[bytes], Envelope], now: datetime) -> Decision:
        """Deal with the raw mail at `key`; it leaves incoming/ when that is stored."""
        raw = self.mailbox.fetch(key)
        mail = read(raw, envelope(raw))
        if _is_canary(mail, self.organisation):
            self.mailbox.remove(key)
            return Decision(verdict=CANARY)
        kept = self.mailbox.keep(key, mail.identity)
        try:
            decision = insist(lambda: self._deal_with(mail, kept, now))
        except AlreadyDealtWithError:
            decision = Decision(verdict="dealt with before", mail=mail.identity)
        wake(self.bell, decision, now)
        self.mailbox.remove(key)
        return decision

    def _deal_with(self, mail: Mail, kept: str, now: datetime) -> Decision:
        known = self.store.known(mail, _number_in(mail.subject, self.organisation.number_prefix))
        if known.dealt_with:
            raise AlreadyDealtWithError
        decision = self._decide(mail, known, kept, now)
        self.store.save(decision, now)
        return decision

    def _decide(self, mail: Mail, known: Known, kept: str, now: datetime) -> Decision:
        for trace, case_id in self._traces(mail, known):
            if case := self.store.case(case_id):
                return replies.decide(mail, case, trace, self.organisation, now)
        if not intake.opens_case(mail):
            return intake.remember(mail)
        judgement = judge(mail, self.organisation)
        year = self.organisation.calendar.day_of(mail.envelope.received_at).year
        number = f"{self.organisation.number_prefix}-{year}-{self.store.next_number(year):04d}"
        return intake.open_case(mail, judgement, number, kept, self.organisation, now)

    def _traces(self, mail: Mail, known: Known) -> Iterator[tuple[Trace, str]]:
        """Where the mail may belong, the strongest claim first."""
        for address in (*mail.envelope.recipients, *mail.recipients):
            if case_id := self._signed(address):
                yield Trace.SIGNED, case_id
        if known.by_thread:
            yield Trace.THREAD, known.by_thread
        if known.by_number:
            yield Trace.NUMBER, known.by_number

    def _signed(self, address: str) -> str | None:
        local, _, domain = address.lower().rpartition("@")
        base, _, token = local.partition("+")
        ours = domain == self.organisation.domain and base == self.organisation.intake
        return self.signer.case_of(token) if ours and token else None


def _is_canary(mail: Mail, organisation: Organisation) -> bool:
    """The mail that we send ourselves to prove that mail gets through: counted, and nothing is kept of it."""
    canary = f"canary@{organisation.domain}"
    sender = mail.sender.address if mail.sender else ""
    ours = sender == canary and mail.envelope.dmarc is Verdict.PASS
    return ours and mail.envelope.recipients == (canary,)


def _number_in(subject: str, prefix: str) -> str:
    found = re.search(rf"\b{re.escape(prefix)}-\d{{4}}-\d{{4,7}}\b", subject.upper())
    return found[0] if found else ""
