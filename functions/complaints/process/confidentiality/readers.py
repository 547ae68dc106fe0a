"""Who may read a case on its page, on one screen: the most secret of its lanes decides. Whoever stands in for
one of them that day reads for them.

A role that the matter concerns never reads it, and whoever no longer has one of these parts in the case does
not either, however good the link once was. Sources: offentlighets- och sekretesslagen 23 kap. (stronger
secrecy in preschool and student health), 21 kap. 3 a § (protected identity).
"""

from dataclasses import replace
from datetime import date, timedelta

from complaints.model import Case, Errand, ErrandKind, Judgement, Lane, Role
from complaints.organisation import Organisation
from complaints.policy import policy_of

A_YEAR = timedelta(days=365)  # in which an owner is new

OWNER = "owner"
TOLD = "told"  # who got a copy of the first mail
UNIT = "unit"  # who leads the school it is about
ALARMED = "alarmed"  # who was asked to confirm an alarm
SECOND = "second"  # who reads along with an owner who is new

READERS: tuple[tuple[Lane, tuple[str, ...]], ...] = (  # the first lane that a case carries
    (Lane.PROTECTED, (OWNER, "registrator", "deputy_head")),
    (Lane.STAFF_MATTER, (OWNER,)),
    (Lane.ACUTE, (OWNER, TOLD, UNIT, ALARMED, "deputy_head", "head")),
    (Lane.KRANKNING, (OWNER, TOLD, UNIT, "coordinator", "deputy_head", "head")),
)
SECRET = (OWNER, ALARMED, "deputy_head")  # another sensitive case, such as one of health
ORDINARY = (OWNER, TOLD, UNIT, SECOND, ALARMED, "coordinator", "deputy_head", "head")


def may_read(reader: Role, case: Case, organisation: Organisation, today: date) -> bool:
    """Whether this role may read the case today."""
    asked = {errand.verifier for errand in case.errands if errand.lets_read and errand.next_at}
    return reader.id in (_readers(case, organisation, today) | asked) - set(case.judgement.barred)


def asked_of(errand: Errand, case: Case, organisation: Organisation, today: date) -> Errand:
    """A measure with whoever says if it holds: who gave it, or stands above a doer who gave it to themselves.

    Only one who may read the case. Where that is the doer alone it is the next in the owner's chain, who
    would have read it in the owner's absence. That role alone reads it for the measure, until it is verified
    or the time to answer is over. Who reported it done, standing in for the doer, is not asked either.
    """
    posts, apart = organisation.posts, (*case.judgement.barred, errand.of, errand.done_by)
    asked = (errand.by, posts.coordinator, posts.deputy_head, posts.head, posts.registrator)
    others = _readers(case, organisation, today) - set(apart)
    reader = next((role for role in asked if role in others), "")
    verifier = reader or organisation.acting(case.owner, today, apart).id
    return replace(errand, verifier=verifier, lets_read=not reader)


def verifiers(case: Case) -> set[str]:
    """Who was asked about the measures of a case that are done and not verified yet."""
    return {errand.verifier for errand in case.errands if errand.verifier and not errand.verified_by}


def reads_along(case: Case, organisation: Organisation, today: date) -> str:
    """The role that reads along with an owner who is new, and may read the case; empty where none does."""
    role = _named_to_read_along(case, organisation, today)
    return role if role and may_read(organisation.role(role), case, organisation, today) else ""


def _named_to_read_along(case: Case, organisation: Organisation, day: date) -> str:
    """The role that reads along; empty where the owner is not new, or the lane names its readers."""
    owner, barred = organisation.role(case.owner), case.judgement.barred
    reader = owner.second_reader or organisation.posts.deputy_head
    if not is_new(owner, day) or policy_of(case.judgement).only_named:
        return ""
    return reader if reader not in (owner.id, *barred) else ""


def is_new(role: Role, day: date) -> bool:
    """Whether the holder has had the office for less than a year."""
    return role.since is not None and timedelta(0) <= day - role.since < A_YEAR


def _readers(case: Case, organisation: Organisation, today: date) -> set[str]:
    judgement, unit = case.judgement, organisation.unit(case.judgement.unit)
    of_case = {
        OWNER: {case.owner},
        TOLD: set(judgement.copies),
        UNIT: {unit.head} if unit else set(),
        SECOND: {_named_to_read_along(case, organisation, today)} - {""},
        ALARMED: {errand.of for errand in case.errands if errand.kind is ErrandKind.SEEN},
    }
    named: set[str] = set()
    for part in _parts(judgement):
        named |= of_case[part] if part in of_case else {organisation.post(part, case.judgement.barred)}
    return named | {organisation.acting(role, today, judgement.barred).id for role in named}


def _parts(judgement: Judgement) -> tuple[str, ...]:
    lanes = judgement.lanes
    named = next((parts for lane, parts in READERS if lane in lanes), None)
    return named or (SECRET if judgement.sensitive else ORDINARY)
