"""A case comes to a lane that protects somebody, whoever found it out: it waits for an answer again.

Nothing leaves it that was written while it was taken for something milder.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from complaints.model import UNANSWERED, Case, Entry, Judgement, Letter
from complaints.organisation import Organisation
from complaints.policy import policy_of
from complaints.process.conversation import evaluation
from complaints.process.deadlines.promises import promised, promised_anew
from complaints.process.errands import opening
from complaints.process.outgoing.leaving import withdrawn
from complaints.process.owners.rerouting import judged_anew


@dataclass(frozen=True, kw_only=True)
class Protected:
    """The case in its new lanes, what is logged and told of words that were stopped, and the alarms."""

    case: Case
    entries: tuple[Entry, ...]
    stopped: tuple[Letter, ...]
    alarms: tuple[Letter, ...]


def protected(
    case: Case, judgement: Judgement, why: str, organisation: Organisation, now: datetime
) -> Protected:
    """The case judged anew; one that was answered is open again, with the days of a new one.

    `why` waiting words are stopped, as `leaving.WITHDRAWN` knows it.
    """
    entries, stopped = withdrawn(replace(case, judgement=judgement), why, now)
    after = judged_anew(case, judgement, now)
    if case.state in UNANSWERED:
        after = promised_anew(replace(after, outgoing=None), case, organisation, now)
    else:
        promise = promised(policy_of(judgement), now, organisation)
        after = replace(
            evaluation.open_again(after, organisation, now),
            first_contact_by=promise.first_contact_by,
            answer_by=promise.answer_by,
        )
    after, alarms = opening.begun(after, organisation, now, case.judgement)
    return Protected(case=after, entries=entries, stopped=stopped, alarms=alarms)
