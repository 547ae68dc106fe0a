"""The complainant answers the follow-up question on the page."""

from dataclasses import dataclass
from datetime import datetime

from complaints.model import Decision, Outcome
from complaints.organisation import Organisation
from complaints.process import evaluation
from complaints.workflow.insisting import insist, keep, wake
from complaints.workflow.ports import Bell, Store


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """The complainant answers the follow-up question on the page."""

    organisation: Organisation
    store: Store
    bell: Bell

    def answer(
        self, case_id: str, outcome: Outcome, words: str, treated: Outcome | None, now: datetime
    ) -> bool:
        """Record the outcome; False when the case waits for none: a second click changes nothing."""

        def record() -> Decision | None:
            case = self.store.case(case_id)
            if case is None or not evaluation.asked(case):
                return None
            decision = evaluation.evaluated(case, outcome, words, self.organisation, now, treated)
            return keep(self.store, decision, self.organisation, now)

        decision = insist(record)
        if decision:
            wake(self.bell, decision, now)
        return decision is not None
