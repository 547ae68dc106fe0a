"""`Muntligt: två föräldrar missnöjda med rasttiderna. Pratat, löst.` – a case from a few words of any staff.

Whoever complained is mailed nothing: nobody but the reporter can tell them. A matter that must be looked into
by others is not solved by a word of the reporter.
"""

from dataclasses import replace

from complaints import signature
from complaints.judgement import judge
from complaints.judgement.correcting import with_unit
from complaints.model import (
    FORWARDER,
    Case,
    Channel,
    Complainant,
    Decision,
    Entry,
    Judgement,
    Lane,
    Letter,
    Result,
    State,
)
from complaints.policy import MILD, policy_of
from complaints.process.arrival.intake import judged
from complaints.process.arrival.quarantine import no_spam
from complaints.process.commands.oral import Heard, heard
from complaints.process.commands.order import Arrival, Order
from complaints.process.deadlines.promises import promised
from complaints.process.errands.opening import begun
from complaints.process.owners import handover

SOLVABLE = (Lane.COMPLAINT, *MILD)


def oral(order: Order, at: Arrival) -> Decision:
    """A new case, solved if the words say so; its owner is told unless that is who wrote."""
    told, judgement = heard(order.text), _judgement(order, at)
    ordinary = judgement.lane in SOLVABLE and not judgement.also
    case = _case(told, judgement, at)
    if told.solved and ordinary:
        case = _solved(case, at)
    has_it = ordinary and case.owner == at.staff.id
    if has_it:
        case = replace(case, in_hand_of=at.staff.id, in_hand_since=at.today)
    letters = [_receipt(has_it, at)]
    if not case.answered_at:
        case, alarms = begun(case, at.organisation, at.now)
        letters += alarms or _to_staff(case, order, has_it, at)
    return Decision(
        verdict="oral complaint",
        case=case,
        entries=(_entry(told, order, at), judged(judgement, at.now)),
        letters=tuple(letters),
        traces=(at.mail.message_id,) if at.mail.message_id else (),
    )


def _judgement(order: Order, at: Arrival) -> Judgement:
    """What the words are about; of a rektor's own school where they name none."""
    words = replace(at.mail, sender=None, subject="", new_text=order.text, attachments=(), forwarded=None)
    judgement = no_spam(judge(words, at.organisation), at.organisation)
    led = [unit.id for unit in at.organisation.units.values() if unit.head == at.staff.id]
    return with_unit(judgement, led[0], at.organisation) if led and not judgement.unit else judgement


def _case(told: Heard, judgement: Judgement, at: Arrival) -> Case:
    promise = promised(policy_of(judgement), at.mail.envelope.received_at, at.organisation)
    reporter = at.staff.holder
    address = at.mail.sender.address if at.mail.sender else reporter.address
    return Case(
        id=signature.case_id(at.mail.identity),
        number=at.number,
        state=State.RECEIVED,
        received_at=at.mail.envelope.received_at,
        clock_from=at.mail.envelope.received_at,
        complainant=Complainant(name="", address="", language="sv", mailable=False, writer=told.writer),
        forwarded_by=Complainant(name=reporter.name, address=address, language="sv", mailable=True),
        channel=Channel.ORAL,
        complainants=told.complainants,
        subject="",
        judgement=judgement,
        owner=judgement.owner,
        first_contact_by=promise.first_contact_by,
        answer_by=promise.answer_by,
        raw_key=at.raw_key,
        raw_sha256=at.mail.raw_sha256,
    )


def _solved(case: Case, at: Arrival) -> Case:
    """By whoever wrote, if they have a role; else it is told of the owner."""
    by = at.staff.id or case.owner
    return replace(
        case,
        state=State.ANSWERED,
        owner=by,
        answered_at=at.now,
        answered_by=by,
        result=Result.MET,
        clock_from=at.now,
    )


def _receipt(has_it: bool, at: Arrival) -> Letter:
    """One line. To an owner it is the mail that hands the case over."""
    name = handover.ROUTED if has_it else "oral_receipt"
    return Letter(name=name, template="oral_receipt", to=FORWARDER, not_before=at.now)


def _to_staff(case: Case, order: Order, has_it: bool, at: Arrival) -> list[Letter]:
    """As for any new case; an owner who wrote it herself has it already."""
    hour = at.organisation.calendar.staff_moment(at.now, at_once=policy_of(case.judgement).at_once)
    letters = handover.to_staff(case, replace(at.mail, text=order.text), hour)
    return [letter for letter in letters if not (has_it and letter.name == handover.ROUTED)]


def _entry(told: Heard, order: Order, at: Arrival) -> Entry:
    return Entry(
        what="received",
        by=at.staff.id or "colleague",
        why="told by word of mouth and written down",
        happened_at=at.mail.envelope.received_at,
        facts={
            "sha256": at.mail.raw_sha256,
            "dmarc": at.mail.envelope.dmarc,
            "complainants": str(told.complainants),
            "raw": at.raw_key,
        },
        text=order.text,
    )
