"""Which of the things that are asked in a case a colleague means: the only one, or the one of that number."""

from collections.abc import Iterable

from complaints.model import Case, Errand, ErrandKind
from complaints.process.commands.numbers import ALONE
from complaints.process.commands.order import Occasion
from complaints.process.confidentiality.secrecy import is_secret

NUMBERED = (ErrandKind.MEASURE, ErrandKind.URGED)


def numbered(case: Case) -> list[Errand]:
    """What is to be done in a case, in the order in which it was said: so it is numbered."""
    return [errand for errand in case.errands if errand.kind in NUMBERED]


def chosen(among: list[Errand], text: str, case: Case) -> Errand | None:
    """The only one, or the one whose number stands behind the word."""
    number = ALONE.match(text.strip())
    if number:
        return next((errand for errand in among if _number(errand, case) == int(number[1])), None)
    return among[0] if len(among) == 1 else None


def listed(among: Iterable[Errand], case: Case) -> str:
    """A line for each, for the letter that asks which one is meant. Of a secret case it tells days alone."""
    secret = is_secret(case)
    return "\n".join(f"{_number(e, case)} – {e.due_on if secret else e.text}" for e in among)


def acting_as(at: Occasion) -> set[str]:
    """The roles whose errands the writer does: their own, and those they stand in for today."""
    roles = {errand.of for errand in at.case.errands}
    barred = at.case.judgement.barred
    return {at.staff.id} | {
        role for role in roles if at.organisation.acting(role, at.today, barred).id == at.staff.id
    }


def _number(errand: Errand, case: Case) -> int:
    return numbered(case).index(errand) + 1
