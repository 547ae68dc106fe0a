"""`Ta över kontakten` and `Lämna tillbaka`: one of the management alone is in touch with a complainant."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from complaints.model import COMPLAINANT, UNANSWERED, Case, Change, Decision, Errand, ErrandKind, Letter
from complaints.policy import policy_of
from complaints.process import errands
from complaints.process.commands.order import Occasion, Order
from complaints.process.confidentiality.anonymity import alike, is_anonymous
from complaints.process.deadlines.overdue import told_anew
from complaints.process.deadlines.promises import broken, promised_anew
from complaints.process.errands.rules import REVIEWED_AFTER
from complaints.process.outgoing.leaving import with_owner
from complaints.process.outgoing.ways import Outlet, outlet
from complaints.process.owners.contact import covers, errand_of, is_of_contact, keeper, owner_after
from complaints.process.owners.handover import ROUTED
from complaints.process.owners.rerouting import Move, owned_by

MOST = 8  # cases that are taken over at once, in one transaction


def take(order: Order, at: Occasion) -> Decision:
    """The person's cases are whoever writes' own from now on, and the person is told whom to turn to."""
    if not covers(at.case.judgement, at.staff.id) or not at.case.complainant.address:
        return at.helped(order.written, why="contact_not_here")
    if keeper(_of_person(at)) == at.staff.id:
        return at.helped(order.written, why="contact_already")
    cases = [case for case in _of_person(at) if covers(case.judgement, at.staff.id)][:MOST]
    told_in = _told_in(cases, at)
    first, *others = (_taken(case, at, told_in.get(case.id, "")) for case in cases)
    told = {"review": at.organisation.calendar.day_of(_review(at)).isoformat(), "numbers": _numbers(cases)}
    mine = replace(
        at.letter("contact_yours", **told),
        repeats=ROUTED if policy_of(at.case.judgement).content else "",
    )
    letters = [mine, *first.letters]
    if outlet(at.case) is not Outlet.NOTHING:
        letters.append(_to_the_complainant("contact_taken", at, **told, **broken(at.case, first.case)))
    return Decision(
        verdict="contact taken over",
        case=first.case,
        entries=first.entries,
        letters=tuple(letters),
        beside=tuple(others),
        contact=first.contact,
    )


def hand_back(order: Order, at: Occasion) -> Decision:
    """Each case goes to whoever had it, or to whoever would have got it, and the person is told.

    The case that records the contact is changed last: after a failure the same words still find the others.
    """
    has = keeper(_of_person(at))
    if not has or at.case.owner != has:
        return at.helped(order.written, why="no_contact")
    cases = [case for case in _of_person(at) if errand_of(case) or is_of_contact(case, has)]
    first, *others = (_returned(case, has, at) for case in cases)
    owner = at.organisation.acting(first.case.owner, at.today, first.case.judgement.barred)
    letters = [at.letter("contact_over", owner=owner.holder.name), *first.letters]
    if outlet(at.case) is not Outlet.NOTHING:
        letters.append(_to_the_complainant("contact_returned", at, **broken(at.case, first.case)))
    known_by = next(case.id for case in cases if errand_of(case))
    return Decision(
        verdict="contact handed back",
        case=first.case,
        entries=first.entries,
        letters=tuple(letters),
        ahead=tuple(other for other in others if other.case.id != known_by),
        beside=tuple(other for other in others if other.case.id == known_by),
        contact=first.contact,
    )


def _of_person(at: Occasion) -> list[Case]:
    """This case, then the person's others that know of a contact, then the newest ones that go on.

    Anonymous ones apart from the others: to treat them alike would tell who wrote them.
    """
    same = alike(at.foreseen.of_person, anonymous=is_anonymous(at.case))
    known = [case for case in same if case.id != at.case.id]
    marked = [case for case in known if errand_of(case)]
    others = [case for case in known if not errand_of(case) and not case.merged_into]
    return [at.case, *marked, *sorted(others, key=lambda case: case.received_at, reverse=True)]


def _review(at: Occasion) -> datetime:
    return at.organisation.calendar.working_day_opening(at.now, REVIEWED_AFTER)


def _told_in(cases: list[Case], at: Occasion) -> dict[str, str]:
    """In which case each owner of before is told: once, and in one of their own."""
    going_on = [case for case in reversed(cases) if not case.merged_into and case.owner != at.staff.id]
    return {case_id: owner for owner, case_id in {case.owner: case.id for case in going_on}.items()}


def _taken(case: Case, at: Occasion, tells: str) -> Change:
    """The case with its new owner; the time of review is kept in the one that the words were written on.

    `tells`: who had it before and is told in it; empty where nobody is.
    """
    here, ended = case.id == at.case.id, _ended(case, at)
    errand = Errand(
        name=f"contact-{case.entries + 1}",
        kind=ErrandKind.CONTACT,
        of=at.staff.id,
        by=owner_after(case, at.organisation) if errand_of(case) else case.owner,
        next_at=_review(at) if here else None,
    )
    entry = at.entry("contact_taken", "took over the contact", to=at.staff.id, **{"from": case.owner})
    if case.merged_into:
        return Change(case=ended, entries=(entry,), contact=False)
    after = replace(ended, owner=at.staff.id, in_hand_of=at.staff.id, in_hand_since=at.today)
    after = promised_anew(after, case, at.organisation, at.now)
    after, withdrawn, stopped = with_owner(case, after, at.now)
    moved = [] if here else [letter for letter in _moved(case, after, at) if letter.to == at.staff.id]
    if tells:
        name = f"contact_moved-{case.entries + 1}-{tells}"
        moved.append(replace(at.letter("contact_moved", to=tells), name=name))
    late = () if here else told_anew(case, after, at.organisation, at.now)
    return Change(
        case=errands.put(after, errand),
        entries=(entry, *withdrawn),
        letters=(*moved, *stopped, *late),
        contact=True,
    )


def _returned(case: Case, keeper: str, at: Occasion) -> Change:
    """A case that has another owner by now, or goes on in another one, only forgets the contact."""
    stays = case.merged_into or not is_of_contact(case, keeper)
    after = owned_by(_ended(case, at), case.owner if stays else owner_after(case, at.organisation))
    after = promised_anew(after, case, at.organisation, at.now)
    after, withdrawn, stopped = with_owner(case, after, at.now)
    entry = at.entry("contact_returned", "handed back the contact", to=after.owner, **{"from": case.owner})
    late = () if case.id == at.case.id else told_anew(case, after, at.organisation, at.now)
    letters = (*_moved(case, after, at), *stopped, *late)
    return Change(case=after, entries=(entry, *withdrawn), letters=letters, contact=False)


def _ended(case: Case, at: Occasion) -> Case:
    errand = errand_of(case)
    return errands.done(case, errand, at.now) if errand else case


def _moved(before: Case, after: Case, at: Occasion) -> Iterator[Letter]:
    """Whoever gets a case that waits for its answer gets all that the first owner got."""
    if before.state in UNANSWERED and before.owner != after.owner:
        move = Move(before=before, after=after, by=at.staff.id, organisation=at.organisation, now=at.now)
        yield from move.letters()


def _to_the_complainant(template: str, at: Occasion, **facts: str) -> Letter:
    return replace(at.letter(template, to=COMPLAINANT, **facts), in_person=False)


def _numbers(cases: list[Case]) -> str:
    return ", ".join(case.number for case in cases)
