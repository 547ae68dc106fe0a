"""A mail that belongs to no case: it opens one, or it is automatic and only remembered."""

from dataclasses import replace
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address as HeaderAddress

from complaints import signature
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
)
from complaints.organisation import Organisation
from complaints.policy import policy_of
from complaints.process import enclosures, traces
from complaints.process.promises import promised

UNNAMED = "–"
SECOND_LANGUAGES = ("fi", "ar", "so", "fa", "ti", "uk", "pl")  # put under the Swedish of an acknowledgement
PUPIL = "elev."  # a pupil's address, such as …@elev.lindhoj.example


def opens_case(mail: Mail, judgement: Judgement, organisation: Organisation) -> bool:
    """In doubt a mail is a person's: only a clear machine opens no case.

    What another system sent may still be a complaint that came through it: if its words speak of a matter of
    ours a human sees it, unacknowledged.
    """
    if mail.kind is MailKind.OTHER_SYSTEM:
        ours = judgement.unit is not None or judgement.category != organisation.other.code
        return ours or judgement.lane is not Lane.COMPLAINT
    return mail.kind is MailKind.PERSON


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


def remember(mail: Mail) -> Decision:
    """An automatic mail on no case is remembered, never answered (RFC 3834); its raw file is kept."""
    return Decision(verdict=f"automatic: {mail.kind}", mail=mail.identity)


def open_case(
    mail: Mail, judgement: Judgement, number: str, raw_key: str, organisation: Organisation, now: datetime
) -> Decision:
    """A new case with its acknowledgement and its one mail to whoever owns it.

    `mail` is as it arrived, the judgement of what it says. Promised days count from the arrival; staff
    mail waits for the first office hour from `now`.
    """
    judgement = _guarded(mail, judgement, organisation)
    policy = policy_of(judgement)
    calendar, arrived = organisation.calendar, mail.envelope.received_at
    promise = promised(policy, arrived, organisation)
    complainant = _complainant(replace(said(mail, organisation), kind=mail.kind), organisation)
    sender = _complainant(mail, organisation)
    forwarded_by = sender if sender.address != complainant.address else None
    case = Case(
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
    )
    letters = []
    if policy.acknowledgement and case.complainant.mailable:
        letters.append(_acknowledgement(case, mail, organisation, now))
    if forwarded_by:
        letters.append(
            Letter(name="forward_receipt", template="forward_receipt", to=FORWARDER, not_before=now)
        )
    letters += _to_staff(case, mail, now if policy.at_once else calendar.next_office_moment(now))
    return Decision(
        verdict="new case",
        mail=mail.identity,
        case=case,
        entries=(_received(mail), _judged(judgement, now)),
        letters=tuple(letters),
        traces=traces.left_by(mail, calendar.day_of(arrived)),
    )


def _guarded(mail: Mail, judgement: Judgement, organisation: Organisation) -> Judgement:
    """Correct an ordinary complaint by what only the envelope and the parser know.

    A lane that protects keeps the owner it chose: the coordinator is never put before it.
    """
    if judgement.lane is not Lane.COMPLAINT:
        return judgement
    if Verdict.FAIL in (mail.envelope.spam, mail.envelope.virus):
        judgement = replace(judgement, lane=Lane.SPAM, copies=())
        return _to_coordinator(judgement, organisation, "den mottagande servern varnar för mejlet")
    if mail.unreadable:
        return _to_coordinator(judgement, organisation, "mejlet gick inte att läsa")
    if mail.envelope.recipients and not any(map(organisation.is_intake, mail.envelope.recipients)):
        return _to_coordinator(judgement, organisation, "skickat till en annan adress på vår domän")
    return judgement


def _to_coordinator(judgement: Judgement, organisation: Organisation, because: str) -> Judgement:
    coordinator = organisation.coordinator.id
    reason = Reason(about="owner", says=coordinator, because=(because,))
    return replace(judgement, owner=coordinator, reasons=(*judgement.reasons, reason))


def _complainant(mail: Mail, organisation: Organisation) -> Complainant:
    """Who wrote. Nobody is mailed whose address is missing, ours, or a sure sign of forgery or spam."""
    address = mail.sender.address if mail.sender else ""
    ours = address.rpartition("@")[2] == organisation.domain
    unwanted = Verdict.FAIL in (mail.envelope.spam, mail.envelope.virus)
    return Complainant(
        name=mail.sender.name if mail.sender else "",
        address=address,
        language="en" if mail.language == "en" else "sv",
        second_language=mail.language if mail.language in SECOND_LANGUAGES else "",
        mailable=can_be_mailed(address) and mail.kind is MailKind.PERSON and not ours and not unwanted,
    )


def can_be_mailed(address: str) -> bool:
    """Whether a header can name it and SES can send there: an ASCII local part, a domain that IDNA encodes.

    Some providers gave out addresses that RFC 5322 3.4.1 forbids, such as a..b@ or a.@: a letter to one
    could never be written.
    """
    local, _, domain = address.rpartition("@")
    if not (local and domain and local.isascii()):
        return False
    try:
        HeaderAddress(addr_spec=f"{local}@{domain.encode('idna').decode()}")
    except (ValueError, MessageError):  # UnicodeError is a ValueError, what the parser says a MessageError
        return False
    return True


def _acknowledgement(case: Case, mail: Mail, organisation: Organisation, now: datetime) -> Letter:
    template = policy_of(case.judgement).acknowledgement
    if template == "acknowledgement":
        unit_unknown = case.owner == organisation.coordinator.id and case.judgement.unit is None
        pupil = case.complainant.address.rpartition("@")[2].startswith(PUPIL)
        template += "_unit_unknown" if unit_unknown else "_pupil" if pupil else ""
    left_out = enclosures.too_large(mail.attachments)
    facts = {"left_out": str(left_out)} if left_out else {}
    return Letter(name="acknowledgement", template=template, to=COMPLAINANT, not_before=now, facts=facts)


def _to_staff(case: Case, mail: Mail, at: datetime) -> list[Letter]:
    """The one mail to the owner, and a line for information to those whose unit it concerns."""
    if policy_of(case.judgement).content:
        routed = Letter(
            name="routed",
            template="routed",
            to=case.owner,
            not_before=at,
            quote=mail.text,
            encloses=case.raw_key if files_go_along(mail) else "",
            facts=files_named(mail),
        )
    else:
        routed = Letter(name="routed", template="routed_notice", to=case.owner, not_before=at)
    told = [role for role in dict.fromkeys(case.judgement.copies) if role != case.owner]
    copies = [Letter(name=f"copy-{role}", template="copy_notice", to=role, not_before=at) for role in told]
    return [routed, *copies]


def files_go_along(mail: Mail) -> bool:
    """Whether any file is sent on; none is when the receiving server warns of a virus."""
    return mail.envelope.virus is not Verdict.FAIL and bool(enclosures.enclosed(mail.attachments))


def files_named(mail: Mail) -> dict[str, str]:
    """The names of the files that go along and of those that do not, a line each."""
    sent_on = enclosures.enclosed(mail.attachments) if files_go_along(mail) else ()
    kept = [file.name or UNNAMED for file in mail.attachments if file not in sent_on]
    return {"attachments": "\n".join(file.name or UNNAMED for file in sent_on), "withheld": "\n".join(kept)}


def _received(mail: Mail) -> Entry:
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
        },
        text=mail.text,
    )


def _judged(judgement: Judgement, now: datetime) -> Entry:
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
