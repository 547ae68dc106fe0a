"""How much of a person's words a case lets out by mail."""

from enum import StrEnum

from complaints.model import Case, Lane
from complaints.policy import policy_of


class Outlet(StrEnum):
    """What leaves by mail."""

    WORDS = "words"
    NOTICE = "notice"  # that there are words, and how to get them
    NOTHING = "nothing"


def outlet(case: Case) -> Outlet:
    """A protected identity or no address lets out nothing, a sensitive matter no more than a notice.

    JO has criticised a school that mailed a pupil's health over the internet; where a family with a protected
    identity can be reached, another may read along.
    """
    judgement = case.judgement
    if not case.complainant.mailable or Lane.PROTECTED in judgement.lanes:
        return Outlet.NOTHING
    return Outlet.WORDS if policy_of(judgement).content else Outlet.NOTICE


def is_on_its_way(case: Case) -> bool:
    """Whether words wait that leave by themselves; those that are held may wait for good."""
    return case.outgoing is not None and not case.outgoing.held
