"""What is taken for spam is kept and listed, never thrown away: one mail a day, and one word lets a mail in.

Words of danger keep a mail out of here at once (see judgement): only what protects nobody is held.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from complaints.judgement.correcting import with_lane
from complaints.model import (
    Case,
    Decision,
    Entry,
    Envelope,
    Judgement,
    Lane,
    Letter,
    Mail,
    MailKind,
    Nudge,
    State,
    Verdict,
)
from complaints.organisation import Organisation
from complaints.policy import policy_of
from complaints.process import anonymity, contact, intake, traces
from complaints.process.promises import Promise, promised

LIST = "quarantine"  # the letter


@dataclass(frozen=True)
class Released:
    """A case that a person let in, and what follows."""

    case: Case
    entries: tuple[Entry, ...]
    letters: tuple[Letter, ...]
    contact: bool | None  # as in a decision


def is_held(case: Case) -> bool:
    """Whether the case waits for somebody to say whether it is spam."""
    return case.judgement.lane is Lane.SPAM and case.state is State.RECEIVED


def hold(
    mail: Mail, judgement: Judgement, number: str, raw_key: str, organisation: Organisation, now: datetime
) -> Decision:
    """Kept, and a line in the coordinator's list; nobody is mailed about it alone."""
    case = intake.new_case(mail, judgement, number, raw_key, organisation)
    return Decision(
        verdict="held as spam",
        mail=mail.identity,
        case=case,
        entries=(intake.received(mail, raw_key), intake.judged(judgement, now)),
        nudge=_line(case, organisation, now),
        traces=traces.left_by(mail, organisation.calendar.day_of(case.received_at)),
        met=case.complainant.address,
    )


def _line(case: Case, organisation: Organisation, now: datetime) -> Nudge:
    """In the list that leaves when the office opens next: of whoever may read it and is there that day."""
    calendar, role = organisation.calendar, organisation.posts.coordinator
    working = calendar.in_office_hours(now)
    at = calendar.working_day_opening(now, 1) if working else calendar.next_office_moment(now)
    day = calendar.day_of(at)
    impartial = organisation.acting(role, day, case.judgement.barred)
    if impartial != organisation.acting(role, day):
        role = impartial.id
    return Nudge(role=role, day=day, not_before=at, template=LIST)


def released(
    case: Case, mail: Mail, of_person: Sequence[Case], organisation: Organisation, now: datetime
) -> Released:
    """The case as if nobody had warned of its mail, from the hour it came: judged, acknowledged, handed over.

    `mail` is the opening one, read again; `of_person` are the cases that its writer opened. Days count from
    the arrival; those that have passed, from today.
    """
    mail = replace(mail, envelope=_innocent(case, mail), kind=MailKind.PERSON)
    judgement = intake.judged_as(mail, organisation)
    if judgement.lane is Lane.SPAM:
        judgement = with_lane(judgement, Lane.COMPLAINT, organisation)
    known = anonymity.alike(of_person, anonymous=anonymity.asked(intake.said(mail, organisation)))
    keeper = contact.keeper(known)
    judgement = contact.routed(judgement, keeper)
    promise = _still_ahead(promised(policy_of(judgement), case.received_at, organisation), organisation, now)
    case = replace(
        case,
        judgement=judgement,
        owner=judgement.owner,
        complainant=intake.complainant_of(mail, judgement, organisation),
        clock_from=now,
        first_contact_by=promise.first_contact_by,
        answer_by=promise.answer_by,
    )
    shown = replace(mail, envelope=replace(mail.envelope, virus=Verdict.FAIL)) if case.tainted else mail
    case, letters = intake.opened(case, shown, organisation, now)
    taken = True if contact.is_of_contact(case, keeper) else None
    return Released(case, (intake.judged(judgement, now),), letters, taken)


def _innocent(case: Case, mail: Mail) -> Envelope:
    """As of a mail that nobody warns of. A colleague who was believed to pass it on still is."""
    vouched = Verdict.PASS if case.forwarded_by else mail.envelope.dmarc
    return replace(
        mail.envelope,
        received_at=case.received_at,
        dmarc=vouched,
        spam=Verdict.PASS,
        virus=Verdict.PASS,
    )


def _still_ahead(promise: Promise, organisation: Organisation, now: datetime) -> Promise:
    calendar = organisation.calendar
    today = calendar.day_of(now)

    def ahead(day: date, working_days: int) -> date:
        return day if day > today else calendar.add_working_days(today, working_days)

    contact = ahead(promise.first_contact_by, 1)
    return Promise(contact, max(contact, ahead(promise.answer_by, organisation.limits.answer_days)))
