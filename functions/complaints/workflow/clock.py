"""The clock ticks: it only finds what is due and wakes whoever deals with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from complaints.model import DueCase, LetterRef
from complaints.workflow.ports import Bell, Mailbox, Store

TICK_BITE = 250  # due things a shard and tick; the next tick takes the rest
STUCK_AFTER = timedelta(minutes=15)  # a mail that has lain this long in incoming/ is received again


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Finds what is due and wakes whoever deals with it; it decides nothing."""

    store: Store
    mailbox: Mailbox
    bell: Bell

    def tick(self, now: datetime) -> dict[str, int]:
        """Wake what is due at `now`; returns how many of each, for the metrics."""
        found = list(self.store.due(now, TICK_BITE))
        letters = [thing for thing in found if isinstance(thing, LetterRef)]
        cases = [thing.case_id for thing in found if isinstance(thing, DueCase)]
        mails = list(self.mailbox.stuck(now - STUCK_AFTER))
        self.bell.letters(letters, now)
        self.bell.cases(cases, now)
        self.bell.mails(mails)
        return {"letters": len(letters), "cases": len(cases), "stuck_mails": len(mails)}
