"""A mail that belongs to no case: it opens one, or it is automatic and only remembered."""

from dataclasses import replace
from datetime import datetime

from complaints import signature
from complaints.judgement import judge
from complaints.judgement.correcting import with_barred
from complaints.model import (
    COMPLAINANT,
    FORWARDER,
    Case,
    Complainant,
    Decision,
    Entry,
    Judgement,
    Lane,
    Letter,
    Mail,
    MailKind,
    Reason,
    State,
    Verdict,
    Writer,
)
from complaints.organisation import Organisation
from complaints.policy import ALARMS, policy_of
from complaints.process.arrival import doubt, elsewhere, traces
from complaints.process.arrival.acknowledging import acknowledgement
from complaints.process.arrival.complainants import who_wrote
from complaints.process.confidentiality import anonymity
from complaints.process.deadlines.promises import promised
from complaints.process.errands import opening
from complaints.process.owners import handover, second_reader


def opens_case(mail: Mail, judgement: Judgement, organisation: Organisation) -> bool:
    """In doubt a mail is a person's: only a clear machine opens no case.

    What another system sent may still be a complaint that came through it: if its words speak of a matter of
    ours a human sees it, unacknowledged. So it is with words of danger in any mail but a bounce, which
    repeats ours, and a newsletter, which names no school of ours.
    """
    named = judgement.unit is not None
    if mail.kind is MailKind.OTHER_SYSTEM:
        return named or judgement.category != organisation.other.code or judgement.lane is not Lane.COMPLAINT
    if mail.kind in (MailKind.PERSON, MailKind.BOUNCE):
        return mail.kind is MailKind.PERSON
    return not set(judgement.lanes).isdisjoint(ALARMS) and (named or mail.kind is not MailKind.LIST)


def said(mail: Mail, organisation: Organisation) -> Mail:
    """What is to be judged: the mail itself, or the one that a colleague passes on with it.

    Only a colleague whose domain vouches for the mail is believed: whoever could make up an original writer
    could have us mail a stranger. It is judged by its words, also where a machine sent it.
    """
    mail = replace(mail, kind=MailKind.PERSON)
    original = mail.forwarded
    believed = (
        mail.sender and mail.envelope.dmarc is Verdict.PASS and organisation.is_staff(mail.sender.address)
    )
    if not (original and original.sender and believed) or organisation.is_staff(original.sender.address):
        return mail
    return replace(mail, sender=original.sender, subject=original.subject, new_text=original.text)


def open_case(
    mail: Mail, judgement: Judgement, number: str, raw_key: str, organisation: Organisation, now: datetime
) -> Decision:
    """A new case with its acknowledgement and its one mail to whoever owns it.

    `mail` is as it arrived, the judgement of what it says, guarded. Promised days count from the arrival;
    staff mail waits for the first office hour from `now`.
    """
    case = new_case(mail, judgement, number, raw_key, organisation)
    case, letters = opened(case, mail, organisation, now)
    return Decision(
        verdict="new case",
        mail=mail.identity,
        case=case,
        entries=(received(mail, raw_key), judged(judgement, now)),
        letters=letters,
        traces=traces.left_by(mail, organisation.calendar.day_of(case.received_at)),
        met=case.complainant.address,
    )


def opened(
    case: Case, mail: Mail, organisation: Organisation, now: datetime
) -> tuple[Case, tuple[Letter, ...]]:
    """What follows when a case is one: of a mail that just came, and of one that was kept and is let in.

    Whoever wrote is answered, its owner gets it, others are told or asked; staff mail waits for the first
    office hour from `now`, unless the lane cannot.
    """
    case = elsewhere.answered_at_once(case, organisation, now)
    case, alarms = opening.begun(case, organisation, now)
    hour = organisation.calendar.staff_moment(now, at_once=policy_of(case.judgement).at_once)
    first = None if case.alarm_first else acknowledgement(case, mail, organisation, now)
    staff = alarms or _to_staff(case, mail, organisation, hour)
    case, staff = doubt.asked(case, staff, mail, organisation, now)
    return case, tuple(letter for letter in (first, _receipt(case, now), *staff) if letter)


def new_case(mail: Mail, judgement: Judgement, number: str, raw_key: str, organisation: Organisation) -> Case:
    """The case that a mail opens, with what is promised of it."""
    arrived = mail.envelope.received_at
    promise = promised(policy_of(judgement), arrived, organisation)
    complainant = complainant_of(mail, judgement, organisation)
    sender = who_wrote(mail, organisation)
    forwarded_by = sender if sender.address != complainant.address else None
    return Case(
        id=signature.case_id(mail.identity),
        number=number,
        state=State.RECEIVED,
        received_at=arrived,
        clock_from=arrived,
        complainant=complainant,
        forwarded_by=forwarded_by,
        subject=mail.subject,
        judgement=judgement,
        owner=judgement.owner,
        first_contact_by=promise.first_contact_by,
        answer_by=promise.answer_by,
        thread=(mail.message_id,) if mail.message_id and not forwarded_by else (),
        raw_key=raw_key,
        raw_sha256=mail.raw_sha256,
        tainted=mail.envelope.virus is Verdict.FAIL,
    )


def complainant_of(mail: Mail, judgement: Judgement, organisation: Organisation) -> Complainant:
    """Whose complaint it is, and whether staff are to know."""
    words = said(mail, organisation)
    complainant = who_wrote(replace(words, kind=mail.kind), organisation)
    if judgement.writer is not Writer.GUARDIAN:  # the words tell more than the address
        complainant = replace(complainant, writer=judgement.writer)
    if anonymity.asked(words):
        complainant = replace(complainant, writer=Writer.ANONYMOUS)
    return complainant


def _to_staff(case: Case, mail: Mail, organisation: Organisation, at: datetime) -> list[Letter]:
    place = elsewhere.right_place(case, organisation) if case.answered_at else None
    if place:
        return elsewhere.letters(case, mail, place, organisation, at)
    return second_reader.told(handover.to_staff(case, mail, at), case, organisation, at)


def _receipt(case: Case, now: datetime) -> Letter | None:
    """Thanks to the colleague who passed the mail on."""
    if case.forwarded_by is None:
        return None
    return Letter(name="forward_receipt", template="forward_receipt", to=FORWARDER, not_before=now)


def judged_as(mail: Mail, organisation: Organisation) -> Judgement:
    """What the mail says, put right by what only its envelope and its sender tell."""
    words = said(mail, organisation)
    return impartial(words, guarded(mail, judge(words, organisation), organisation), organisation)


def guarded(mail: Mail, judgement: Judgement, organisation: Organisation) -> Judgement:
    """Correct an ordinary complaint by what only the envelope and the parser know.

    A lane that protects keeps the owner it chose: the coordinator is never put before it.
    """
    alarming = not set(ALARMS).isdisjoint(judgement.doubt)  # what may be danger waits in no list
    if judgement.lane is not Lane.COMPLAINT or alarming:
        return judgement
    if Verdict.FAIL in (mail.envelope.spam, mail.envelope.virus):
        judgement = replace(judgement, lane=Lane.SPAM, copies=())
        return _to_coordinator(judgement, organisation, "den mottagande servern varnar för mejlet")
    if mail.unreadable:
        return _to_coordinator(judgement, organisation, "mejlet gick inte att läsa")
    if mail.envelope.recipients and not any(map(organisation.is_intake, mail.envelope.recipients)):
        return _to_coordinator(judgement, organisation, "skickat till en annan adress på vår domän")
    return judgement


def impartial(mail: Mail, judgement: Judgement, organisation: Organisation) -> Judgement:
    """Nobody answers, reads or decides on their own complaint (regeringsformen 1 kap. 9 §)."""
    own = organisation.role_of(mail.sender.address) if mail.sender else None
    if own is None or own.id in judgement.barred:
        return judgement
    barred = (*judgement.barred, own.id)
    if judgement.owner == own.id:
        return with_barred(judgement, barred, organisation)
    return replace(judgement, barred=barred, copies=tuple(c for c in judgement.copies if c != own.id))


def _to_coordinator(judgement: Judgement, organisation: Organisation, because: str) -> Judgement:
    coordinator = organisation.coordinator.id
    reason = Reason(about="owner", says=coordinator, because=(because,))
    return replace(judgement, owner=coordinator, reasons=(*judgement.reasons, reason))


def received(mail: Mail, raw_key: str) -> Entry:
    """The line of the log that says what came, and what the receiving server found."""
    envelope = mail.envelope
    return Entry(
        what="received",
        by=COMPLAINANT,
        why=mail.unreadable or "a mail arrived",
        happened_at=envelope.received_at,
        facts={
            "sha256": mail.raw_sha256,
            "dmarc": envelope.dmarc,
            "spam": envelope.spam,
            "virus": envelope.virus,
            "attachments": str(len(mail.attachments)),
            "raw": raw_key,
        },
        text=mail.text,
    )


def judged(judgement: Judgement, now: datetime) -> Entry:
    """The line of the log that says what the mail was taken for, and why."""
    because = "; ".join(f"{r.about} {r.says}: {', '.join(r.because)}" for r in judgement.reasons)
    return Entry(
        what="judged",
        by="lyhörd",
        why="rules",
        happened_at=now,
        facts={
            "lane": judgement.lane,
            "category": judgement.category,
            "unit": judgement.unit or "",
            "owner": judgement.owner,
        },
        text=because,
    )
