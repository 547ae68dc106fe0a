"""What each lane means, on one screen: who acts, who is told, by which letter, how soon, how secretly.

An owner or a copy is a post of the organisation, or one of

    unit       whoever leads the unit; where none is known, the coordinator
    category   the owner of the category, as the organisation file says
    informed   the category's copies, as the organisation file says

Sources: skollagen 4 kap. 8 § (confirm, investigate, feed back) and 6 kap. 10 § (kränkning: promptly); the
municipality's own promises in days stand in its organisation file.
"""

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import lru_cache

from complaints.model import Judgement
from complaints.model import Lane as L  # noqa: N817 – the table below is read by its columns
from complaints.organisation import UNIT

CATEGORY, INFORMED = "category", "informed"
COORDINATOR, DEPUTY, HEAD, REGISTRATOR = "coordinator", "deputy_head", "head", "registrator"
HEALTH, PRIVACY, STAFF, FAULTS = "student_health", "data_protection", "staff_matters", "faults"


class Clock(StrEnum):
    """What a lane waits for."""

    ANSWER = "answer"  # a first contact, then an answer: two promises, reminders, the ladder
    CONTACT = "contact"  # the first contact is the answer: one promise
    NEXT_DAY = "next_day"  # so too, by the next working day
    SAME_DAY = "same_day"  # so too, today while the day is young, and asked for in the afternoon
    MONTH = "month"  # a first contact, and an answer within a calendar month
    INQUIRY = "inquiry"  # as ANSWER, but promptly, and asked about until rektor and huvudman have ended it
    ALARM = "alarm"  # as ANSWER, and somebody must say at once that it was seen
    NOTHING = "nothing"


class Secrecy(IntEnum):
    """What staff mail tells, the more careful the higher."""

    OPEN = 0  # what was written
    NOTICE = 1  # number, dates, and a link to the page that shows the rest
    NAMED = 2  # so too, and nobody else hears of the case than those that the lane names


class Counted(StrEnum):
    """How reports count a case."""

    YES = "complaint"
    APART = "apart"
    NO = "not"


@dataclass(frozen=True)
class Policy:
    """How a lane is treated. `letter`: the kind of acknowledgement, empty where none is sent."""

    owner: str
    copies: tuple[str, ...]
    letter: str
    clock: Clock
    secrecy: Secrecy
    counted: Counted
    at_once: bool = False  # staff are told at any hour

    @property
    def content(self) -> bool:
        """Whether staff mail shows what was written."""
        return self.secrecy is Secrecy.OPEN

    @property
    def only_named(self) -> bool:
        """Whether nobody else hears of the case than those that the lane names."""
        return self.secrecy is Secrecy.NAMED

    @property
    def ladder(self) -> tuple[str, ...]:
        """Which posts hear, step by step, when no answer comes."""
        return (self.copies or (HEAD,)) if self.only_named else (COORDINATOR, DEPUTY, HEAD)


PLAIN = "plain"
NOW = True
ANSWER, CONTACT, NEXT_DAY, SAME_DAY, MONTH, INQUIRY, ALARM, NOTHING = Clock
OPEN, NOTICE, NAMED = Secrecy
YES, APART, NO = Counted

# fmt: off
POLICY = {  #                  owner        copies                 letter       clock     secrecy counted
    L.AUTOMATIC:        Policy(COORDINATOR, (),                    "",          NOTHING,  OPEN,   NO),
    L.REPLY:            Policy(COORDINATOR, (),                    "",          NOTHING,  OPEN,   NO),
    L.ACUTE:            Policy(UNIT,        (DEPUTY, HEALTH),      "acute",     ALARM,    NOTICE, YES,   NOW),
    L.PROTECTED:        Policy(REGISTRATOR, (DEPUTY,),             "protected", ANSWER,   NAMED,  YES),
    L.KRANKNING:        Policy(UNIT,        (DEPUTY, COORDINATOR), "krankning", INQUIRY,  NOTICE, APART, NOW),
    L.APPEAL:           Policy(REGISTRATOR, (CATEGORY,),           "other",     NEXT_DAY, OPEN,   NO),
    L.DOCUMENT_REQUEST: Policy(REGISTRATOR, (UNIT, DEPUTY),        "other",     SAME_DAY, OPEN,   NO),
    L.DATA_REQUEST:     Policy(REGISTRATOR, (PRIVACY,),            "other",     MONTH,    OPEN,   NO),
    L.DEMAND:           Policy(CATEGORY,    (INFORMED, DEPUTY),    PLAIN,       ANSWER,   OPEN,   YES),
    L.STAFF_MATTER:     Policy(STAFF,       (),                    "staff",     ANSWER,   NAMED,  APART),
    L.THREAT:           Policy(DEPUTY,      (CATEGORY,),           PLAIN,       ANSWER,   OPEN,   YES,   NOW),
    L.WRONG_RECIPIENT:  Policy(COORDINATOR, (),                    "elsewhere", NEXT_DAY, OPEN,   APART),
    L.FAULT_REPORT:     Policy(UNIT,        (FAULTS,),             "other",     NEXT_DAY, OPEN,   NO),
    L.QUESTION:         Policy(CATEGORY,    (),                    "other",     CONTACT,  OPEN,   NO),
    L.SUGGESTION:       Policy(CATEGORY,    (),                    "other",     CONTACT,  OPEN,   APART),
    L.PRAISE:           Policy(UNIT,        (),                    "other",     NOTHING,  OPEN,   APART),
    L.SPAM:             Policy(COORDINATOR, (),                    "",          NOTHING,  OPEN,   NO),
    L.COMPLAINT:        Policy(CATEGORY,    (INFORMED,),           PLAIN,       ANSWER,   OPEN,   YES),
}
# fmt: on

# Sets of lanes, each in the order of priority.
ALARMS = (L.ACUTE, L.PROTECTED, L.KRANKNING, L.THREAT)  # somebody may come to harm: people are told at once
REQUESTS = (L.APPEAL, L.DOCUMENT_REQUEST, L.STAFF_MATTER)  # somebody's right is lost if it is missed
DANGEROUS = tuple(lane for lane in L if lane in {*ALARMS, *REQUESTS})  # a miss is not tolerated
PROTECTIVE = tuple(lane for lane in L if lane in {*DANGEROUS, L.DATA_REQUEST, L.DEMAND})
MILD = (L.FAULT_REPORT, L.QUESTION, L.SUGGESTION, L.PRAISE)  # no complaint, and no paper either


def policy_of(judgement: Judgement) -> Policy:
    """The policy of a case: its lane's, made more careful by its other lanes and by what is told in it."""
    return _careful(judgement.lanes, judgement.sensitive, judgement.urgent)


@lru_cache(maxsize=256)
def _careful(lanes: tuple[L, ...], sensitive: bool, urgent: bool) -> Policy:
    rows = [POLICY[lane] for lane in lanes]
    told = NOTICE if sensitive else OPEN
    return replace(
        rows[0],
        secrecy=max(told, *(row.secrecy for row in rows)),
        at_once=urgent or any(row.at_once for row in rows),
    )


def clocks_of(judgement: Judgement) -> set[Clock]:
    """What the case's lanes wait for, all of them."""
    return {POLICY[lane].clock for lane in judgement.lanes}


def is_investigated(judgement: Judgement) -> bool:
    """Whether an answer owes three headings: kartläggning, analys, åtgärder (skollagen 6 kap. 10 §)."""
    return Clock.INQUIRY in clocks_of(judgement)


def is_followed_up(judgement: Judgement) -> bool:
    """Whether the complainant is asked afterwards if it got better: after ordinary complaints alone."""
    rows = (POLICY[lane] for lane in judgement.lanes)
    return all(row.counted is YES and row.clock is ANSWER and row.content and not row.at_once for row in rows)
