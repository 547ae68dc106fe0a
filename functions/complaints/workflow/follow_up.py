"""A case is due: the steps whose time has come are taken."""

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

    def follow_up(self, case_id: str, now: datetime) -> list[Decision]:
        """Take all that is due, a source at a time; what came of it, nothing when nothing is due any more."""
        taken = []
        for _ in clock.SOURCES:  # each takes all of its own; the tick tells of anything that is left
            decision = retry_on_conflict(lambda: self._step(case_id, now))
            if decision is None:
                break
            wake(self.bell, decision, now)
            taken.append(decision)
            if not clock.is_due(decision.case, now):
                break
        return taken

    def _step(self, case_id: str, now: datetime) -> Decision | None:
        case = self.store.case(case_id)
        decision = clock.on_due(case, self.organisation, now) if case else None
        return keep(self.store, decision, self.organisation, now) if decision else None
