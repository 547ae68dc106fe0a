"""A later mail that tells of danger: it waits for no office hour, and for nobody to read an ordinary reply.

A case takes the lane of the danger there and then, as if its opening mail had told of it, and one that was
answered is open again. What a person has taken for harmless, or a lane that the case has, is not raised anew.
Whoever is accused in it has the case no longer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from complaints.judgement import judge
from complaints.judgement.correcting import blames_unknown_head, with_barred, with_lane
from complaints.model import (
    COMPLAINANT,
    UNANSWERED,
    Case,
    Change,
    Decision,
    Judgement,
    Lane,
    Letter,
    Mail,
    MailKind,
)
from complaints.organisation import Organisation
from complaints.policy import ALARMS, policy_of
from complaints.process.arrival import intake
from complaints.process.conversation import added
from complaints.process.errands import alarm
from complaints.process.outgoing.ways import Outlet, outlet
from complaints.process.owners import protecting
from complaints.process.owners.protecting import Protected
from complaints.process.owners.rerouting import Move

BLAME = ("rektor", "personal")  # categories of a mail that surely complains about somebody who leads


def is_told(mail: Mail, organisation: Organisation) -> bool:
    """Whether the words are of danger: then nothing keeps the mail from becoming a case of its own."""
    found = _judged(mail, organisation)
    return not set(found.lanes).isdisjoint(ALARMS)


def is_by_machine(mail: Mail, organisation: Organisation) -> bool:
    """Whether nobody wrote it. Words of danger are somebody's, whatever else is like a machine's mail: only a
    bounce repeats ours.
    """
    if mail.kind in (MailKind.PERSON, MailKind.BOUNCE):
        return mail.kind is MailKind.BOUNCE
    return not is_told(mail, organisation)


def raised(mail: Mail, case: Case, organisation: Organisation, now: datetime) -> Change | None:
    """What a complainant's later words make of their case; None where they tell of no new danger, and accuse
    nobody by name who has it. That "the rektor" is slow is told to her as any reply is.
    """
    found = _judged(mail, organisation)
    known = {*case.judgement.lanes, *(r.says for r in case.judgement.reasons)}
    lanes = [lane for lane in found.lanes if lane in ALARMS and lane not in known]
    accused = _accused(found, case, organisation)
    by_name = case.owner in {*accused} & {*found.barred} and found.category in BLAME
    if not (lanes or by_name):
        return None
    judgement = _with(lanes, found, case.judgement, organisation)
    if accused:
        judgement = with_barred(judgement, (*judgement.barred, *accused), organisation)
    return _in_its_lanes(mail, case, judgement, organisation, now)


def beside(decision: Decision, mail: Mail, organisation: Organisation, now: datetime) -> Decision:
    """What somebody says of an answer, and what words of danger beside it bring about."""
    found = decision.case and raised(mail, decision.case, organisation, now)
    if not found:
        return decision
    entries, letters = (*decision.entries, *found.entries), (*decision.letters, *found.letters)
    return replace(decision, case=found.case, entries=entries, letters=letters)


def protected(
    decision: Decision, family: Sequence[Case], mail: Mail, organisation: Organisation, now: datetime
) -> Decision:
    """An identity protected from now on is so in the open cases of all matters of the family's mail."""
    told = decision.case
    if told is None or Lane.PROTECTED not in told.judgement.lanes:
        return decision
    known = {part.id for part in family if Lane.PROTECTED in part.judgement.lanes}
    if told.id in known:  # whoever lifted it from another case since has had a reason
        return decision
    beside = (
        _in_its_lanes(mail, part, with_lane(part.judgement, Lane.PROTECTED, organisation), organisation, now)
        for part in family
        if part.state in UNANSWERED and part.id not in (told.id, *known)
    )
    return replace(decision, beside=(*decision.beside, *beside))


def _in_its_lanes(
    mail: Mail, case: Case, judgement: Judgement, organisation: Organisation, now: datetime
) -> Change:
    """The case judged anew, why, and who hears of it; what waited to leave is stopped."""
    again = case.state not in UNANSWERED
    done = protecting.protected(case, judgement, "reopened" if again else "more", organisation, now)
    heard = _to_complainant(case, done.case, now)
    staff = _to_staff(case, done, mail, bool(heard), organisation, now)
    return Change(
        case=done.case,
        entries=(intake.judged(judgement, now), *done.entries),
        letters=(*staff, *done.stopped, *heard),
    )


def _judged(mail: Mail, organisation: Organisation) -> Judgement:
    """By its words alone, whoever seems to have sent them: the subject of a reply is that of the letter it
    answers.
    """
    subject = "" if mail.thread else mail.subject
    return judge(replace(mail, subject=subject, kind=MailKind.PERSON), organisation)


def _accused(found: Judgement, case: Case, organisation: Organisation) -> tuple[str, ...]:
    """Roles that the words accuse and that did hear of the case so far; "rektorn" is that of its school."""
    unit = organisation.unit(found.unit or case.judgement.unit)
    heads = (unit.head,) if unit and blames_unknown_head(found) else ()
    return tuple(role for role in dict.fromkeys((*found.barred, *heads)) if role not in case.judgement.barred)


def _with(lanes: list[Lane], found: Judgement, before: Judgement, organisation: Organisation) -> Judgement:
    judgement = before
    for lane in lanes:
        judgement = with_lane(judgement, lane, organisation)
    why = tuple(reason for reason in found.reasons if reason.says in lanes)
    return replace(judgement, reasons=(*judgement.reasons, *why))


def _to_staff(
    before: Case, done: Protected, mail: Mail, told: bool, organisation: Organisation, now: datetime
) -> Iterator[Letter]:
    """The case as to any new owner, and what is new in it."""
    after = done.case
    move = Move(
        before=before,
        after=after,
        by=alarm.BY_MACHINE,
        organisation=organisation,
        now=now,
        told=told,
        alarmed=bool(done.alarms),
    )
    yield from done.alarms
    yield from move.letters()
    if not done.alarms and policy_of(after.judgement).content:
        yield added.to_owner(added.BY_COMPLAINANT, mail, after, organisation, now)


def _to_complainant(before: Case, after: Case, now: datetime) -> tuple[Letter, ...]:
    """Where help is; or who takes care of it now and by when, unless that is as it was."""
    if Lane.ACUTE in after.judgement.lanes and Lane.ACUTE not in before.judgement.lanes:
        return alarm.help_lines(after, now)
    again, moved = after.rounds > before.rounds, after.owner != before.owner
    if outlet(after) is Outlet.NOTHING or not (again or moved):
        return ()
    template = "opened_again" if again else "new_contact"
    name, heard = f"{template}-{before.entries + 1}", {"heard": "yes"}
    return (Letter(name=name, template=template, to=COMPLAINANT, not_before=now, facts=heard),)
