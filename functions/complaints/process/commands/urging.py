"""`Uppmaning: ge honom undervisning, senast 24 mars` – the management says what must be done, and by when.

It is recorded with its day, and reported by `Gjort`. Source: skollagen 4 kap. 7 § (the huvudman sees to it
that what is lacking is put right).
"""

import re

from complaints.model import Decision, Errand, ErrandKind, Role
from complaints.policy import policy_of
from complaints.process import errands
from complaints.process.commands.days import Span, day_in, lies_ahead
from complaints.process.commands.order import Occasion, Order
from complaints.process.confidentiality.readers import may_read

LATEST = re.compile(r"[\s,;.–-]*\b(?:senast|by|no later than)\s*(?:den\s*)?", re.IGNORECASE)


def urge(order: Order, at: Occasion) -> Decision:
    """An uppmaning with a day, to the owner; where that is whoever writes, to the rektor of the school."""
    text, day = _parsed(order.text, at)
    if not text or day is None or not lies_ahead(day.first, at.today, at.organisation.calendar):
        return at.helped(order.written, why="urging")
    receiver = _receiver(at)
    if receiver is None:
        return at.helped(order.written, why="nobody_to_urge")
    errand = _errand(text, day, receiver, at)
    told = {"text": text, "due_on": day.first.isoformat()}
    return Decision(
        verdict="urged",
        case=errands.put(at.case, errand),
        entries=(at.entry("urged", text, due_on=told["due_on"], of=receiver.id),),
        letters=(
            at.letter("urged_noted", who=receiver.holder.name, head=_head_hears(at), **told),
            at.letter("urged", to=receiver.id, by=at.staff.holder.name, **told),
        ),
    )


def _errand(text: str, day: Span, receiver: Role, at: Occasion) -> Errand:
    calendar = at.organisation.calendar
    return Errand(
        name=f"urged-{at.case.entries + 1}",
        kind=ErrandKind.URGED,
        of=receiver.id,
        by=at.staff.id,
        text=text,
        due_on=day.first,
        next_at=calendar.next_office_moment(calendar.opening(day.first)),
    )


def _parsed(text: str, at: Occasion) -> tuple[str, Span | None]:
    """What is to be done, and by which day: the one behind the last "senast", or the first that is named."""
    for found in reversed(list(LATEST.finditer(text))):
        behind = text[found.end() :]
        day = day_in(behind, at.today)
        if day and not behind[: day.start].strip():
            return _joined(text[: found.start()], behind[day.end :]), day
    day = day_in(text, at.today)
    return (_joined(text[: day.start], text[day.end :]), day) if day else (text, None)


def _joined(before: str, behind: str) -> str:
    return " ".join(filter(None, (before.strip(" ,;–-"), behind.strip(" ,;.–-"))))


def _head_hears(at: Occasion) -> str:
    """For the receipt: whether silence is told to the head too."""
    return "" if policy_of(at.case.judgement).only_named else "yes"


def _receiver(at: Occasion) -> Role | None:
    """Never one who may not read the case or whom the matter concerns, nor whoever urges."""
    unit, barred = at.organisation.unit(at.case.judgement.unit), at.case.judgement.barred
    for role in filter(None, (at.case.owner, unit.head if unit else "")):
        acting, meant = at.organisation.acting(role, at.today, barred), at.organisation.role(role)
        reads = may_read(meant, at.case, at.organisation, at.today)
        if reads and at.staff.id not in (role, acting.id):
            return meant
    return None
