"""A mail arrives: it becomes exactly one case, or an entry on one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from complaints.mail import read
from complaints.model import Case, Decision, Envelope, Lane, Mail, Verdict
from complaints.organisation import Organisation
from complaints.parallel import together
from complaints.process import commands
from complaints.process.arrival import automatic, intake, load, parts, quarantine, routine, traces
from complaints.process.arrival.traces import Way
from complaints.process.commands.order import Arrival, Foreseen
from complaints.process.commands.who import waiting
from complaints.process.confidentiality import anonymity
from complaints.process.conversation import danger, replies
from complaints.process.conversation.replies import Joining
from complaints.process.owners import contact
from complaints.reports.steps import coming
from complaints.signature import Signer
from complaints.workflow.foresight import Foresight, others_of, survivor
from complaints.workflow.ports import AlreadyDealtWithError, Bell, GoneError, Known, Mailbox, Store
from complaints.workflow.saving import keep, retry_on_conflict, tell_once, wake

BACK = timedelta(days=90)  # how old an open case may be that a colleague is reminded of
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
        try:
            raw = self.mailbox.fetch(key)
        except GoneError:  # SQS delivers at least once, and the tick may have told of it too
            return Decision(verdict="dealt with before")
        mail = read(raw, envelope(raw))
        if _is_canary(mail, self.organisation):
            self.mailbox.remove(key)
            return Decision(verdict=CANARY)
        said = intake.said(mail, self.organisation)
        look = partial(self._looked_up, mail, said)
        found, kept = together(look, partial(self.mailbox.keep, key, mail.identity))
        at_hand = iter([found])  # for the first attempt; one after a conflict looks again
        try:
            decision = retry_on_conflict(
                lambda: self._deal_with(mail, said, *(next(at_hand, None) or look()), kept=kept, now=now)
            )
        except AlreadyDealtWithError:
            decision = Decision(verdict="dealt with before", mail=mail.identity)
        together(partial(wake, self.bell, decision, now), partial(self.mailbox.remove, key))
        return decision

    def _looked_up(self, mail: Mail, said: Mail) -> tuple[Known, tuple[Case, ...]]:
        """What is known of the mail, and the cases that whoever says it has opened."""
        sender = said.sender.address if said.sender else ""
        return together(partial(self._known, mail), partial(self._foresight.of_person, sender))

    def _known(self, mail: Mail) -> Known:
        day = self.organisation.calendar.day_of(mail.envelope.received_at)
        hints = (traces.awaited(mail.message_id), *traces.conversation(mail), *traces.alike(mail, day))
        asked = (*traces.answered(mail), *hints)
        number = _number_in(mail.subject, self.organisation.number_prefix)
        return self.store.known(mail.identity, asked, number)

    def _deal_with(
        self, mail: Mail, said: Mail, known: Known, of_person: tuple[Case, ...], *, kept: str, now: datetime
    ) -> Decision:
        if known.dealt_with:
            raise AlreadyDealtWithError
        decision = self._decide(mail, said, known, of_person, kept, now)
        decision = load.watched(decision, said, of_person, self.organisation, now)
        return keep(self.store, decision, self.organisation, now)

    def _decide(
        self, mail: Mail, said: Mail, known: Known, of_person: tuple[Case, ...], kept: str, now: datetime
    ) -> Decision:
        """`said` is what is to be judged, `of_person` the cases that whoever says it has opened.

        Of these an anonymous mail and one with a name know nothing of each other.
        """
        for way, case_id in self._ways(mail, known):
            if (case := survivor(case_id, self.store)) and _may_join(mail, case, way):
                if replies.stands_alone(mail, case, way, self.organisation):
                    break
                self._routine_too(mail, now)
                return self._joined(mail, case, way, kept, now)
        if answer := self._answered_without_case(mail, kept, now):
            return answer
        of_person = tuple(anonymity.alike(of_person, anonymous=anonymity.asked(said)))
        judgement = self._foresight.judged(mail, said, of_person, now)
        if not intake.opens_case(mail, judgement, self.organisation):
            told = automatic.notice(mail, self.organisation, now)
            tell_once(self.store, self.bell, told, self.organisation, now)
            return automatic.remember(mail)
        if judgement.lane is Lane.SPAM:
            return quarantine.hold(mail, judgement, self._number(mail), kept, self.organisation, now)
        keeper = contact.keeper(of_person)
        matters = parts.matters_in(said, judgement, keeper, self.organisation)
        numbers = tuple(self._number(mail) for _ in matters)
        opened = parts.open_cases(mail, matters, numbers, kept, self.organisation, now)
        return contact.remembered(opened, keeper)

    def _answered_without_case(self, mail: Mail, kept: str, now: datetime) -> Decision | None:
        """What asks us for something, and complains of nothing: for the routine, or a colleague's command.

        One that belongs on a case is only answered, unless it may be a complaint: then both. Words of danger
        are never taken for one.
        """
        if routine.is_asked_for(mail):
            return routine.sent(mail, self.organisation, now)
        if not self.organisation.is_by_staff(mail):
            return None
        if opening := commands.opening_in(mail, self.organisation):
            return self._opened(opening, mail, kept, now)
        lost = commands.without_case(mail, self.organisation)
        if lost is None or danger.is_told(mail, self.organisation):
            return None
        cases = (case for case, _ in self._foresight.recent(BACK, now))
        told = lost.answered(mail, cases, self.organisation, now)
        if not lost.may_complain:
            return told
        told = replace(told, mail=f"command-{mail.identity}")
        tell_once(self.store, self.bell, told, self.organisation, now)
        return None

    def _routine_too(self, mail: Mail, now: datetime) -> None:
        """Whoever asks for it in a reply gets it as well: the word may be an answer to a question."""
        if routine.is_asked_for(mail):
            told = routine.sent(mail, self.organisation, now)
            told = replace(told, mail=f"routine-{mail.identity}")
            tell_once(self.store, self.bell, told, self.organisation, now)

    def _joined(self, mail: Mail, case: Case, way: Way, kept: str, now: datetime) -> Decision:
        staff = replies.by_staff(mail, way, self.organisation)
        foreseen = self._foresight.of(mail, case, staff, now) if staff else Foreseen()
        joining = Joining(
            mail=mail,
            case=case,
            way=way,
            raw_key=kept,
            organisation=self.organisation,
            now=now,
            others=others_of(case, self.store),
            foreseen=foreseen,
        )
        return replies.decide(joining)

    def _opened(self, opening: "commands.OpeningOrder", mail: Mail, kept: str, now: datetime) -> Decision:
        """A registered colleague's mail that is a command of its own."""
        number = self._number(mail) if opening.command.opens_case else ""
        cited = self._foresight.cited(opening.order.text, now) if opening.command.cites else ()
        today = self.organisation.calendar.day_of(now)
        held = waiting(cited, opening.staff, self.organisation, today) if opening.command.lets_in else ()
        looks_back = opening.command.looks_back
        arrival = Arrival(
            mail=mail,
            staff=opening.staff,
            organisation=self.organisation,
            now=now,
            raw_key=kept,
            number=number,
            cited=cited,
            admissions=self._foresight.admissions(held, now),
            meetings=self.store.meetings() if opening.command.of_meeting else None,
            meeting=coming(now, self.organisation) if opening.command.of_meeting else None,
            recent=self._foresight.recent(looks_back, now) if looks_back else (),
        )
        return replace(opening.command.decide(opening.order, arrival), mail=mail.identity)

    @property
    def _foresight(self) -> Foresight:
        return Foresight(organisation=self.organisation, store=self.store, mailbox=self.mailbox)

    def _number(self, mail: Mail) -> str:
        return self._foresight.next_number(mail.envelope.received_at)

    def _ways(self, mail: Mail, known: Known) -> Iterator[tuple[Way, str]]:
        """Where the mail may belong, the strongest claim first."""
        addresses = map(self._signed, (*mail.envelope.recipients, *mail.recipients))
        yield from ((Way.SIGNED, case_id) for case_id in addresses if case_id)
        by_way: dict[Way, list[str]] = {way: [] for way in Way}
        for trace, case_id in known.by_trace.items():
            by_way[traces.way_of(trace)].append(case_id)
        by_way[Way.NUMBER] = [known.by_number] if known.by_number else []
        yield from ((way, case_id) for way, case_ids in by_way.items() for case_id in case_ids)

    def _signed(self, address: str) -> str | None:
        local, _, domain = address.lower().rpartition("@")
        base, _, token = local.partition("+")
        ours = domain == self.organisation.domain and base == self.organisation.intake
        return self.signer.case_of(token) if ours and token else None


def _may_join(mail: Mail, case: Case, way: Way) -> bool:
    """The weak ways lead only a complainant to their own case, and what looks alike only for a week."""
    if way not in (Way.AWAITED, Way.CONVERSATION, Way.ALIKE):
        return True
    same = mail.sender is not None and mail.sender.address == case.complainant.address
    recent = mail.envelope.received_at - case.received_at < traces.ALIKE_FOR
    return same and (recent or way is not Way.ALIKE)


def _is_canary(mail: Mail, organisation: Organisation) -> bool:
    """The mail that we send ourselves to prove that mail gets through: counted, and nothing is kept of it."""
    canary = f"canary@{organisation.domain}"
    sender = mail.sender.address if mail.sender else ""
    ours = sender == canary and mail.envelope.dmarc is Verdict.PASS
    return ours and mail.envelope.recipients == (canary,)


def _number_in(subject: str, prefix: str) -> str:
    found = re.search(rf"\b{re.escape(prefix)}-\d{{4}}-\d{{4,7}}\b", subject.upper())
    return found[0] if found else ""
