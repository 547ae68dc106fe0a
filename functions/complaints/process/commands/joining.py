"""`Gemensamt: LH-2026-0012, 15; ägare: Karin Blom` – several people's cases about one thing.

They share a mark and, if one is named, an owner. Each stays a case of its own: with its number, its clock and
its answer.
"""

from dataclasses import replace

from complaints.model import Case, Change, Decision, Role
from complaints.policy import PROTECTIVE
from complaints.process.commands.order import Occasion, Order
from complaints.process.commands.who import ANSWERING, may
from complaints.process.commands.whom import named
from complaints.process.confidentiality.anonymity import person
from complaints.process.deadlines.overdue import told_anew
from complaints.process.deadlines.promises import promised_anew
from complaints.process.outgoing.leaving import with_owner
from complaints.process.owners.rerouting import Move, owned_by

MOST = 15  # cases; one transaction holds them
OWNER = ("ägare", "gemensam ägare", "owner")


def joint(order: Order, at: Occasion) -> Decision:
    """This case and those named, told to all who own one."""
    cases = [at.case, *(case for case in at.foreseen.cited if case.id != at.case.id)][:MOST]
    owner = _owner(order.text, cases, at)
    if problem := _problem(cases, at) or ("whom" if owner is None and _names_owner(order.text) else ""):
        return at.helped(order.written, why=problem)
    matter = next((case.joint for case in cases if case.joint), at.case.id)
    numbers = ", ".join(case.number for case in cases)
    first, *others = (_joined(case, matter, owner, numbers, at) for case in cases)
    people = {person(case) for case in cases}
    receipt = at.letter(
        "joint", numbers=numbers, people=str(len(people)), owner=owner.holder.name if owner else ""
    )
    return Decision(
        verdict="joint matter",
        case=first.case,
        entries=first.entries,
        letters=(receipt, *first.letters),
        beside=tuple(others),
    )


def _joined(case: Case, matter: str, owner: Role | None, numbers: str, at: Occasion) -> Change:
    after = owned_by(replace(case, joint=matter), owner.id if owner else case.owner)
    after = promised_anew(after, case, at.organisation, at.now)
    after, withdrawn, stopped = with_owner(case, after, at.now)
    move = Move(before=case, after=after, by=at.staff.id, organisation=at.organisation, now=at.now)
    letters = move.letters() if after.owner != case.owner else ()
    late = told_anew(case, after, at.organisation, at.now)
    entry = at.entry("joint", f"one matter with {numbers}", matter=matter)
    return Change(case=after, entries=(entry, *withdrawn), letters=(*letters, *stopped, *late))


def _problem(cases: list[Case], at: Occasion) -> str:
    problems = {
        "no_such_case": len(cases) < 2,
        "not_yours": not all(may(at.staff, ANSWERING, case, at.organisation, at.today) for case in cases),
        "joint_protected": any(lane in PROTECTIVE for case in cases for lane in case.judgement.lanes),
    }
    return next((why for why, holds in problems.items() if holds), "")


def _names_owner(text: str) -> bool:
    return any(part.strip().casefold().startswith(OWNER) for part in text.split(";")[1:])


def _owner(text: str, cases: list[Case], at: Occasion) -> Role | None:
    """The common owner; never one whom one of the cases concerns."""
    barred = {role for case in cases for role in case.judgement.barred}
    for part in text.split(";")[1:]:
        who = named(part.partition(":")[2] or part, at.organisation)
        if who and who.role.id not in barred:
            return who.role
    return None
