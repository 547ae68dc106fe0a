"""What a command needs that only the stores have, fetched before it is decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from complaints.mail import read
from complaints.model import UNANSWERED, Case, Entry, Envelope, Judgement, Lane, Mail, Role, Verdict
from complaints.organisation import Organisation
from complaints.process import commands
from complaints.process.arrival import apart, faults, intake, parts, quarantine
from complaints.process.arrival.parts import Matter
from complaints.process.arrival.quarantine import Admission
from complaints.process.commands.numbers import numbers_in
from complaints.process.commands.order import Foreseen
from complaints.process.commands.who import may
from complaints.process.confidentiality import anonymity, secrecy
from complaints.process.owners import contact
from complaints.workflow.ports import GoneError, Mailbox, Store

MOST_LET_IN = 8  # cases that held mails become at once; one transaction holds them
MOST_RECENT = 300  # open cases that a command looks through
MOST_LOOKED_AT = 1_000  # cases among which it finds them, the latest ones
# Cases of a person that are looked at, those they wrote on last: three times the mails that weigh as a load
# (`process.load`), and more than the fault reports and the cases under one contact that are looked for.
MOST_OF_PERSON = 40
MOST_EARLIER = 20  # of these, the latest ones, whose fault reports are compared


def survivor(case_id: str, store: Store) -> Case | None:
    """The case with that id, or the one that goes on instead of it."""
    case = store.case(case_id)
    while case and case.merged_into:
        case = store.case(case.merged_into)
    return case


def others_of(case: Case, store: Store) -> tuple[Case, ...]:
    """The cases of the other matters of its mail, those that are merged into another left out."""
    return tuple(part for part in store.cases(case.parts) if not part.merged_into)


@dataclass(frozen=True, kw_only=True)
class Foresight:
    """Fetches what a colleague's words will need, and no more than that."""

    organisation: Organisation
    store: Store
    mailbox: Mailbox

    def of(self, mail: Mail, case: Case, staff: Role, now: datetime) -> Foreseen:
        """What the words on a case will need; nothing if they are no command that its writer may give."""
        command, order = commands.foreseen(mail)
        today = self.organisation.calendar.day_of(now)
        if command is None or not may(staff, command.who, case, self.organisation, today):
            return Foreseen()
        return Foreseen(
            cited=self.cited(order.text, now) if command.cites else (),
            of_person=self.of_person(case.complainant.address) if command.of_person else (),
            number=self.next_number(mail.envelope.received_at) if command.opens_case else "",
            admission=self.admissions([case], now).get(case.id) if command.lets_in else None,
            apart=self.apart(case, now) if command.opens_held else (),
        )

    def cited(self, text: str, now: datetime) -> tuple[Case, ...]:
        """The cases that a command names by number, those that are merged into another left out."""
        year = self.organisation.calendar.day_of(now).year
        numbers = numbers_in(text, self.organisation.number_prefix, year)
        found = (self.store.numbered(number) for number in numbers)
        return tuple(case for case in found if case and not case.merged_into)

    def of_person(self, address: str) -> tuple[Case, ...]:
        """The cases somebody wrote on lately, and those in which the contact with them is taken over.

        None of staff, and none where there is no address.
        """
        if not address or self.organisation.is_staff(address):
            return ()
        return tuple(self.store.cases(self.store.cases_of(address, MOST_OF_PERSON)))

    def judged(self, mail: Mail, said: Mail, of_person: Sequence[Case], now: datetime) -> Judgement:
        """What a mail says, put right by what only its envelope and its writer's earlier cases tell."""
        judgement = secrecy.as_protected(
            intake.judged_as(mail, self.organisation), of_person, self.organisation
        )
        if judgement.lane is not Lane.FAULT_REPORT:
            return judgement
        latest = sorted(of_person, key=lambda case: case.received_at)[-MOST_EARLIER:]
        texts = self.store.openings(case.id for case in latest)
        told = [(case, texts[case.id]) for case in latest]
        return faults.told_again(judgement, said.new_text, told, self.organisation, now)

    def admissions(self, cases: Iterable[Case], now: datetime) -> dict[str, Admission]:
        """What those become, by id, that are held and let in: the first ones, as many as go at once."""
        found: dict[str, Admission] = {}
        become = 0
        for case in filter(quarantine.is_held, cases):
            admission = self._admission(case, found, now)
            become += len(admission.matters)
            if become > MOST_LET_IN:
                break
            numbers = tuple(self.next_number(case.received_at) for _ in admission.matters[1:])
            found[case.id] = replace(admission, numbers=numbers)
        return found

    def _admission(self, case: Case, others: Mapping[str, Admission], now: datetime) -> Admission:
        """What a held case becomes, its mail read again, before its further matters have their numbers.

        `others` are let in by the same words before it.
        """
        read_again = read(self.mailbox.fetch(case.raw_key), Envelope(received_at=case.received_at))
        mail = quarantine.innocent(case, read_again)
        known = [_as_let_in(each, others) for each in self.of_person(case.complainant.address)]
        return self._admitted(mail, self.store.log(case.id)[0], known, (), now)

    def apart(self, case: Case, now: datetime) -> tuple[Admission, ...]:
        """What the mails held on a case become as cases of their own: the first ones, as many as go at once.

        One that is kept nowhere any more is left out.
        """
        log = self.store.log(case.id)
        came = {entry.facts.get("sha256"): entry for entry in log if entry.facts.get("raw")}
        found: list[Admission] = []
        become = 0
        for entry in (came[held.sha256] for held in case.held if held.sha256 in came):
            try:
                admission = self._apart(entry, case.judgement.barred, now)
            except GoneError:
                continue
            become += len(admission.matters)
            if become > parts.MOST_PARTS:
                break
            numbers = tuple(self.next_number(entry.happened_at) for _ in admission.matters)
            found.append(replace(admission, numbers=numbers))
        return tuple(found)

    def _apart(self, held: Entry, barred: tuple[str, ...], now: datetime) -> Admission:
        """What a held mail becomes, read again, before it has its numbers."""
        raw_key = held.facts["raw"]
        mail = apart.alone(read(self.mailbox.fetch(raw_key), apart.envelope_of(held)), self.organisation)
        sender = intake.said(mail, self.organisation).sender
        known = self.of_person(sender.address if sender else "")
        innocent = replace(mail, envelope=replace(mail.envelope, virus=Verdict.PASS))
        return self._admitted(innocent, intake.received(mail, raw_key), known, barred, now)

    def _admitted(
        self, mail: Mail, came: Entry, known: Sequence[Case], barred: tuple[str, ...], now: datetime
    ) -> Admission:
        """What a mail becomes that nobody warns of, `barred` being kept from it whatever it says."""
        said = intake.said(mail, self.organisation)
        of_person = anonymity.alike(known, anonymous=anonymity.asked(said))
        judgement = quarantine.no_spam(self.judged(mail, said, of_person, now), self.organisation)
        keeper = contact.keeper(of_person)
        if barred:
            judgement = apart.impartial(judgement, barred, self.organisation)
            matters: tuple[Matter, ...] = (Matter(contact.routed(judgement, keeper)),)
        else:
            matters = parts.matters_in(said, judgement, keeper, self.organisation)
        return Admission(mail=mail, came=came, matters=matters, keeper=keeper)

    def recent(self, back: timedelta, now: datetime) -> tuple[tuple[Case, str], ...]:
        """The cases that wait for their answer and came since then, oldest first, with what was written."""
        days = (self.organisation.calendar.day_of(now) - timedelta(days=n) for n in range(back.days + 1))
        months = dict.fromkeys(f"{day:%Y-%m}" for day in days)
        ids = (case_id for month in months for case_id in self.store.cases_in(month))
        found = self.store.cases(islice(ids, MOST_LOOKED_AT))
        open_ones = (c for c in found if c.state in UNANSWERED and not c.merged_into)
        recent = sorted((c for c in open_ones if now - c.received_at <= back), key=lambda c: c.number)
        cases = recent[-MOST_RECENT:]
        texts = self.store.openings(case.id for case in cases)
        return tuple((case, texts[case.id]) for case in cases)

    def next_number(self, arrived: datetime) -> str:
        """The next readable number of the year in which something arrived."""
        year = self.organisation.calendar.day_of(arrived).year
        return f"{self.organisation.number_prefix}-{year}-{self.store.next_number(year):04d}"


def _as_let_in(case: Case, admissions: Mapping[str, Admission]) -> Case:
    """The case with what its mail is taken for, once it is let in."""
    if case.id not in admissions:
        return case
    return replace(case, judgement=admissions[case.id].matters[0].judgement)
