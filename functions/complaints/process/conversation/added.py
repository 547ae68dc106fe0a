"""What somebody outside wrote on a case, on its way to whoever has it: after the case itself."""

from dataclasses import replace
from datetime import datetime, timedelta

from complaints.model import UNANSWERED, Case, ErrandKind, Lane, Letter, Mail
from complaints.organisation import Organisation
from complaints.policy import policy_of
from complaints.process.arrival.enclosures import files_named

BY_COMPLAINANT = "added_by_complainant"  # the letter
AFTER_THE_CASE = timedelta(minutes=1)  # letters of one instant may leave in any order


def to_owner(template: str, mail: Mail, case: Case, organisation: Organisation, now: datetime) -> Letter:
    """The words, at the next office hour; of a sensitive matter no more than that they are there."""
    policy = policy_of(case.judgement)
    hour = organisation.calendar.staff_moment(now, at_once=policy.at_once)
    if hour > now and not case.in_hand_of:  # what hands the case over waits for the same hour
        hour += AFTER_THE_CASE
    return Letter(
        name=f"{template}-{case.entries + 1}",
        template=template,
        to=case.owner,
        not_before=hour,
        quote=mail.new_text if policy.content else "",
        facts={
            "sender": mail.sender.address if mail.sender else "?",
            **(files_named(mail) if policy.content else {}),
        },
    )


def to_all(letter: Letter, case: Case, organisation: Organisation, now: datetime) -> tuple[Letter, ...]:
    """The letter to the owner; where somebody may be in danger, to everybody who was alarmed besides."""
    if Lane.ACUTE not in case.judgement.lanes or case.state not in UNANSWERED:
        return (letter,)
    day = organisation.calendar.day_of(now)
    acting = organisation.acting(case.owner, day, case.judgement.barred).id
    alarmed = dict.fromkeys(errand.of for errand in case.errands if errand.kind is ErrandKind.SEEN)
    others = (role for role in alarmed if role not in (case.owner, acting, *case.judgement.barred))
    return (letter, *(replace(letter, name=f"{letter.name}-{role}", to=role) for role in others))
