"""`Kategori:`, `Enhet:`, `Till:`, `ej klagomål:` and `Klagomål`: one word of staff puts a case right.

What was and why stays in the log (`lyhord corrections export` reads it there). The complainant hears of it
only if it changes what the first letter said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from complaints.judgement import correcting
from complaints.model import COMPLAINANT, UNANSWERED, Case, Change, Decision, Judgement, Lane, Letter
from complaints.policy import MILD, PLAIN, PROTECTIVE, policy_of
from complaints.process.arrival import doubt
from complaints.process.arrival.acknowledging import unit_unknown
from complaints.process.commands.naming import LANES, category_in, lane_in, unit_in
from complaints.process.commands.order import Occasion, Order
from complaints.process.commands.spelling import plain
from complaints.process.commands.who import MANAGEMENT, may_open
from complaints.process.commands.whom import named
from complaints.process.deadlines.overdue import LATE
from complaints.process.deadlines.promises import broken, promised_anew, waits
from complaints.process.errands import alarm, opening
from complaints.process.outgoing.leaving import with_owner
from complaints.process.outgoing.ways import Outlet, outlet
from complaints.process.owners.protecting import protected
from complaints.process.owners.rerouting import Move, adds_protection, judged_anew, owned_by

CORRECTED = "corrected"  # in the log


def category(order: Order, at: Occasion) -> Decision:
    """`Kategori: lokaler, det gäller toaletten`; also a lane, such as `Kategori: överklagande`."""
    if lane := lane_in(order.text):
        return _to_lane(lane.value, lane.reason, order, at)
    said = category_in(order.text, at.organisation)
    if said is None:
        names = (category.name["sv"] for category in at.organisation.categories.values())
        return at.helped(order.written, why="category", known=_listed(names))
    at = replace(at, case=doubt.settled(at.case))
    judgement = correcting.with_category(at.case.judgement, said.value, at.organisation)
    return _judged(judgement, "category", said.reason, at)


def unit(order: Order, at: Occasion) -> Decision:
    """`Enhet: Kullaskolan`."""
    said = unit_in(order.text, at.organisation)
    if said is None:
        names = (unit.name for unit in at.organisation.units.values())
        return at.helped(order.written, why="unit", known=_listed(names))
    judgement = correcting.with_unit(at.case.judgement, said.value.id, at.organisation)
    return _judged(judgement, "unit", said.reason, at)


def owner(order: Order, at: Occasion) -> Decision:
    """`Till: rektor Kullaskolan, det är hennes elev`. Never to one whom the matter concerns."""
    meant = named(order.text, at.organisation, at.staff)
    if meant is None:
        return at.helped(order.written, why="whom")
    if meant.role.id in at.case.judgement.barred:
        return at.helped(order.written, why="concerned")
    case = promised_anew(owned_by(at.case, meant.role.id), at.case, at.organisation, at.now)
    return _moved(case, "owner", meant.rest, at)


def no_complaint(order: Order, at: Occasion) -> Decision:
    """`ej klagomål: fråga`."""
    said = plain(order.text)
    named = (lane for lane in MILD if said.startswith(tuple(map(plain, LANES[lane]))))
    lane = next(named, None)
    if lane is None:
        return at.helped(order.written, why="lane")
    return _to_lane(lane, order.text, order, at)


def complaint(order: Order, at: Occasion) -> Decision:
    """`Klagomål`: what was taken for something milder is a complaint after all."""
    if at.case.judgement.lane in (*PROTECTIVE, Lane.COMPLAINT) and not at.case.judgement.doubt:
        return at.helped(order.written, why="complaint_already")
    return _to_lane(Lane.COMPLAINT, order.text, order, at)


def _to_lane(lane: Lane, reason: str, order: Order, at: Occasion) -> Decision:
    """A case that protects somebody leaves its lane by the management's word alone."""
    leaves = lane not in PROTECTIVE and any(x in PROTECTIVE for x in at.case.judgement.lanes)
    if leaves and not may_open(at.staff, MANAGEMENT, at.organisation):
        return at.helped(order.written, why="protected_lane")
    if lane is at.case.judgement.lane:
        return _confirmed(reason, at)
    at = replace(at, case=doubt.settled(at.case))
    judgement = correcting.with_lane(at.case.judgement, lane, at.organisation)
    decision = _judged(judgement, "lane", reason, at)
    help_lines = alarm.help_lines(at.case, at.now) if lane is Lane.ACUTE else ()
    protects = lane is Lane.PROTECTED and lane not in at.case.judgement.lanes
    beside = tuple(_protected_beside(reason, at)) if protects else ()
    return replace(decision, letters=(*decision.letters, *help_lines), beside=beside)


def _protected_beside(reason: str, at: Occasion) -> Iterator[Change]:
    """A protected identity is the family's: it holds in the open cases of all matters of its mail."""
    for part in at.others:
        if part.state in UNANSWERED and Lane.PROTECTED not in part.judgement.lanes:
            judgement = correcting.with_lane(part.judgement, Lane.PROTECTED, at.organisation)
            [change] = _judged(judgement, "lane", reason, replace(at, case=part)).changes
            others_hear = (letter for letter in change.letters if letter.template != CORRECTED)
            yield replace(change, letters=tuple(others_hear))


def _confirmed(reason: str, at: Occasion) -> Decision:
    """The lane taken is right: nobody but who said so needs to hear."""
    lane = at.case.judgement.lane
    entry = at.entry(CORRECTED, reason or "it was right", field="lane", was=lane, now=lane)
    receipt = at.letter(CORRECTED, field="lane", was=lane, now=lane)
    case = doubt.settled(at.case)
    return Decision(verdict="confirmed: lane", case=case, entries=(entry,), letters=(receipt,))


def _judged(judgement: Judgement, field: str, reason: str, at: Occasion) -> Decision:
    if adds_protection(judgement, at.case.judgement):
        unmailed = outlet(replace(at.case, judgement=judgement)) is Outlet.NOTHING
        why = "no_mail" if unmailed else "raised"
        raised = protected(at.case, judgement, why, at.organisation, at.now)
        decision = _moved(raised.case, field, reason, at, raised.alarms)
        entries = (*decision.entries, *raised.entries)
        return replace(decision, entries=entries, letters=(*decision.letters, *raised.stopped))
    case = promised_anew(judged_anew(at.case, judgement, at.now), at.case, at.organisation, at.now)
    case, alarms = opening.begun(case, at.organisation, at.now, at.case.judgement)
    return _moved(case, field, reason, at, alarms)


def _moved(case: Case, field: str, reason: str, at: Occasion, alarms: tuple[Letter, ...] = ()) -> Decision:
    was, now = _value(at.case, field), _value(case, field)
    entry = at.entry(CORRECTED, reason or "no reason given", field=field, was=was, now=now)
    told = _told(case, at)
    move = Move(
        before=at.case,
        after=case,
        by=at.staff.id,
        organisation=at.organisation,
        now=at.now,
        told=bool(told),
        alarmed=bool(alarms),
    )
    case, entries, stopped = with_owner(at.case, case, at.now)
    secret = policy_of(case.judgement).only_named
    was, now = ("", "") if secret else (_spoken(at.case, field, at), _spoken(case, field, at))
    receipt = at.letter(CORRECTED, field="" if secret else field, was=was, now=now)
    letters = (*alarms, receipt, *move.letters(), *told, *stopped)
    return Decision(verdict=f"corrected: {field}", case=case, entries=(entry, *entries), letters=letters)


def _told(case: Case, at: Occasion) -> tuple[Letter, ...]:
    """The complainant hears when what the first letter said no longer holds."""
    template = _news(case, at)
    if not (template and outlet(case) is not Outlet.NOTHING):
        return ()
    corrected = {"corrected": "yes"} if template == "opened_again" else {}
    facts = {**broken(at.case, case), **corrected}
    return (replace(at.letter(template, **facts), to=COMPLAINANT, in_person=False),)


def _news(case: Case, at: Occasion) -> str:
    """The letter that tells it; empty when nothing has changed for them, such as another category.

    Whoever is told where help is needs no days.
    """
    lanes = case.judgement.lanes
    if Lane.ACUTE in lanes and Lane.ACUTE not in at.case.judgement.lanes:
        return ""
    if case.rounds > at.case.rounds:
        return "opened_again"
    if waits(case) != waits(at.case):
        return "responsible" if waits(case) else "passed_on"
    looked = policy_of(at.case.judgement).letter == PLAIN and unit_unknown(at.case, at.organisation)
    if looked and not unit_unknown(case, at.organisation):
        return "responsible"
    if case.owner != at.case.owner and waits(case):
        return "new_contact"
    return LATE if broken(at.case, case) else ""


def _value(case: Case, field: str) -> str:
    return case.owner if field == "owner" else str(getattr(case.judgement, field) or "")


def _spoken(case: Case, field: str, at: Occasion) -> str:
    """The value as staff call it; a lane is named by the letter."""
    organisation, value = at.organisation, _value(case, field)
    if field == "category":
        return organisation.category(value).name["sv"]
    if field == "unit":
        unit = organisation.unit(value)
        return unit.name if unit else ""
    return organisation.role(value).holder.name if field == "owner" else value


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
