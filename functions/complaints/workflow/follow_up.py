"""A case is due: the step whose time has come is taken."""

from dataclasses import dataclass
from datetime import datetime

from complaints.model import Decision
from complaints.organisation import Organisation
from complaints.process.deadlines import clock
from complaints.workflow.ports import Bell, Store
from complaints.workflow.saving import keep, retry_on_conflict, wake


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """A case is due."""

    organisation: Organisation
    store: Store
    bell: Bell

    def follow_up(self, case_id: str, now: datetime) -> Decision | None:
        """Take the step that is due; None when there is none any more."""
        decision = retry_on_conflict(lambda: self._step(case_id, now))
        if decision:
            wake(self.bell, decision, now)
        return decision

    def _step(self, case_id: str, now: datetime) -> Decision | None:
        case = self.store.case(case_id)
        decision = clock.on_due(case, self.organisation, now) if case else None
        if decision:
            keep(self.store, decision, self.organisation, now)
        return decision
