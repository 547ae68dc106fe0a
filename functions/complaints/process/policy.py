"""What a lane means for the process, on one screen: its acknowledgement, whether it waits for office
hours, whether a clock runs, and whether the complainant is asked afterwards if it got better.

Sources: skollagen 4 kap. 8 § (confirm, investigate, feed back) and 6 kap. 10 § (kränkning: promptly);
the municipality's own promises in days stand in its organisation file.
"""

from dataclasses import dataclass, replace

from complaints.model import Judgement, Lane


@dataclass(frozen=True)
class LanePolicy:
    """How the process treats a lane."""

    acknowledgement: str = "acknowledgement"  # the letter's template; empty: none is sent
    first_contact_days: int | None = None  # working days; None: what the municipality promises
    answered_at_contact: bool = False  # the first contact is the answer: one promise, one date
    at_once: bool = False  # staff are told at any hour
    clock: bool = True  # reminders and escalation
    follow_up: bool = True  # asked whether it got better
    content: bool = True  # staff mail shows what was written


ORDINARY = LanePolicy()
OTHER = LanePolicy("acknowledgement_other", answered_at_contact=True, follow_up=False)
PROMPTLY = 1
HANDED_ON = LanePolicy("acknowledgement_other", PROMPTLY, answered_at_contact=True, follow_up=False)

POLICY: dict[Lane, LanePolicy] = {
    Lane.ACUTE: LanePolicy("acknowledgement_acute", at_once=True, follow_up=False),
    Lane.PROTECTED: LanePolicy("acknowledgement_protected", follow_up=False, content=False),
    Lane.KRANKNING: LanePolicy("acknowledgement_krankning", PROMPTLY, at_once=True, follow_up=False),
    Lane.APPEAL: HANDED_ON,
    Lane.DOCUMENT_REQUEST: HANDED_ON,
    Lane.DATA_REQUEST: OTHER,
    Lane.DEMAND: ORDINARY,
    Lane.STAFF_MATTER: LanePolicy(follow_up=False),
    Lane.THREAT: LanePolicy(at_once=True, follow_up=False),
    Lane.WRONG_RECIPIENT: OTHER,
    Lane.FAULT_REPORT: OTHER,
    Lane.QUESTION: OTHER,
    Lane.SUGGESTION: OTHER,
    Lane.PRAISE: LanePolicy("acknowledgement_other", clock=False, follow_up=False),
    Lane.SPAM: LanePolicy("", clock=False, follow_up=False),
    Lane.COMPLAINT: ORDINARY,
}


def policy_of(judgement: Judgement) -> LanePolicy:
    """The policy of a case: its lane's, made more careful by every lane it also carries."""
    lanes = [POLICY[lane] for lane in (judgement.lane, *judgement.also) if lane in POLICY]
    return replace(
        lanes[0],
        at_once=judgement.urgent or any(lane.at_once for lane in lanes),
        follow_up=all(lane.follow_up for lane in lanes),
        content=all(lane.content for lane in lanes),
    )
