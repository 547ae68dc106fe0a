"""The first letter to whoever wrote: which one, and what it must know besides the case."""

from collections.abc import Mapping
from datetime import datetime

from complaints.model import COMPLAINANT, Case, Complainant, Lane, Letter, Mail, Writer
from complaints.organisation import Organisation
from complaints.policy import MILD, PLAIN, policy_of
from complaints.process.arrival import enclosures
from complaints.process.arrival.complainants import PUPIL
from complaints.process.arrival.elsewhere import right_place, sent_on_to

TEMPLATE = "acknowledgement"


def acknowledgement(case: Case, mail: Mail, organisation: Organisation, now: datetime) -> Letter | None:
    """The lane's letter, at once at any hour; None where none is sent or nobody can be mailed."""
    policy = policy_of(case.judgement)
    if not (policy.letter and case.complainant.mailable):
        return None
    kind = _plain_kind(case, organisation) if policy.letter == PLAIN else policy.letter
    if case.judgement.lane in MILD and is_pupil(case.complainant):
        kind = "pupil"
    facts = _facts(case, mail, organisation)
    if kind == "elsewhere" and not case.answered_at:  # somebody has to find out whose it is
        kind = "other"
    template = "_".join(filter(None, (TEMPLATE, kind)))
    return Letter(name=TEMPLATE, template=template, to=COMPLAINANT, not_before=now, facts=facts)


def unit_unknown(case: Case, organisation: Organisation) -> bool:
    """Whether the first letter promises to tell who the right person is."""
    return case.owner == organisation.coordinator.id and case.judgement.unit is None


def _plain_kind(case: Case, organisation: Organisation) -> str:
    if is_pupil(case.complainant):
        return "pupil"
    return "unit_unknown" if unit_unknown(case, organisation) else ""


def is_pupil(complainant: Complainant) -> bool:
    """Whether they are written to in a pupil's words."""
    at_school = complainant.address.rpartition("@")[2].startswith(PUPIL)
    return at_school or complainant.writer is Writer.PUPIL


def _facts(case: Case, mail: Mail, organisation: Organisation) -> Mapping[str, str]:
    left_out = enclosures.too_large(mail.attachments)
    facts = {"left_out": str(left_out)} if left_out else {}
    if place := right_place(case, organisation):
        facts |= {"place": place.name, "contact": place.contact}
    if sent_on := sent_on_to(case, organisation):
        facts["sent_on"] = organisation.role(sent_on).holder.name
    if case.judgement.lane is Lane.STAFF_MATTER and "whistleblowing" in organisation.links:
        facts["whistleblowing"] = organisation.links["whistleblowing"]
    return facts
