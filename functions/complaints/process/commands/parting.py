"""`Slå ihop: LH-2026-0003` and `Dela: bussen är sen` – two cases that are one matter, one that is two.

A case goes on in the one that is named. Only one person's cases become one: whoever waits for an answer of
their own keeps it.
"""

from dataclasses import replace

from complaints.judgement import judge
from complaints.judgement.correcting import with_lane
from complaints.model import COMPLAINANT, UNANSWERED, Case, Change, Decision, Errand, Judgement, Lane, Letter
from complaints.policy import PROTECTIVE, Clock, policy_of
from complaints.process.arrival import intake, parts
from complaints.process.commands.order import Occasion, Order
from complaints.process.commands.who import ANSWERING, may
from complaints.process.confidentiality.anonymity import is_anonymous
from complaints.process.confidentiality.secrecy import is_secret
from complaints.process.errands.opening import begun
from complaints.process.outgoing.ways import Outlet, outlet
from complaints.process.owners.handover import ROUTED


def merge(order: Order, at: Occasion) -> Decision:
    """This case goes on in another of the same person: its clock stops, replies to it land there."""
    survivor = at.foreseen.cited[0] if at.foreseen.cited else None
    if survivor is None or (problem := _problem(at.case, survivor, at)):
        return at.helped(order.written, why="no_such_case" if survivor is None else problem)
    merged = replace(at.case, merged_into=survivor.id, parts=())
    owner = at.organisation.acting(survivor.owner, at.today, survivor.judgement.barred)
    told = {"into": survivor.number, "owner": owner.holder.name, "title": owner.title["sv"]}
    letters = [at.letter("merged", into=survivor.number)]
    silent = Outlet.NOTHING in (outlet(at.case), outlet(survivor))
    if policy_of(at.case.judgement).letter and not silent:
        told["answer_by"] = _earlier(at.case, survivor).answer_by.isoformat()
        letters.append(replace(at.letter("merged_told", **told), to=COMPLAINANT, in_person=False))
    if survivor.owner != at.staff.id:
        letters.append(_handed_over(survivor, at))
    return Decision(
        verdict="merged",
        case=merged,
        entries=(at.entry("merged", f"goes on in {survivor.number}", into=survivor.number),),
        letters=tuple(letters),
        beside=(
            Change(
                case=_earlier(at.case, survivor),
                entries=(at.entry("merged", f"takes in {at.case.number}", taken_in=at.case.number),),
            ),
        ),
    )


def split(order: Order, at: Occasion) -> Decision:
    """A new case of the same person for what stands behind the word, with an owner of its own."""
    own = intake.guarded(at.mail, _judged(order, at), at.organisation)
    case = parts.new_part(at.case, own, at.foreseen.number, at.now, at.organisation)
    case, alarms = begun(case, at.organisation, at.now)
    shown = replace(at.mail, text=order.text)
    whole = replace(at.case, parts=(*at.case.parts, case.id))
    is_told = Outlet.NOTHING not in (outlet(at.case), outlet(case))
    receipt = at.letter("split", number=case.number, **({} if is_told else {"unsent": "yes"}))
    told = replace(at.letter("split_told", number=case.number), to=COMPLAINANT, in_person=False)
    return Decision(
        verdict="split",
        case=whole,
        entries=(at.entry("split", f"part of it goes on as {case.number}", part=case.number),),
        letters=(receipt, told) if is_told else (receipt,),
        beside=(
            Change(
                case=case,
                entries=(
                    at.entry("received", f"a part of {at.case.number}", text=order.text),
                    intake.judged(own, at.now),
                ),
                letters=alarms or parts.to_staff(case, shown, at.organisation, at.now),
                met=case.complainant.address,
            ),
            *(Change(case=replace(part, parts=(*part.parts, case.id))) for part in at.others),
        ),
    )


def _judged(order: Order, at: Occasion) -> Judgement:
    words = replace(at.mail, sender=None, subject="", new_text=order.text, attachments=(), forwarded=None)
    judgement, whole = judge(words, at.organisation), at.case.judgement
    if Lane.PROTECTED in whole.lanes:  # the family is protected, whatever they write of
        judgement = with_lane(judgement, Lane.PROTECTED, at.organisation)
    return replace(judgement, barred=tuple(dict.fromkeys((*whole.barred, *judgement.barred))))


def _problem(case: Case, survivor: Case, at: Occasion) -> str:
    """Why the two cannot become one; empty when they can."""
    lanes = set(survivor.judgement.lanes)
    protects = {lane for lane in case.judgement.lanes if lane in PROTECTIVE}
    problems = {
        "same_case": survivor.id == case.id,
        "not_yours": not may(at.staff, ANSWERING, survivor, at.organisation, at.today),
        "others_case": case.complainant.mailable and not _may_be_known_as_one(case, survivor),
        "merge_protected": not protects <= lanes,
        "answered_case": survivor.state not in UNANSWERED,
        "awaits_nothing": _awaits_nothing(survivor) and not _awaits_nothing(case),
        "concerned": survivor.owner in case.judgement.barred,
        "words_wait": case.outgoing is not None,
        "mails_held": bool(case.held),
    }
    return next((why for why, holds in problems.items() if holds), "")


def _awaits_nothing(case: Case) -> bool:
    return policy_of(case.judgement).clock is Clock.NOTHING


def _may_be_known_as_one(case: Case, survivor: Case) -> bool:
    """Whether one person wrote both; who wrote one of them anonymously is another, or it would be told."""
    alike = is_anonymous(case) is is_anonymous(survivor)
    return alike and case.complainant.address == survivor.complainant.address


def _earlier(case: Case, survivor: Case) -> Case:
    """The survivor with the earlier of both promises, the conversation of both, and about whom both are.

    It is sensitive if either is.
    """
    barred = tuple(dict.fromkeys((*survivor.judgement.barred, *case.judgement.barred)))
    sensitive = survivor.judgement.sensitive or case.judgement.sensitive
    return replace(
        survivor,
        judgement=replace(survivor.judgement, barred=barred, sensitive=sensitive),
        clock_from=min(case.clock_from, survivor.clock_from),
        first_contact_by=min(case.first_contact_by, survivor.first_contact_by),
        answer_by=min(case.answer_by, survivor.answer_by),
        thread=tuple(dict.fromkeys((*survivor.thread, *case.thread)))[-20:],
        errands=(*survivor.errands, *(_taken_over(errand, case) for errand in case.errands)),
        complainants=survivor.complainants + (0 if case.complainant.mailable else case.complainants),
    )


def _taken_over(errand: Errand, case: Case) -> Errand:
    return replace(errand, name=f"{errand.name}-{case.number}", secret=errand.secret or is_secret(case))


def _handed_over(survivor: Case, at: Occasion) -> Letter:
    """What was written, to whoever now answers for it; a reply lands in the survivor."""
    letter = at.letter("taken_in", to=survivor.owner, into=survivor.number)
    shows = all(policy_of(case.judgement).content for case in (survivor, at.case))
    return replace(letter, repeats=ROUTED if shows else "")
