"""One person alone is in touch with a complainant, for a time, where the contact wears somebody down.

Whoever of the management took it over owns the person's cases meanwhile, those that come later too. Every
mail is still received and answered (JO 180-2014). Cases that protect a child, and requests for papers, keep
their own people: nothing is to go slower for it.
"""

from collections.abc import Iterable
from dataclasses import replace

from complaints.judgement.routing import assigned
from complaints.model import Case, Change, Decision, Errand, ErrandKind, Judgement, Lane, Reason
from complaints.organisation import Organisation
from complaints.policy import MILD

COVERED = (Lane.COMPLAINT, Lane.DEMAND, *MILD)


def errand_of(case: Case) -> Errand | None:
    """That the contact in this case is taken over, if it is."""
    return next((e for e in case.errands if e.kind is ErrandKind.CONTACT and not e.done_at), None)


def keeper(cases: Iterable[Case]) -> str:
    """The role that alone is in touch with whoever opened these cases; empty when nobody is."""
    errands = (errand_of(case) for case in cases)
    return next((errand.of for errand in errands if errand), "")


def covers(judgement: Judgement, role: str) -> bool:
    """Whether a matter can be that role's while the contact is: all its lanes are ordinary ones."""
    return role not in judgement.barred and all(lane in COVERED for lane in judgement.lanes)


def routed(judgement: Judgement, keeper: str) -> Judgement:
    """A new mail of the person goes to whoever has the contact, and to nobody besides."""
    if not keeper or not covers(judgement, keeper):
        return judgement
    reason = Reason(about="owner", says=keeper, because=("kontakten är övertagen",))
    return replace(judgement, owner=keeper, copies=(), reasons=(*judgement.reasons, reason))


def is_of_contact(case: Case, keeper: str) -> bool:
    """Whether a case that came later is the keeper's because of the contact, and goes back with it."""
    return bool(keeper) and case.owner == keeper and covers(case.judgement, keeper)


def remembered(decision: Decision, keeper: str) -> Decision:
    """The same, and its cases are found when the contact is handed back, however many mails come."""
    first = True if decision.case and is_of_contact(decision.case, keeper) else decision.contact
    beside = tuple(marked(change, keeper) for change in decision.beside)
    return replace(decision, contact=first, beside=beside)


def marked(change: Change, keeper: str) -> Change:
    """The same, of one case."""
    return replace(change, contact=True) if is_of_contact(change.case, keeper) else change


def owner_after(case: Case, organisation: Organisation) -> str:
    """Who has the case when the contact is handed back: whoever had it and still may, or would get it now."""
    errand = errand_of(case)
    had = errand.by if errand else ""
    return had if had and had not in case.judgement.barred else assigned(case.judgement, organisation).owner
