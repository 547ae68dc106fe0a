"""`Åtgärd: byta lås; Olle Dahl; 15 april`, `Gjort`, `Verifierad`: nothing promised runs into the sand."""

from dataclasses import replace
from datetime import date

from complaints.model import Case, Decision, Errand, ErrandKind, Role
from complaints.process import errands
from complaints.process.commands.days import day_in
from complaints.process.commands.numbers import ALONE
from complaints.process.commands.order import Occasion, Order
from complaints.process.commands.whom import named
from complaints.process.errands.measure import EVERY, verifier_of


def promise(order: Order, at: Occasion) -> Decision:
    """A measure with a doer and a day. For one who is no registered role, the writer is asked."""
    text, doer, day = _parsed(order.text, at)
    if not text or day is None or day < at.today:
        return at.helped(order.written, why="measure")
    calendar = at.organisation.calendar
    asked_on = day if calendar.is_working_day(day) else calendar.add_working_days(day, 1)
    errand = Errand(
        name=f"measure-{at.case.entries + 1}",
        kind=ErrandKind.MEASURE,
        of=doer.id,
        by=at.staff.id,
        text=text,
        due_on=day,
        next_at=calendar.opening(asked_on),
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


def reported(order: Order, at: Occasion) -> Decision:
    """The doer says that it is done; somebody else is asked if it holds."""
    mine = [errand for errand in measures(at.case) if errand.of in _acting_as(at) and not errand.done_at]
    errand = _chosen(mine, order.text, at.case)
    if errand is None:
        return at.helped(order.written, why="which_measure", measures=_listed(mine, at.case))
    verifier = verifier_of(errand, at.organisation)
    next_at = at.organisation.calendar.working_day_opening(at.now, EVERY)
    done = replace(errand, done_at=at.now, answer=order.text, asked=0, next_at=next_at)
    facts = {"text": errand.text, "doer": at.staff.holder.name, "answer": order.text}
    return Decision(
        verdict="measure reported",
        case=errands.put(at.case, done),
        entries=(at.entry("measure_reported", errand.text),),
        letters=(
            at.letter("measure_reported", text=errand.text, who=at.organisation.role(verifier).holder.name),
            at.letter("measure_verify", to=verifier, **facts),
        ),
    )


def verified(order: Order, at: Occasion) -> Decision:
    """Another than the doer says that it holds."""
    waiting = [errand for errand in measures(at.case) if errand.done_at and not errand.verified_by]
    others = [errand for errand in waiting if errand.of not in _acting_as(at)]
    errand = _chosen(others, order.text, at.case)
    if errand is None:
        why = "which_measure" if others or not waiting else "own_measure"
        return at.helped(order.written, why=why, measures=_listed(others, at.case))
    done = replace(errand, verified_by=at.staff.id, next_at=None)
    return Decision(
        verdict="measure verified",
        case=errands.put(at.case, done),
        entries=(at.entry("measure_verified", errand.text, of=errand.of),),
        letters=(at.letter("measure_verified", text=errand.text),),
    )


def measures(case: Case) -> list[Errand]:
    """The measures of a case, in the order in which they were promised: so they are numbered."""
    return [errand for errand in case.errands if errand.kind is ErrandKind.MEASURE]


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


def _chosen(among: list[Errand], text: str, case: Case) -> Errand | None:
    """The only one, or the one whose number stands behind the word."""
    number = ALONE.match(text.strip())
    if number:
        return next((errand for errand in among if _number(errand, case) == int(number[1])), None)
    return among[0] if len(among) == 1 else None


def _number(errand: Errand, case: Case) -> int:
    return measures(case).index(errand) + 1


def _listed(among: list[Errand], case: Case) -> str:
    return "\n".join(f"{_number(errand, case)} – {errand.text}" for errand in among)


def _acting_as(at: Occasion) -> set[str]:
    """The roles whose errands the writer does: their own, and those they stand in for today."""
    roles = {errand.of for errand in at.case.errands}
    barred = at.case.judgement.barred
    return {at.staff.id} | {
        role for role in roles if at.organisation.acting(role, at.today, barred).id == at.staff.id
    }
