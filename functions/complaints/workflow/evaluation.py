"""The complainant answers the follow-up question on the page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from complaints.model import Case, Decision, Envelope, Mail, Outcome
from complaints.organisation import Organisation
from complaints.process.conversation import danger, evaluation
from complaints.workflow.foresight import others_of, survivor
from complaints.workflow.ports import AlreadyDealtWithError, Bell, Store
from complaints.workflow.saving import keep, retry_on_conflict, wake


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """The complainant answers the follow-up question on the page."""

    organisation: Organisation
    store: Store
    bell: Bell

    def answer(self, case_id: str, outcome: Outcome, words: str, now: datetime) -> None:
        """Record the outcome, once: a second click changes nothing, nor does one while we work on it anew.

        Words are read by somebody whenever they come.
        """

        def decide(case: Case) -> Decision | None:
            if not evaluation.counts_on_the_page(case):
                return None
            return evaluation.evaluated(case, outcome, words, self.organisation, now)

        self._take(case_id, decide, words, now)

    def tell_more(self, case_id: str, treated: Outcome | None, words: str, now: datetime) -> None:
        """Record the answer to the second question, once and only after the first; words as above.

        Words that came already, before the button beside them was chosen, are told once.
        """

        def decide(case: Case) -> Decision | None:
            if not evaluation.answered(case) or not (treated or words):
                return None
            fresh = "" if treated and self._came(words, case) else words
            return evaluation.told_more(case, treated, fresh, self.organisation, now)

        self._take(case_id, decide, words, now)

    def _take(
        self, case_id: str, decide: Callable[[Case], Decision | None], words: str, now: datetime
    ) -> None:
        """Record what is decided. Words that nothing asks for are kept too, unless they came already: a
        button may be pressed twice.
        """
        if self._recorded(case_id, decide, words, now):
            return
        case = survivor(case_id, self.store) if words else None
        if case and not self._came(words, case):
            self._recorded(
                case.id, lambda case: evaluation.added(case, words, self.organisation, now), words, now
            )

    def _came(self, words: str, case: Case) -> bool:
        return any(entry.text == words for entry in self.store.log(case.id))

    def _recorded(
        self, case_id: str, decide: Callable[[Case], Decision | None], words: str, now: datetime
    ) -> bool:
        """Decide and keep it; False where there was nothing to keep, or it was kept before."""

        def attempt() -> Decision | None:
            case = self.store.case(case_id)
            decision = decide(case) if case else None
            if case is None or decision is None:
                return None
            return keep(self.store, self._heard(decision, case, words, now), self.organisation, now)

        try:
            decision = retry_on_conflict(attempt)
        except AlreadyDealtWithError:
            return False
        if decision:
            wake(self.bell, decision, now)
        return decision is not None

    def _heard(self, decision: Decision, case: Case, words: str, now: datetime) -> Decision:
        """Words of danger are as urgent on a page as in a mail, and protect as much."""
        if not words:
            return decision
        envelope = Envelope(received_at=now)
        mail = Mail(identity="", raw_sha256="", envelope=envelope, text=words, new_text=words)
        decision = danger.beside(decision, mail, self.organisation, now)
        family = (case, *others_of(case, self.store))
        return danger.protected(decision, family, mail, self.organisation, now)
