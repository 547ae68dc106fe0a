"""The complainant answers the follow-up question on the page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from complaints.model import Case, Decision, Envelope, Mail, Outcome
from complaints.organisation import Organisation
from complaints.process import danger, evaluation
from complaints.workflow.foresight import others_of
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
            decision = evaluation.evaluated(case, outcome, words, self.organisation, now)
            return self._heard(decision, case, words, now)

        self._record(case_id, decide, now)

    def tell_more(self, case_id: str, treated: Outcome | None, words: str, now: datetime) -> None:
        """Record the answer to the second question, once and only after the first."""

        def decide(case: Case) -> Decision | None:
            if not evaluation.answered(case) or not (treated or words):
                return None
            decision = evaluation.told_more(case, treated, words, self.organisation, now)
            return self._heard(decision, case, words, now)

        self._record(case_id, decide, now)

    def _heard(self, decision: Decision, case: Case, words: str, now: datetime) -> Decision:
        """Words of danger are as urgent on a page as in a mail, and protect as much."""
        if not words:
            return decision
        envelope = Envelope(received_at=now)
        mail = Mail(identity="", raw_sha256="", envelope=envelope, text=words, new_text=words)
        decision = danger.beside(decision, mail, self.organisation, now)
        family = (case, *others_of(case, self.store))
        return danger.protected(decision, family, mail, self.organisation, now)

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
