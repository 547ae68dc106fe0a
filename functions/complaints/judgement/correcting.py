"""What a person says of a mail outweighs the rules: the judgement corrected, and its people found anew.

A correction never takes back what protects: health words keep a case out of mail, a right to education at
risk keeps the deputy head told, and nobody comes to own a matter that concerns themselves.
"""

from dataclasses import replace

from complaints.judgement.routing import by_policy
from complaints.model import Judgement, Lane, Reason
from complaints.organisation import Category, Organisation
from complaints.policy import PROTECTIVE

CORRECTED = "corrected"  # what a reason is about when a person gave it
KRANKNING, REKTOR = "krankning", "rektor"  # categories that say more than what a mail is about


def with_category(judgement: Judgement, category: Category, organisation: Organisation) -> Judgement:
    """About something else. Kränkning is a lane as well; what a rektor did is not that rektor's to judge."""
    others = (judgement.category, *judgement.also_categories)
    changed = replace(
        judgement,
        category=category.code,
        also_categories=tuple(code for code in dict.fromkeys(others) if code != category.code),
    )
    if category.code == KRANKNING:
        changed = _with_protection(changed, Lane.KRANKNING)
    unit = organisation.unit(judgement.unit)
    if category.code == REKTOR and unit and unit.head not in judgement.barred:
        changed = replace(changed, barred=(*judgement.barred, unit.head))
    return _rerouted(changed, category.code, judgement, organisation)


def with_unit(judgement: Judgement, unit_id: str, organisation: Organisation) -> Judgement:
    """About another school. Where its head is complained about, that is who it is."""
    unit, changed = organisation.unit(unit_id), replace(judgement, unit=unit_id)
    about_rektor = judgement.category == REKTOR and judgement.unit is None
    if unit and unit.head not in judgement.barred and (about_rektor or blames_unknown_head(judgement)):
        changed = replace(changed, barred=(*judgement.barred, unit.head))
    return _rerouted(changed, unit_id, judgement, organisation)


def blames_unknown_head(judgement: Judgement) -> bool:
    """Whether it complains about the head of a school that was not named."""
    return any(reason.about == "blamed" and not reason.says for reason in judgement.reasons)


def with_lane(judgement: Judgement, lane: Lane, organisation: Organisation) -> Judgement:
    """On another way, and on no other beside it; a lane that protects comes to those that do so already."""
    changed = replace(judgement, lane=lane, also=())
    if lane in PROTECTIVE:
        changed = _with_protection(judgement, lane)
    return _rerouted(changed, lane, judgement, organisation)


def with_barred(judgement: Judgement, barred: tuple[str, ...], organisation: Organisation) -> Judgement:
    """The same, concerning these roles as well: whoever stands above them gets it."""
    changed = replace(judgement, barred=barred)
    rerouted = _rerouted(changed, judgement.lane, judgement, organisation)
    return replace(rerouted, reasons=judgement.reasons)


def _with_protection(judgement: Judgement, lane: Lane) -> Judgement:
    kept = {other for other in judgement.lanes if other in PROTECTIVE}
    first, *also = (other for other in Lane if other in kept | {lane})
    return replace(judgement, lane=first, also=tuple(also))


def _rerouted(changed: Judgement, says: str, before: Judgement, organisation: Organisation) -> Judgement:
    """Its owner, copies and secrecy by the same policy that a new mail meets."""
    corrected = replace(changed, reasons=(*before.reasons, Reason(about=CORRECTED, says=says, because=())))
    at_risk = any(reason.about == "urgent" for reason in before.reasons)
    return by_policy(corrected, organisation, private=_private(before), at_risk=at_risk)


def _private(judgement: Judgement) -> bool:
    """Whether the mail's own words are sensitive, whatever category it was thought to have."""
    codes = (judgement.category, *judgement.also_categories)
    found = (reason.because for reason in judgement.reasons if reason.about == "sensitive")
    return any(because not in [(code,) for code in codes] for because in found)
