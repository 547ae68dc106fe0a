"""Whoever is new in an office has a second reader for the first year: somebody who says "rätt spår"."""

from datetime import date, datetime, timedelta

from complaints.model import Case, Letter, Role
from complaints.organisation import Organisation
from complaints.policy import policy_of
from complaints.process.handover import ROUTED

A_YEAR = timedelta(days=365)


def reader_of(case: Case, organisation: Organisation, day: date) -> str:
    """The role that reads along; empty where the owner is not new, or the lane names its readers."""
    owner, barred = organisation.role(case.owner), case.judgement.barred
    reader = owner.second_reader or organisation.posts.deputy_head
    if not is_new(owner, day) or policy_of(case.judgement).only_named:
        return ""
    return reader if reader not in (owner.id, *barred) else ""


def is_new(role: Role, day: date) -> bool:
    """Whether the holder has had the office for less than a year."""
    return role.since is not None and timedelta(0) <= day - role.since < A_YEAR


def told(
    letters: list[Letter], case: Case, organisation: Organisation, at: datetime, name: str = ""
) -> list[Letter]:
    """The letters of a case that comes to an owner, the second reader's among them instead of a copy."""
    reader = reader_of(case, organisation, organisation.calendar.day_of(at))
    if not reader:
        return letters
    others = [letter for letter in letters if (letter.to, letter.template) != (reader, "copy_notice")]
    letter = Letter(
        name=name or "second_reader",
        template="second_reader",
        to=reader,
        not_before=at,
        repeats=ROUTED if policy_of(case.judgement).content else "",
    )
    return [*others, letter]
