"""A case is due: the step whose time has come is taken."""

from dataclasses import dataclass, replace
from datetime import datetime

from complaints.model import Decision
from complaints.organisation import Organisation
from complaints.process import ladder
from complaints.workflow.insisting import insist, wake
from complaints.workflow.ports import Bell, ReminderClosedError, Store


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """A case is due."""

    organisation: Organisation
    store: Store
    bell: Bell

    def follow_up(self, case_id: str, now: datetime) -> Decision | None:
        """Take the step that is due; None when there is none any more."""
        decision = insist(lambda: self._step(case_id, now))
        if decision:
            wake(self.bell, decision, now)
        return decision

    def _step(self, case_id: str, now: datetime) -> Decision | None:
        case = self.store.case(case_id)
        decision = ladder.on_due(case, self.organisation, now) if case else None
        while decision:
            try:
                self.store.save(decision, now)
            except ReminderClosedError:
                assert decision.nudge is not None
                decision = replace(decision, nudge=ladder.postponed(decision.nudge, self.organisation))
            else:
                break
        return decision
