"""A measure is asked about on its day, again after five working days, then told of to whoever gave it.

What its doer calls done waits for somebody else's word: the giver's, or the complainant's.
"""

from dataclasses import replace

from complaints.model import Case, ErrandKind
from complaints.organisation import is_away
from complaints.process.confidentiality.readers import asked_of
from complaints.process.errands.again import Again, Asked

EVERY = 5  # working days
ASKS = 2  # of the doer, and of whoever verifies


def rule(again: Again) -> Asked:
    """What the hour of a measure brings."""
    errand, organisation = again.errand, again.organisation
    asked = asked_of(errand, again.case, organisation, again.today)
    if errand.done_at:
        if errand.asked == ASKS:  # whoever was asked has had their time
            return Asked(letters=())
        if errand.verifier and not is_away(organisation.role(errand.verifier), again.today):
            asked = errand
        letters = (again.letter("measure_verify", asked.verifier, answer=errand.answer, doer=_doer(again)),)
        return Asked(letters=letters, next_at=again.after(EVERY), errand=asked)
    if errand.asked < ASKS:
        return Asked(letters=(again.letter("measure_due", errand.of),), next_at=again.after(EVERY))
    told = errand.by if asked.lets_read else asked.verifier
    return Asked(letters=(again.letter("measure_undone", told, doer=_doer(again)),))


def confirmed(case: Case, by: str) -> Case:
    """The case whose measures that are done somebody says to hold, all of them."""
    errands = (
        replace(errand, verified_by=by, next_at=None)
        if errand.kind is ErrandKind.MEASURE and errand.done_at and not errand.verified_by
        else errand
        for errand in case.errands
    )
    return replace(case, errands=tuple(errands))


def _doer(again: Again) -> str:
    return again.organisation.role(again.errand.of).holder.name
