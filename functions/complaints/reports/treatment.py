"""How much the sheet tells of a case. In doubt the less."""

from enum import StrEnum

from complaints.model import Case, ErrandKind, Lane
from complaints.policy import Counted, policy_of
from complaints.process.confidentiality.secrecy import is_secret


class Treatment(StrEnum):
    """From all to nothing."""

    TOLD = "told"  # counted for its unit, and its facts told
    COUNTED = "counted"  # counted for its unit
    PRAISE = "praise"  # so too, as praise
    KRANKNING = "krankning"  # counted for the whole municipality
    APART = "apart"  # so too, together with other matters of which not even the kind is told
    ABSENT = "absent"


NAMELESS = {Lane.ACUTE, Lane.THREAT, Lane.STAFF_MATTER}


def treatment_of(case: Case) -> Treatment:
    """What the sheet tells of a case. One about a rektor is told of no unit: it would name that rektor."""
    judgement = case.judgement
    lanes = {*judgement.lanes, *judgement.doubt}
    if case.merged_into or Lane.PROTECTED in lanes:
        return Treatment.ABSENT
    if Lane.KRANKNING in lanes:
        return Treatment.KRANKNING
    if lanes & NAMELESS or judgement.barred:
        return Treatment.APART
    if judgement.lane is Lane.PRAISE:
        return Treatment.PRAISE
    if policy_of(judgement).counted is not Counted.YES:
        return Treatment.ABSENT
    with_hr = any(errand.kind is ErrandKind.HR for errand in case.errands)
    return Treatment.COUNTED if is_secret(case) or with_hr else Treatment.TOLD
