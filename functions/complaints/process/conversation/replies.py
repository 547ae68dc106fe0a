"""A mail that found its case: the complainant adds or evaluates, staff answer or note, others are held.

Who is believed (the strongest claim first):
  complainant   the address that opened the case, by any way: a colleague too, who complains as anybody else
  staff         registered address, DMARC passed, and the signed address of this case
  other sender  everybody else: kept on the case, shown to its owner with a warning, never answered

Words of danger never wait for any of that: see `danger`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from complaints.model import (
    COMPLAINANT,
    UNANSWERED,
    Case,
    Change,
    Decision,
    Entry,
    Held,
    Letter,
    Mail,
    MailKind,
    Outcome,
    Role,
    Tally,
    Verdict,
)
from complaints.organisation import Organisation
from complaints.process import commands
from complaints.process.arrival import complainants, faults
from complaints.process.arrival.quarantine import is_held
from complaints.process.arrival.traces import Way
from complaints.process.commands.order import Foreseen, Occasion
from complaints.process.confidentiality import anonymity
from complaints.process.conversation import (
    added,
    danger,
    evaluation,
    heard_again,
    part_meant,
    silence,
    tallies,
)
from complaints.process.deadlines import pausing
from complaints.process.delivery import sending
from complaints.process.outgoing.ways import Outlet, outlet

OTHER_SENDER = "other sender"
LOOKS_LIKE_A_MACHINE = 2  # mails that came again before this one
ADDED = "complainant added"


@dataclass(frozen=True, kw_only=True)
class Joining:
    """A mail that found its case, and all that its decision may look at."""

    mail: Mail
    case: Case
    way: Way
    raw_key: str  # where the mail is kept
    organisation: Organisation
    now: datetime
    others: Sequence[Case] = ()  # of the other matters that the case's opening mail was about
    foreseen: Foreseen = field(default_factory=Foreseen)  # for the command of a colleague


def decide(joining: Joining) -> Decision:
    """The first rule that applies decides."""
    mail, case, way = joining.mail, joining.case, joining.way
    organisation, now = joining.organisation, joining.now
    staff = by_staff(mail, way, organisation)
    if danger.is_by_machine(mail, organisation):
        decision = _automatic(mail, case, organisation, now)
    elif way is Way.ALIKE:
        decision = _repeated(mail, case, organisation, now)
    elif _by_complainant(mail, case, way):
        decision = replace(_on_its_part(joining), met=case.complainant.address)
    elif staff:
        decision = commands.on_case(_occasion(joining, staff))
        decision = replace(decision, case=decision.case and _handled(decision.case))
    else:
        decision = _held(mail, case, way, organisation, now)
    traces = (mail.message_id,) if mail.message_id else ()
    letters = tuple(_with_files(letter, mail, joining.raw_key) for letter in decision.letters)
    if mail.kind is not MailKind.PERSON:  # whatever it tells, who seems to be a machine is not answered
        letters = tuple(letter for letter in letters if letter.to != COMPLAINANT)
    entries = tuple(_with_raw(entry, mail, joining.raw_key) for entry in decision.entries)
    return replace(decision, mail=mail.identity, traces=traces, letters=letters, entries=entries)


def by_staff(mail: Mail, way: Way, organisation: Organisation) -> Role | None:
    """The colleague whose words on the case are commands: proven by its signed address and the domain."""
    proven = way is Way.SIGNED and mail.envelope.dmarc is Verdict.PASS
    return organisation.role_of(mail.sender.address) if proven and mail.sender else None


def _handled(case: Case) -> Case:
    """What a case costs in staff mails is counted: two should do (B36)."""
    return replace(case, handled=case.handled + 1)


def _occasion(joining: Joining, staff: Role) -> Occasion:
    return Occasion(
        case=joining.case,
        mail=joining.mail,
        staff=staff,
        organisation=joining.organisation,
        now=joining.now,
        raw_key=joining.raw_key,
        others=tuple(joining.others),
        foreseen=joining.foreseen,
    )


def _by_complainant(mail: Mail, case: Case, way: Way) -> bool:
    """The signed address is proof enough; without it a sender whose domain disowns the mail is not."""
    believed = way is Way.SIGNED or mail.envelope.dmarc is not Verdict.FAIL
    return believed and mail.sender is not None and mail.sender.address == case.complainant.address


def stands_alone(mail: Mail, case: Case, way: Way, organisation: Organisation) -> bool:
    """Whether it opens a case of its own: what tells of danger waits on no held case, and for no stranger.

    So does a stranger's mail that a colleague passes on to us: it is that person's own matter.
    """
    if _passes_a_stranger_on(mail, case, organisation):
        return True
    held = way is not Way.ALIKE and (is_held(case) or not _by_complainant(mail, case, way))
    outside = held and mail.kind is not MailKind.BOUNCE and not organisation.is_by_staff(mail)
    return outside and danger.is_told(mail, organisation)


def _passes_a_stranger_on(mail: Mail, case: Case, organisation: Organisation) -> bool:
    """As the receipt for `Avvisa` and `Släpp in` tells them to: to the intake address, not on the case."""
    original = mail.forwarded and mail.forwarded.sender
    believed = organisation.is_by_staff(mail) and mail.envelope.dmarc is Verdict.PASS
    anew = all(address == organisation.intake_address for address in mail.envelope.recipients)
    return bool(original and believed and anew and original.address in case.strangers)


# --- Machines, and mails that look alike ------------------------------------------------------------


def _automatic(mail: Mail, case: Case, organisation: Organisation, now: datetime) -> Decision:
    """A machine's mail changes nothing, but the owner is told of a letter that did not arrive."""
    verdict = f"automatic on case: {mail.kind}"
    if case.complainant.address in mail.bounced:
        name = f"bounce-{case.entries + 1}"
        letters = sending.not_delivered(case, name, organisation, now)
        case = pausing.never_asked(case, organisation, now)
        entry = _entry("not_delivered", OTHER_SENDER, mail, "a mail server says that a letter did not arrive")
        return Decision(verdict=verdict, case=case, entries=(entry,), letters=letters)
    entry = _entry("automatic", OTHER_SENDER, mail, f"{mail.kind}: kept, changes nothing")
    decision = Decision(verdict=verdict, case=case, entries=(entry,))
    return silence.wondered_at(decision, mail, case, organisation, now)


def _repeated(mail: Mail, case: Case, organisation: Organisation, now: datetime) -> Decision:
    """The same again within a week: no second acknowledgement, in case a machine wrote both (RFC 3834 2).

    The owner is told the first time, since a person may have written them; the coordinator once it goes on.
    """
    entry = _entry("repeated", COMPLAINANT, mail, "looks like the opening mail and came within a week")
    if faults.is_third(case):
        return faults.third_time(entry, case, organisation, now)
    letter = added.to_owner("repeated", mail, case, organisation, now)
    coordinator = organisation.posts.coordinator
    told = {0: (letter,), LOOKS_LIKE_A_MACHINE: (replace(letter, to=coordinator, quote="", facts={}),)}
    letters = told.get(case.repeats, ())
    if case.repeats and coordinator in (case.owner, *case.judgement.barred):
        letters = ()
    case = replace(case, repeats=case.repeats + 1)
    return Decision(verdict="repeated", case=case, entries=(entry,), letters=letters)


# --- The complainant ------------------------------------------------------------------------------


def _on_its_part(joining: Joining) -> Decision:
    """On the part that the words are about; in doubt on the case that was answered, the first telling all."""
    case, others, organisation = joining.case, joining.others, joining.organisation
    asked = case.paused_at is not None and joining.way in (Way.SIGNED, Way.THREAD)
    about = part_meant.meant(joining.mail, case, others, organisation) if others and not asked else case
    decision = _from_complainant(joining.mail, about or case, joining.way, organisation, joining.now)
    decision = danger.protected(decision, (case, *others), joining.mail, organisation, joining.now)
    if not about and part_meant.is_first(case, others) and decision.verdict == ADDED:
        decision = part_meant.told_to_all(decision, others, organisation, joining.now)
    return _unnamed_in_all(decision, (case, *others))


def _from_complainant(
    mail: Mail, case: Case, way: Way, organisation: Organisation, now: datetime
) -> Decision:
    before, case = case, _heard(mail, case)
    sure = way in (Way.SIGNED, Way.THREAD) or mail.envelope.dmarc is Verdict.PASS  # a number can be guessed
    outcome = evaluation.understand(mail.new_text) if sure else None
    if case.paused_at is not None and outcome is not Outcome.NO:
        outcome = None  # "Ja, varje dag" may answer what a colleague asked: somebody reads it
    answered = case.answered_at is not None and case.state not in UNANSWERED  # and not open again since
    reopens = outcome is Outcome.NO and answered
    if not reopens and (raised := danger.raised(mail, case, organisation, now)):
        return _in_danger(raised, mail, organisation, now)
    if outcome and (reopens or evaluation.asked(case)):
        treated = evaluation.treated_well(mail.new_text)
        decision = evaluation.evaluated(case, outcome, mail.new_text, organisation, now, treated)
        return _with_who_comes(danger.beside(decision, mail, organisation, now), now) if reopens else decision
    entry = _entry("reply", COMPLAINANT, mail, "the complainant wrote again")
    if case.offered and outcome is Outcome.YES:
        entry = replace(entry, facts={**entry.facts, "accepted": " ".join(case.offered)})
    case = pausing.resumed(case, organisation, now)
    letter = added.to_owner(added.BY_COMPLAINANT, mail, case, organisation, now)
    counted: tuple[Tally, ...] = ()
    if sure and evaluation.asked(case):
        counted = tallies.taken_back(case, organisation)
        letter = replace(letter, facts={**letter.facts, "asked": "yes"})
        case = evaluation.unclear(case, letter.name, organisation, now)
    if anonymity.is_anonymous(case) and not anonymity.is_anonymous(before):
        letter = replace(letter, facts={**letter.facts, "anonymous": "yes"})
    letters = added.to_all(letter, case, organisation, now)
    letters += pausing.told_later(before, case, now, replied="yes")
    if answer := heard_again.short_answer(mail.new_text, case, before, organisation, now):
        letters += (answer,)
    return Decision(verdict=ADDED, case=case, entries=(entry,), letters=letters, tallies=counted)


def _with_who_comes(decision: Decision, now: datetime) -> Decision:
    """A Nej by mail is answered with what the page tells at once: who takes over, and by when.

    Whoever is told where help is needs no days.
    """
    case, told = decision.case, [letter for letter in decision.letters if letter.to == COMPLAINANT]
    if case is None or told or outlet(case) is Outlet.NOTHING:
        return decision
    letter = Letter(
        name=f"opened_again-{case.rounds}", template="opened_again", to=COMPLAINANT, not_before=now
    )
    return replace(decision, letters=(*decision.letters, letter))


def _in_danger(raised: Change, mail: Mail, organisation: Organisation, now: datetime) -> Decision:
    """Whatever else the words say: a person reads them at once."""
    entry = _entry("reply", COMPLAINANT, mail, "the complainant wrote again")
    return Decision(
        verdict="danger on case",
        case=pausing.resumed(raised.case, organisation, now),
        entries=(entry, *raised.entries),
        letters=raised.letters,
    )


def _heard(mail: Mail, case: Case) -> Case:
    """The case with the conversation as it now stands."""
    thread = (*case.thread, mail.message_id) if mail.message_id else case.thread
    heard_at = (*case.heard_at, mail.envelope.received_at)
    complainant = complainants.heard_in(case.complainant, mail)
    case = replace(case, thread=thread[-20:], heard_at=heard_at[-20:], complainant=complainant)
    case = anonymity.anonymous(case) if anonymity.asked(mail) else case
    return anonymity.also_known(case, mail.sender)


def _unnamed_in_all(decision: Decision, family: Sequence[Case]) -> Decision:
    """Who asks to be anonymous on one case is so in those of all matters of the same mail."""
    told = decision.case
    if told is None or not anonymity.is_anonymous(told):
        return decision
    changes = {part.id: Change(case=part) for part in family if not anonymity.is_anonymous(part)}
    changes |= {change.case.id: change for change in decision.beside}
    changes.pop(told.id, None)
    beside = (replace(change, case=anonymity.anonymous(change.case)) for change in changes.values())
    return replace(decision, beside=tuple(beside))


# --- Everybody else -------------------------------------------------------------------------------


def _held(mail: Mail, case: Case, way: Way, organisation: Organisation, now: datetime) -> Decision:
    sender = mail.sender.address if mail.sender else "?"
    if owner := _owner_beside(mail, case, organisation, now):
        entry = _entry("unverified", owner.id, mail, f"the owner's, found by {way} alone: not obeyed")
        letter = Letter(
            name=f"command_help-{case.entries + 1}",
            template="command_help",
            to=owner.id,
            not_before=now,
            facts={"why": "own_mail", "written": mail.new_text.partition("\n")[0][:200]},
            in_person=True,
        )
        return Decision(verdict="the owner beside the case", case=case, entries=(entry,), letters=(letter,))
    held = Held(sender=sender, sha256=mail.raw_sha256, came_at=mail.envelope.received_at)
    case = replace(case, held=(*case.held, held)[-20:])
    case = anonymity.also_known(case, mail.sender)
    entry = _entry("unverified", OTHER_SENDER, mail, f"found by {way}, sender not verified")
    letter = added.to_owner("added_unverified", mail, case, organisation, now)
    return Decision(verdict="held: sender not verified", case=case, entries=(entry,), letters=(letter,))


def _owner_beside(mail: Mail, case: Case, organisation: Organisation, now: datetime) -> Role | None:
    """Whoever has the case, if it is they who wrote by another way than its own address."""
    role = organisation.role_of(mail.sender.address) if mail.sender else None
    acting = organisation.acting(case.owner, organisation.calendar.day_of(now), case.judgement.barred)
    theirs = role and role.id in (case.owner, acting.id) and role.id not in case.judgement.barred
    return role if theirs and mail.envelope.dmarc is Verdict.PASS else None


def _with_files(letter: Letter, mail: Mail, raw_key: str) -> Letter:
    """The letter with the files it names."""
    return replace(letter, encloses=letter.encloses or raw_key) if letter.facts.get("attachments") else letter


def _with_raw(entry: Entry, mail: Mail, raw_key: str) -> Entry:
    """An entry that tells of this mail, with what leads to its files."""
    if entry.facts.get("sha256") != mail.raw_sha256:
        return entry
    files = {"attachments": str(len(mail.attachments)), "virus": mail.envelope.virus, "raw": raw_key}
    return replace(entry, facts={**entry.facts, **files})


def _entry(what: str, by: str, mail: Mail, why: str) -> Entry:
    return Entry(
        what=what,
        by=by,
        why=why,
        happened_at=mail.envelope.received_at,
        facts={"sha256": mail.raw_sha256, "dmarc": mail.envelope.dmarc},
        text=mail.text,
    )
