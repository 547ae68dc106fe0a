"""Whoever is new in an office has a second reader for the first year: somebody who says "rätt spår"."""

from datetime import datetime

from complaints.model import Case, Letter
from complaints.organisation import Organisation
from complaints.policy import policy_of
from complaints.process.confidentiality.readers import reads_along
from complaints.process.owners.handover import ROUTED


def told(
    letters: list[Letter], case: Case, organisation: Organisation, at: datetime, name: str = ""
) -> list[Letter]:
    """The letters of a case that comes to an owner, the second reader's among them instead of a copy."""
    reader = reads_along(case, organisation, organisation.calendar.day_of(at))
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
