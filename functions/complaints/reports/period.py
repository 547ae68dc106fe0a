"""What belongs to the time between two sheets. Ends are not in it: what comes then is for the next sheet."""

from dataclasses import dataclass
from datetime import date, datetime

from complaints.model import UNANSWERED, Case


@dataclass(frozen=True, kw_only=True)
class Period:
    """From one sheet to the next. `today` is the day on which it is looked at."""

    since: datetime
    until: datetime
    today: date

    def is_new(self, case: Case) -> bool:
        """It came within the time, or was let in or found to be a complaint then."""
        return self._holds(_came(case))

    def is_open(self, case: Case) -> bool:
        """It came before the end and waits for its answer."""
        return _came(case) < self.until and case.state in UNANSWERED

    def is_late(self, case: Case) -> bool:
        """So too, and its answer was promised for an earlier day; not while it waits for its writer."""
        return self.is_open(case) and case.answer_by < self.today and not case.paused_at

    def is_closed(self, case: Case) -> bool:
        """It was answered within the time, and is so still."""
        return self._holds(case.answered_at) and case.state not in UNANSWERED

    def concerns(self, case: Case) -> bool:
        """Whether the sheet has anything to say of it."""
        return self.is_new(case) or self.is_open(case) or self.is_closed(case)

    def _holds(self, instant: datetime | None) -> bool:
        return instant is not None and self.since <= instant < self.until


def _came(case: Case) -> datetime:
    """When it came to those who report: no sheet told of it before."""
    return max(case.received_at, case.counted_since or case.received_at)
