"""Which errands a lane brings along, when a case comes to it."""

from dataclasses import replace
from datetime import datetime

from complaints.model import Case, Errand, ErrandKind, Judgement, Letter
from complaints.organisation import Organisation
from complaints.policy import Clock, clocks_of
from complaints.process.errands.alarm import BY_MACHINE, raised
from complaints.process.errands.rules import EVERY


def begun(
    case: Case, organisation: Organisation, now: datetime, before: Judgement | None = None
) -> tuple[Case, tuple[Letter, ...]]:
    """The case with the errands that its lanes ask for and that it lacks, and the letters of an alarm.

    `before`: how it was judged until now. Danger that is new is a new alarm, whatever was seen in the case.
    """
    clocks, has = clocks_of(case.judgement), {errand.kind for errand in case.errands}
    known = before is not None and Clock.ALARM in clocks_of(before)
    if Clock.INQUIRY in clocks and ErrandKind.INQUIRY not in has:
        case = replace(case, errands=(*case.errands, _inquiry(case, organisation)))
    if Clock.ALARM in clocks and not (known and ErrandKind.SEEN in has):
        others = tuple(errand for errand in case.errands if errand.kind is not ErrandKind.SEEN)
        return raised(replace(case, errands=others), organisation, now)
    return case, ()


def _inquiry(case: Case, organisation: Organisation) -> Errand:
    """The huvudman's part of an inquiry: the lowest of the management that does not own the case itself."""
    posts = organisation.posts
    huvudman = next(
        (
            role
            for role in (posts.deputy_head, posts.head)
            if role not in (case.owner, *case.judgement.barred)
        ),
        posts.registrator,
    )
    next_at = organisation.calendar.working_day_opening(case.clock_from, EVERY)
    return Errand(name="inquiry", kind=ErrandKind.INQUIRY, of=huvudman, by=BY_MACHINE, next_at=next_at)
