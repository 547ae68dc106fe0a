"""A measure is asked about on its day, again after five working days, then told of to whoever gave it.

What its doer calls done waits for somebody else's word: the giver's, or the complainant's.
"""

from dataclasses import replace

from complaints.model import Case, Errand, ErrandKind
from complaints.organisation import Organisation
from complaints.process.errands.again import Again, Asked

EVERY = 5  # working days
ASKS = 2  # of the doer, and of whoever verifies


def rule(again: Again) -> Asked:
    """What the hour of a measure brings."""
    errand = again.errand
    verifier = verifier_of(errand, again.organisation)
    if errand.done_at:
        more = errand.asked + 1 < ASKS
        letters = (again.letter("measure_verify", verifier, answer=errand.answer, doer=_doer(again)),)
        return Asked(letters=letters, next_at=again.after(EVERY) if more else None)
    if errand.asked < ASKS:
        return Asked(letters=(again.letter("measure_due", errand.of),), next_at=again.after(EVERY))
    return Asked(letters=(again.letter("measure_undone", verifier, doer=_doer(again)),))


def verifier_of(errand: Errand, organisation: Organisation) -> str:
    """Whoever gave it, or who stands above a doer who gave it to themselves."""
    posts = organisation.posts
    return next(role for role in (errand.by, posts.coordinator, posts.deputy_head) if role != errand.of)


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
