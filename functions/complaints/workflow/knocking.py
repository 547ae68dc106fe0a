"""Whatever is posted by a link is counted: after so many in a minute nobody listens."""

from datetime import datetime

from complaints.organisation import Organisation
from complaints.process.confidentiality import doors
from complaints.workflow.ports import Store
from complaints.workflow.saving import keep, retry_on_conflict


def knock(store: Store, organisation: Organisation, case_id: str, reader: str, now: datetime) -> bool:
    """Count a post by a reader's links to a case; False when it is too much."""

    def counted() -> bool:
        decision = doors.knocked(store.door(case_id, reader), now)
        return decision is not None and bool(keep(store, decision, organisation, now))

    return retry_on_conflict(counted)
