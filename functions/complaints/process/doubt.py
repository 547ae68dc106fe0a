"""What judgement was not sure of: the coordinator is asked once which of two lanes it is, and nobody waits.

The case goes on as it was judged. Where the other lane tells of danger the question leaves at any hour; where
somebody's life may be in danger, silence is taken as it is of an alarm, and the next in the chain is alarmed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from complaints.model import Case, Errand, ErrandKind, Lane, Letter, Mail
from complaints.organisation import Organisation
from complaints.policy import POLICY, Clock
from complaints.process.errands.alarm import BY_MACHINE, PATIENCE
from complaints.process.handover import ROUTED

QUESTION = "doubt"  # the letter, and the errand where it is as urgent as an alarm


def asked(
    case: Case, letters: Sequence[Letter], mail: Mail, organisation: Organisation, now: datetime
) -> tuple[Case, tuple[Letter, ...]]:
    """The new case and its letters to staff, with the question if there is one.

    The coordinator gets one mail: who owns the case is asked in the mail that hands it over.
    """
    if not case.judgement.doubt:
        return case, tuple(letters)
    taken, other = map(Lane, case.judgement.doubt)
    coordinator, facts = organisation.posts.coordinator, {"taken": taken.value, "other": other.value}
    if case.owner == coordinator:
        own = (x if x.name != ROUTED else replace(x, facts={**x.facts, **facts}) for x in letters)
        return _chased(case, other, organisation, now), tuple(own)
    question = Letter(
        name=QUESTION,
        template=QUESTION,
        to=coordinator,
        not_before=now if POLICY[other].at_once else organisation.calendar.next_office_moment(now),
        quote=mail.text if POLICY[other].content else "",
        facts=facts,
    )
    others = (letter for letter in letters if letter.name != f"copy-{coordinator}")
    return _chased(case, other, organisation, now), (*others, question)


def settled(case: Case) -> Case:
    """The case once a person has said what it is: nobody is chased for that any more."""
    if not case.judgement.doubt:
        return case
    errands = tuple(errand for errand in case.errands if errand.kind is not ErrandKind.SEEN)
    return replace(case, errands=errands, judgement=replace(case.judgement, doubt=()))


def _chased(case: Case, other: Lane, organisation: Organisation, now: datetime) -> Case:
    if POLICY[other].clock is not Clock.ALARM:
        return case
    of = organisation.acting(
        organisation.posts.coordinator, organisation.calendar.day_of(now), case.judgement.barred
    )
    errand = Errand(name=QUESTION, kind=ErrandKind.SEEN, of=of.id, by=BY_MACHINE, next_at=now + PATIENCE)
    return replace(case, errands=(*case.errands, errand))
