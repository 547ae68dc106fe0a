"""What is taken for spam is kept and listed, never thrown away: one mail a day, and one word lets a mail in.

It stands in the lists of five working days, until somebody lets it in or turns it away. Then operators
see it.

Words of danger keep a mail out of here at once (see judgement): only what protects nobody is held.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from complaints.judgement.correcting import with_lane
from complaints.model import (
    Case,
    Change,
    Decision,
    Entry,
    Envelope,
    Judgement,
    Lane,
    Mail,
    MailKind,
    Nudge,
    State,
    Verdict,
)
from complaints.organisation import Organisation
from complaints.policy import policy_of
from complaints.process.arrival import intake, parts, traces
from complaints.process.arrival.parts import Matter
from complaints.process.deadlines.promises import Promise, promised
from complaints.process.deadlines.timers import Timer
from complaints.process.owners import contact

LIST = "quarantine"  # the letter
LISTED_FOR = 5  # working days
JUST_AFTER = timedelta(minutes=5)  # a list left, what it told of is put into the next one
TURNED_AWAY = "turned_away"  # the step of a mail that somebody called spam


@dataclass(frozen=True, kw_only=True)
class Admission:
    """What a held mail becomes when it is let in: what it is about, as if nobody had warned of it.

    `came` is the line of the log that says how it came. `numbers` has one for each further matter,
    `keeper` has the contact with its writer, if anybody has.
    """

    mail: Mail
    came: Entry
    matters: tuple[Matter, ...]
    keeper: str
    numbers: tuple[str, ...] = ()


def is_held(case: Case) -> bool:
    """Whether the case waits for somebody to say whether it is spam."""
    return case.judgement.lane is Lane.SPAM and case.state is State.RECEIVED


def is_listed(case: Case) -> bool:
    """Whether nobody has said yet what the held mail is."""
    return is_held(case) and TURNED_AWAY not in case.steps


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


def timers(case: Case, organisation: Organisation) -> list[Timer]:
    """Just after each list that a held mail stood in, until it has stood in them all."""
    if not is_listed(case):
        return []
    first, calendar = _next_list(case.received_at, organisation), organisation.calendar
    after = (calendar.working_day_opening(first, number) + JUST_AFTER for number in range(LISTED_FOR))
    ahead = (Timer(f"listed-{number}", at) for number, at in enumerate(after, start=1))
    return [timer for timer in ahead if timer.name not in case.steps]


def take(case: Case, ripe: Sequence[Timer], organisation: Organisation, now: datetime) -> Decision:
    """A line in the next list; none once it stood in the last."""
    case = replace(case, steps=(*case.steps, *(timer.name for timer in ripe)))
    if not timers(case, organisation):
        return Decision(verdict="listed no more", case=case)
    return Decision(verdict="listed again", case=case, nudge=_line(case, organisation, now))


def is_given_up(case: Case, organisation: Organisation) -> bool:
    """Whether it stood in all its lists, and nobody has said what it is."""
    return is_listed(case) and not timers(case, organisation)


def turned_away(case: Case) -> Case:
    """The case of a mail that somebody called spam: listed no more. It is kept, and can still be let in."""
    return replace(case, steps=(*case.steps, TURNED_AWAY))


def _line(case: Case, organisation: Organisation, now: datetime) -> Nudge:
    """In the list that leaves when the office opens next: of whoever may read it and is there that day."""
    role, at = organisation.posts.coordinator, _next_list(now, organisation)
    day = organisation.calendar.day_of(at)
    impartial = organisation.acting(role, day, case.judgement.barred)
    if impartial != organisation.acting(role, day):
        role = impartial.id
    return Nudge(role=role, day=day, not_before=at, template=LIST)


def _next_list(instant: datetime, organisation: Organisation) -> datetime:
    """When the next list leaves: as the office opens."""
    calendar = organisation.calendar
    if calendar.in_office_hours(instant):
        return calendar.working_day_opening(instant, 1)
    return calendar.next_office_moment(instant)


def innocent(case: Case, mail: Mail) -> Mail:
    """The mail that opened a held case, as if nobody had warned of it."""
    return replace(mail, envelope=_innocent(case, mail), kind=MailKind.PERSON)


def no_spam(judgement: Judgement, organisation: Organisation) -> Judgement:
    """What a person lets in is a complaint at least."""
    if judgement.lane is not Lane.SPAM:
        return judgement
    return with_lane(judgement, Lane.COMPLAINT, organisation)


def released(
    case: Case, admission: Admission, word: Entry, organisation: Organisation, now: datetime
) -> tuple[Change, ...]:
    """The case as if nobody had warned of its mail, from the hour it came: acknowledged, handed over; and one
    beside it for each further matter. Days count from the arrival; those that have passed, from today.

    This case comes first, then the further ones. `word`, with which it was let in, stands in the log of each.
    """
    mail, matters = admission.mail, admission.matters
    judgement = matters[0].judgement
    promise = _still_ahead(promised(policy_of(judgement), case.received_at, organisation), organisation, now)
    case = replace(
        case,
        judgement=judgement,
        owner=judgement.owner,
        complainant=intake.complainant_of(mail, judgement, organisation),
        clock_from=now,
        counted_since=now,
        steps=(),
        first_contact_by=promise.first_contact_by,
        answer_by=promise.answer_by,
    )
    shown = replace(mail, envelope=replace(mail.envelope, virus=Verdict.FAIL)) if case.tainted else mail
    opened, letters = intake.opened(case, shown, organisation, now)
    this = Change(case=opened, entries=(word, intake.judged(judgement, now)), letters=letters)
    others: list[Change] = []
    if len(matters) > 1:
        divided = parts.divided(case, shown, matters, admission.numbers, organisation, now)
        this, *others = (_logged(change, admission.came, word) for change in divided)
        this = replace(this, letters=(*parts.to_writers(letters, organisation), *this.letters))
    return tuple(contact.marked(change, admission.keeper) for change in (this, *others))


def _logged(change: Change, came: Entry, word: Entry) -> Change:
    """Its log says what the receiving server found when the mail came, not what the mail is taken for now."""
    received, *others = change.entries
    return replace(change, entries=(replace(came, text=received.text), word, *others))


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
