"""`Åtgärd: byta lås; Olle Dahl; 15 april`, and `Verifierad` by another: nothing runs into the sand."""

from dataclasses import replace
from datetime import date

from complaints.model import Decision, Errand, ErrandKind, Role
from complaints.process import errands
from complaints.process.commands.days import day_in, lies_ahead
from complaints.process.commands.order import Occasion, Order
from complaints.process.commands.which import acting_as, chosen, listed, numbered
from complaints.process.commands.whom import named
from complaints.process.confidentiality.readers import may_read
from complaints.process.confidentiality.secrecy import is_secret


def promise(order: Order, at: Occasion) -> Decision:
    """A measure with a doer and a day. For one who is no registered role, the writer is asked."""
    text, doer, day = _parsed(order.text, at)
    calendar = at.organisation.calendar
    if not text or day is None or not lies_ahead(day, at.today, calendar):
        return at.helped(order.written, why="measure")
    if _is_kept_from(doer, at):
        return at.helped(order.written, why="measure_secret")
    errand = Errand(
        name=f"measure-{at.case.entries + 1}",
        kind=ErrandKind.MEASURE,
        of=doer.id,
        by=at.staff.id,
        text=text,
        due_on=day,
        next_at=calendar.next_office_moment(calendar.opening(day)),
    )
    facts = {"due_on": day.isoformat(), "of": doer.id}
    letters = [at.letter("measure_noted", text=text, doer=doer.holder.name, due_on=day.isoformat())]
    if doer != at.staff:
        given = {"text": text, "by": at.staff.holder.name, "due_on": day.isoformat()}
        letters.append(at.letter("measure_given", to=doer.id, **given))
    return Decision(
        verdict="measure promised",
        case=errands.put(at.case, errand),
        entries=(at.entry("measure", text, **facts),),
        letters=tuple(letters),
    )


def verified(order: Order, at: Occasion) -> Decision:
    """Another than the doer says that it holds, who may read the case."""
    if not may_read(at.staff, at.case, at.organisation, at.today):
        return at.helped(order.written, why="not_yours")
    waiting = [e for e in numbered(at.case) if _waits_for_anothers_word(e)]
    others = [errand for errand in waiting if _is_anothers(errand, at)]
    errand = chosen(others, order.text, at.case)
    if errand is None:
        why = "which_measure" if others or not waiting else "own_measure"
        return at.helped(order.written, why=why, measures=listed(others, at.case))
    done = replace(errand, verified_by=at.staff.id, next_at=None)
    return Decision(
        verdict="measure verified",
        case=errands.put(at.case, done),
        entries=(at.entry("measure_verified", errand.text, of=errand.of),),
        letters=(at.letter("measure_verified", text=errand.text),),
    )


def _is_kept_from(doer: Role, at: Occasion) -> bool:
    """Whether the case is secret and the doer, another than whoever writes, may not read it."""
    others = doer != at.staff and not may_read(doer, at.case, at.organisation, at.today)
    return others and is_secret(at.case)


def _is_anothers(errand: Errand, at: Occasion) -> bool:
    """Whether it was done by another, for whom the writer does not stand in, save where they were asked."""
    asked = errand.verifier == at.staff.id != errand.of
    return errand.done_by != at.staff.id and (asked or errand.of not in acting_as(at))


def _waits_for_anothers_word(errand: Errand) -> bool:
    return errand.kind is ErrandKind.MEASURE and bool(errand.done_at) and not errand.verified_by


def _parsed(text: str, at: Occasion) -> tuple[str, Role, date | None]:
    """What, by whom and until when; a part that names no role stays with what is to be done."""
    parts = [part.strip() for part in text.split(";")]
    doer, day, what = at.staff, None, parts[:1]
    for part in parts[1:]:
        found, role = day_in(part, at.today), named(part, at.organisation)
        if role:
            doer = role.role
        elif found:
            day = found.first
        else:
            what.append(part)
    return "; ".join(filter(None, what)), doer, day
