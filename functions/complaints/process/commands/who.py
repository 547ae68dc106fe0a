"""Who may use a command on a case."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from complaints.model import Case, ErrandKind, Role
from complaints.organisation import Organisation
from complaints.policy import policy_of
from complaints.process.arrival.quarantine import is_held
from complaints.process.confidentiality.readers import may_read, reads_along, verifiers


class Who(StrEnum):
    """A group of staff, as the policy names it."""

    OWNER = "owner"  # of the case, and whoever acts for the owner that day
    COORDINATOR = "coordinator"
    DEPUTY_HEAD = "deputy_head"
    HEAD = "head"
    REGISTRATOR = "registrator"
    REKTOR = "rektor"  # who leads a unit
    UNIT_HEAD = "unit_head"  # who leads the unit that the case is about
    SECOND_READER = "second_reader"  # of a case whose owner is new
    ASKED = "asked"  # of whom something in this case is asked
    ALARMED = "alarmed"  # whoever got its alarm
    VERIFIER = "verifier"  # who is asked if a measure that is called done is so
    WRITER = "writer"  # of the words that wait
    JUDGE = "judge"  # of whom it is asked how serious the case is
    ANYONE = "anyone"  # every registered address
    STAFF = "staff"  # everybody at the municipality's own domains, with or without a role


COORDINATING = (Who.COORDINATOR, Who.DEPUTY_HEAD, Who.HEAD)
ANSWERING = (Who.OWNER, *COORDINATING)
MANAGEMENT = (Who.DEPUTY_HEAD, Who.HEAD)
POSTS = (Who.COORDINATOR, Who.DEPUTY_HEAD, Who.HEAD, Who.REGISTRATOR)  # named as in the organisation's posts


def may_open(staff: Role, who: tuple[Who, ...], organisation: Organisation) -> bool:
    """Whether the staff member belongs to one of the groups that need no case."""
    posts = organisation.posts
    groups = {
        Who.COORDINATOR: {posts.coordinator},
        Who.DEPUTY_HEAD: {posts.deputy_head},
        Who.HEAD: {posts.head},
        Who.REGISTRATOR: {posts.registrator},
        Who.REKTOR: {unit.head for unit in organisation.units.values()},
        Who.ANYONE: {staff.id} & organisation.roles.keys(),
        Who.STAFF: {staff.id},
    }
    return any(staff.id in groups[group] for group in who)


def may(staff: Role, who: tuple[Who, ...], case: Case, organisation: Organisation, day: date) -> bool:
    """Whether the staff member belongs to one of the groups that day; never one whom the matter concerns.

    Whoever stands in for a post gets its mail, and so may answer it. Where a lane names who hears of its
    cases, no other post decides anything in them, nor does whoever leads the unit.
    """
    barred, policy = case.judgement.barred, policy_of(case.judgement)
    if policy.only_named and not may_read(staff, case, organisation, day):
        who = tuple(group for group in who if group in policy.ladder or group not in (*POSTS, Who.UNIT_HEAD))
    waiting = [errand for errand in case.errands if errand.done_at is None]
    if staff.id in barred:
        return False
    of_case = {
        Who.OWNER: {case.owner, organisation.acting(case.owner, day, barred).id},
        Who.UNIT_HEAD: {unit.head} if (unit := organisation.unit(case.judgement.unit)) else set(),
        Who.SECOND_READER: {reads_along(case, organisation, day)},
        Who.ASKED: {errand.of for errand in waiting},
        Who.ALARMED: {errand.of for errand in waiting if errand.kind is ErrandKind.SEEN},
        Who.WRITER: {case.outgoing.by} if case.outgoing else set(),
        Who.VERIFIER: {organisation.acting(role, day, barred).id for role in verifiers(case)},
        Who.JUDGE: {errand.of for errand in waiting if errand.kind is ErrandKind.SEVERITY},
    }
    standing_in = (organisation.post(group, barred) for group in who if group in POSTS)
    if any(organisation.acting(post, day, barred).id == staff.id for post in standing_in):
        return True
    if any(staff.id in of_case.get(group, ()) for group in who):
        return True
    return may_open(staff, tuple(group for group in who if group not in of_case), organisation)


def waiting(cited: Iterable[Case], staff: Role, organisation: Organisation, today: date) -> tuple[Case, ...]:
    """Those that are held, and that the staff member may let in that day."""
    held = filter(is_held, cited)
    return tuple(case for case in held if may(staff, ANSWERING, case, organisation, today))
