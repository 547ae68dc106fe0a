"""A measure is asked about on its day, again after five working days, then told of to whoever gave it.

What its doer calls done waits for somebody else's word: the giver's, or the complainant's.
"""

from dataclasses import replace
from datetime import date

from complaints.model import Case, Errand, ErrandKind
from complaints.organisation import Organisation
from complaints.process.errands.again import Again, Asked
from complaints.process.readers import may_read

EVERY = 5  # working days
ASKS = 2  # of the doer, and of whoever verifies


def rule(again: Again) -> Asked:
    """What the hour of a measure brings."""
    errand = again.errand
    verifier = verifier_of(errand, again.case, again.organisation, again.today)
    if errand.done_at:
        more = errand.asked + 1 < ASKS
        letters = (again.letter("measure_verify", verifier, answer=errand.answer, doer=_doer(again)),)
        return Asked(letters=letters, next_at=again.after(EVERY) if more else None)
    if errand.asked < ASKS:
        return Asked(letters=(again.letter("measure_due", errand.of),), next_at=again.after(EVERY))
    return Asked(letters=(again.letter("measure_undone", verifier, doer=_doer(again)),))


def verifier_of(errand: Errand, case: Case, organisation: Organisation, today: date) -> str:
    """Whoever gave it, or who stands above a doer who gave it to themselves; only one who may read the case.

    Of a case that its owner alone may read nobody else is asked.
    """
    posts = organisation.posts
    asked = (errand.by, posts.coordinator, posts.deputy_head, posts.head, posts.registrator)
    others = (role for role in asked if role != errand.of)
    may = (role for role in others if may_read(organisation.role(role), case, organisation, today))
    return next(may, errand.by)


def verifiers(case: Case, organisation: Organisation, today: date) -> set[str]:
    """Who is asked about the measures of a case that are done and not verified yet."""
    done = (e for e in case.errands if e.kind is ErrandKind.MEASURE and e.done_at and not e.verified_by)
    return {verifier_of(errand, case, organisation, today) for errand in done}


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
