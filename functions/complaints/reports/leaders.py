"""What those who lead the meeting get beside the sheet: what is late, at risk or due, where it is heavy."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from complaints.model import Case, Errand, ErrandKind, ForLeaders, Line, Listed, Result
from complaints.organisation import Organisation
from complaints.policy import Clock, policy_of
from complaints.process.confidentiality.masking import masked
from complaints.process.confidentiality.secrecy import is_secret
from complaints.reports.period import Period

MOST_LINES = 40  # of a kind; the others are counted
MOST_TEXT = 600  # characters of a dismissal, or of a measure


Found = TypeVar("Found")


def for_leaders(
    cases: Sequence[Case], period: Period, next_meeting: date | None, organisation: Organisation
) -> ForLeaders:
    """Nothing of a case that only named people may know of, or that concerns somebody who gets this."""
    readers = _readers(period.today, organisation)
    seen = [
        case
        for case in sorted(cases, key=lambda case: case.number)
        if not case.merged_into
        and not policy_of(case.judgement).only_named
        and not readers & {organisation.role(role).holder.address for role in case.judgement.barred}
    ]
    late = sorted((case for case in seen if _is_late(case, period)), key=lambda case: case.answer_by)
    dismissed = [c for c in seen if period.is_closed(c) and c.result is Result.DISMISSED]
    return ForLeaders(
        late=_listed(late, lambda case: _line(case, organisation, day=case.answer_by)),
        at_risk=_listed([c for c in seen if _at_risk(c, period)], lambda case: _line(case, organisation)),
        measures=_listed(_due(seen, next_meeting), lambda due: _measure(*due, organisation)),
        dismissed=_listed(dismissed, lambda case: _dismissal(case, organisation)),
        load=tuple(dict.fromkeys(_unit(case, organisation) for case in seen if _heavy(case, period))),
    )


def _listed(found: Sequence[Found], line: Callable[[Found], Line]) -> Listed:
    """The first of them; a stored sheet is one row, and has an end."""
    return Listed(lines=tuple(map(line, found[:MOST_LINES])), more=max(len(found) - MOST_LINES, 0))


def _readers(day: date, organisation: Organisation) -> set[str]:
    """Addresses of the two who lead the meeting, and of whoever stands in for them that day."""
    posts = (organisation.posts.deputy_head, organisation.posts.head)
    roles = (role for post in posts for role in (organisation.role(post), organisation.acting(post, day)))
    return {role.holder.address for role in roles}


def _is_late(case: Case, period: Period) -> bool:
    """Nobody waits for an answer to praise."""
    return period.is_late(case) and policy_of(case.judgement).clock is not Clock.NOTHING


def _at_risk(case: Case, period: Period) -> bool:
    """The right to education, by the mail's words or because the management has urged."""
    risk = any(reason.about == "urgent" for reason in case.judgement.reasons)
    urged = any(errand.kind is ErrandKind.URGED and not errand.done_at for errand in case.errands)
    return period.concerns(case) and (urged or (risk and period.is_open(case)))


def _heavy(case: Case, period: Period) -> bool:
    return case.load_told_at is not None and period.since <= case.load_told_at < period.until


def _dismissal(case: Case, organisation: Organisation) -> Line:
    line = _line(case, organisation, words=case.dismissed_for)
    text = masked(case.dismissal, case, organisation, name_officials=False)
    return line if is_secret(case) else replace(line, text=_clipped(text))


def _clipped(text: str) -> str:
    """As much of it as a sheet has room for."""
    return text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT].rstrip()} […]"


def _due(cases: Iterable[Case], next_meeting: date | None) -> list[tuple[date, Case, Errand]]:
    """Measures not done that are due before the next meeting, the earliest first."""
    due = [
        (errand.due_on, case, errand)
        for case in cases
        for errand in case.errands
        if errand.kind is ErrandKind.MEASURE and errand.due_on and not errand.done_at
        if next_meeting is None or errand.due_on < next_meeting
    ]
    return sorted(due, key=lambda found: (found[0], found[1].number))


def _measure(day: date, case: Case, errand: Errand, organisation: Organisation) -> Line:
    return _line(case, organisation, day=day, words=_words(errand, case, organisation))


def _words(errand: Errand, case: Case, organisation: Organisation) -> str:
    """They were not written for the sheet: with a name in them all go."""
    if errand.secret or is_secret(case):
        return ""
    covered = masked(errand.text, case, organisation, name_officials=False)
    return _clipped(errand.text) if covered == errand.text else ""


def _line(case: Case, organisation: Organisation, *, day: date | None = None, words: str = "") -> Line:
    """Of a sensitive case no more than its number and its days, as in every mail about it."""
    if is_secret(case):
        return Line(number=case.number, day=day)
    category = organisation.category(case.judgement.category).name["sv"]
    return Line(number=case.number, unit=_unit(case, organisation), category=category, day=day, words=words)


def _unit(case: Case, organisation: Organisation) -> str:
    unit = organisation.unit(case.judgement.unit)
    return unit.name if unit else organisation.role(case.owner).title["sv"]
