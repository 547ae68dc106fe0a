"""`Frånvarande 6–10 april, ersättare: bitr.` – somebody is away, and who acts meanwhile; `Tillbaka` ends it.

One's own absence anybody may tell; that of another, named first, the coordinator and the heads.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from complaints.calendar import ONE_DAY
from complaints.model import Absence, Amendments, Decision, Letter, Presence, Role
from complaints.organisation import Organisation
from complaints.process.commands.days import span_in
from complaints.process.commands.order import Arrival, Occasion, Order
from complaints.process.commands.who import Who, may_open
from complaints.process.commands.whom import named

DEPUTY = re.compile(r"[\s,;.(–-]*\b(?:ersättare|ersätts av|vikarie|deputy|stand-in)\b[\s:–-]*", re.IGNORECASE)
FOR_OTHERS = (Who.COORDINATOR, Who.DEPUTY_HEAD, Who.HEAD)
LONGEST = timedelta(days=500)
KEPT = timedelta(days=60)  # what ended longer ago is forgotten


@dataclass(frozen=True)
class Told:
    """An absence as somebody told it; else `problem` says what could not be understood."""

    absence: Absence | None = None
    problem: str = ""


def away(order: Order, at: Arrival) -> Decision:
    """In a mail of its own: new and running cases go to the deputy on these days."""
    told = understood(order.text, at.staff, at)
    letters = (_receipt(told, order, at),)
    return Decision(verdict="absence", letters=letters, amendments=_with(told, at))


def away_on_case(order: Order, at: Occasion) -> Decision:
    """The same in a reply on a case. Where its owner's mailbox answered by itself, the owner is meant."""
    owner = at.organisation.role(at.case.owner)
    silent = any(silent.role == owner.id for silent in at.organisation.amendments.silent)
    told = understood(order.text, owner if silent else at.staff, at)
    entry = at.entry("absence" if told.absence else "note", "somebody tells who is away")
    letters = (_receipt(told, order, at),)
    return Decision(
        verdict="absence", case=at.case, entries=(entry,), letters=letters, amendments=_with(told, at)
    )


def back(_order: Order, at: Arrival) -> Decision:
    """Whoever writes is back from today."""
    amendments = at.organisation.amendments
    mine = [a for a in amendments.absences if a.role == at.staff.id and a.last >= at.today]
    shortened = (replace(a, last=at.today - ONE_DAY) for a in mine if a.first < at.today)
    absences = (*(a for a in amendments.absences if a not in mine), *shortened)
    there = _there_all_the_same(at)
    known = bool(mine or there)
    letters = (at.letter("absence_over", **({} if known else {"none": "yes"})),)
    recent = (p for p in amendments.present if p.last >= at.today - KEPT)
    changed = replace(amendments, absences=absences, present=(*recent, *there)) if known else None
    return Decision(verdict="absence over", letters=letters, amendments=changed)


def _there_all_the_same(at: Arrival) -> list[Presence]:
    """From today, where the pushed file says away: in a school break, to its end."""
    told = at.organisation.amendments.absences
    pushed = (a for a in at.organisation.role(at.staff.id).absences if a not in told)
    return [
        Presence(role=at.staff.id, first=at.today, last=away.last)
        for away in pushed
        if away.first <= at.today <= away.last
    ]


def understood(text: str, about: Role, at: Arrival | Occasion) -> Told:
    """Who is away when, and who stands in. `about` is meant if nobody is named."""
    paragraph = text.partition("\n\n")[0]
    said, *deputy_said = DEPUTY.split(paragraph, maxsplit=1)
    span = span_in(paragraph, at.today, at.organisation.calendar)
    if span is None or span.last < at.today or span.last - at.today > LONGEST:
        return Told(problem="days")
    other = named(said[: span.start], at.organisation, at.staff)
    if other:
        about = other.role
    if about != at.staff and not may_open(at.staff, FOR_OTHERS, at.organisation):
        return Told(problem="not_yours")
    deputy = named(deputy_said[0], at.organisation, about) if deputy_said else None
    if deputy_said and deputy is None:
        return Told(problem="deputy")
    chosen = deputy.role.id if deputy else ""
    return Told(Absence(role=about.id, first=span.first, last=span.last, deputy=chosen))


def _with(told: Told, at: Arrival | Occasion) -> Amendments | None:
    """The amendments with the absence: it takes the place of what it overlaps, and of the open question."""
    if told.absence is None:
        return None
    new, amendments = told.absence, at.organisation.amendments
    recent = (old for old in amendments.absences if old.last >= at.today - KEPT)
    kept = (left for old in recent if (left := _left_of(old, new)))
    silent = tuple(silent for silent in amendments.silent if silent.role != new.role)
    return replace(amendments, absences=(*kept, new), silent=silent)


def _left_of(old: Absence, new: Absence) -> Absence | None:
    """What still holds of an absence told before: one that is prolonged, until the day before the new one.

    Days within those told before are other days instead of them.
    """
    if old.role != new.role or old.last < new.first or new.last < old.first:
        return old
    if old.first < new.first and old.last <= new.last:
        return replace(old, last=new.first - ONE_DAY)
    return None


def _receipt(told: Told, order: Order, at: Arrival | Occasion) -> Letter:
    if told.absence is None:
        return at.letter("absence_help", problem=told.problem, written=order.written[:200])
    amended = _with(told, at)
    organisation = at.organisation.amended(amended) if amended else at.organisation
    absence = told.absence
    before = [a for a in organisation.amendments.absences if a.role == absence.role and a != absence]
    days = sorted((*(a for a in before if a.last >= at.today), absence), key=lambda a: a.first)
    whose = {} if absence.role == at.staff.id else {"who": organisation.role(absence.role).holder.name}
    return at.letter(
        "absence_receipt",
        first=absence.first.isoformat(),
        last=absence.last.isoformat(),
        stand_ins="\n".join(line for a in days for line in _stand_ins(a, at.today, organisation)),
        others="\n".join(f"{a.first}/{a.last}" for a in days if a != absence),
        **whose,
    )


def _stand_ins(absence: Absence, today: date, organisation: Organisation) -> Iterator[str]:
    """First day, last day and who acts on them, for each stretch of days with the same one acting."""
    first = max(absence.first, today)
    days = [first + timedelta(days=n) for n in range((absence.last - first).days + 1)]
    for _, stretch in groupby(days, key=lambda day: organisation.acting(absence.role, day).id):
        same = list(stretch)
        role = organisation.acting(absence.role, same[0])
        yield f"{same[0].isoformat()}/{same[-1].isoformat()}/{role.holder.name}, {role.title['sv']}"
