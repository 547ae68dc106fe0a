"""The complainant answers the follow-up question on the page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from complaints.model import Case, Decision, Outcome
from complaints.organisation import Organisation
from complaints.process import evaluation
from complaints.workflow.insisting import insist, keep, wake
from complaints.workflow.ports import AlreadyDealtWithError, Bell, Store


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """The complainant answers the follow-up question on the page."""

    organisation: Organisation
    store: Store
    bell: Bell

    def answer(self, case_id: str, outcome: Outcome, words: str, now: datetime) -> None:
        """Record the outcome, once: a second click changes nothing, nor does one while we work on it anew."""

        def decide(case: Case) -> Decision | None:
            if not evaluation.asked(case):
                return None
            return evaluation.evaluated(case, outcome, words, self.organisation, now)

        self._record(case_id, decide, now)

    def tell_more(self, case_id: str, treated: Outcome | None, words: str, now: datetime) -> None:
        """Record the answer to the second question, once and only after the first."""

        def decide(case: Case) -> Decision | None:
            if not evaluation.answered(case) or not (treated or words):
                return None
            return evaluation.told_more(case, treated, words, self.organisation, now)

        self._record(case_id, decide, now)

    def _record(self, case_id: str, decide: Callable[[Case], Decision | None], now: datetime) -> None:
        def attempt() -> Decision | None:
            case = self.store.case(case_id)
            decision = decide(case) if case else None
            return keep(self.store, decision, self.organisation, now) if decision else None

        try:
            decision = insist(attempt)
        except AlreadyDealtWithError:
            return
        if decision:
            wake(self.bell, decision, now)
