"""What judgement was not sure of: the coordinator is asked once which of two lanes it is, and nobody waits.

The case goes on as it was judged. Of one that the coordinator may not read the deputy head is asked. Where
the other lane tells of danger the question leaves at any hour; where somebody's life may be in danger,
silence is taken as it is of an alarm, and the next in the chain is alarmed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from complaints.model import Case, Errand, ErrandKind, Lane, Letter, Mail
from complaints.organisation import Organisation
from complaints.policy import POLICY, Clock
from complaints.process.confidentiality.readers import may_read
from complaints.process.errands.alarm import BY_MACHINE, PATIENCE
from complaints.process.owners.handover import ROUTED

QUESTION = "doubt"  # the letter, and the errand where it is as urgent as an alarm


def asked(
    case: Case, letters: Sequence[Letter], mail: Mail, organisation: Organisation, now: datetime
) -> tuple[Case, tuple[Letter, ...]]:
    """The new case and its letters to staff, with the question if there is one.

    It is one mail: who owns the case is asked in the mail that hands it over.
    """
    if not case.judgement.doubt:
        return case, tuple(letters)
    taken, other = map(Lane, case.judgement.doubt)
    role, facts = _who_may_say(case, organisation, now), {"taken": taken.value, "other": other.value}
    if POLICY[other].clock is Clock.ALARM:
        case = replace(case, errands=(*case.errands, _urgent(case, role, organisation, now)))
    if case.owner == role:
        own = (x if x.name != ROUTED else replace(x, facts={**x.facts, **facts}) for x in letters)
        return case, tuple(own)
    hour = organisation.calendar.staff_moment(now, at_once=POLICY[other].at_once)
    given = next((letter.not_before for letter in letters if letter.name == ROUTED), hour)
    if given > hour:  # the owner gets it no sooner
        facts["given"] = given.isoformat()
    question = Letter(
        name=QUESTION,
        template=QUESTION,
        to=role,
        not_before=hour,
        quote=mail.text if POLICY[other].content else "",
        facts=facts,
    )
    others = (letter for letter in letters if letter.name != f"copy-{role}")
    return case, (*others, question)


def settled(case: Case) -> Case:
    """The case once a person has said what it is: nobody is chased for that any more."""
    if not case.judgement.doubt:
        return case
    errands = tuple(errand for errand in case.errands if errand.kind is not ErrandKind.SEEN)
    return replace(case, errands=errands, judgement=replace(case.judgement, doubt=()))


def _who_may_say(case: Case, organisation: Organisation, now: datetime) -> str:
    """The lowest post that may read the case, whoever acts for it that day."""
    posts, day, barred = organisation.posts, organisation.calendar.day_of(now), case.judgement.barred
    asked = (posts.coordinator, posts.deputy_head)
    acting = {post: organisation.acting(post, day, barred) for post in asked}
    may = (post for post in asked if may_read(acting[post], case, organisation, day))
    return next(may, posts.coordinator)


def _urgent(case: Case, role: str, organisation: Organisation, now: datetime) -> Errand:
    """To be answered at once, as an alarm is."""
    of = organisation.acting(role, organisation.calendar.day_of(now), case.judgement.barred)
    return Errand(name=QUESTION, kind=ErrandKind.SEEN, of=of.id, by=BY_MACHINE, next_at=now + PATIENCE)
