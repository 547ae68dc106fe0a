"""SES tells that a letter was not delivered."""

from dataclasses import dataclass
from datetime import datetime

from complaints.model import Decision
from complaints.organisation import Organisation
from complaints.process.delivery import sending, undelivered
from complaints.workflow.ports import AlreadyDealtWithError, Bell, Store
from complaints.workflow.saving import keep, retry_on_conflict, wake


@dataclass(frozen=True, kw_only=True)
class Returns:
    """SES tells that a letter was not delivered."""

    organisation: Organisation
    store: Store
    bell: Bell

    def not_delivered(
        self, message_id: str, event_id: str, what: str, addresses: tuple[str, ...], now: datetime
    ) -> str:
        """Note it on the letter's case and tell the owner, once for each event.

        Of a letter of no case the coordinator is told, if it was to a colleague.
        """

        def record() -> Decision:
            case = self.store.case(self.store.case_of(message_id))
            decision = (
                sending.bounced(case, what, event_id, addresses, self.organisation, now)
                if case
                else undelivered.told(addresses, self.organisation, now)
            )
            return keep(self.store, decision, self.organisation, now)

        try:
            decision = retry_on_conflict(record)
        except AlreadyDealtWithError:
            return "dealt with before"
        wake(self.bell, decision, now)
        return decision.verdict
