"""The clock ticks: it only finds what is due and wakes whoever deals with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from complaints.workflow.ports import Bell, Mailbox, Store

TICK_BITE = 250  # due things a shard and tick; the next tick takes the rest
STUCK_AFTER = timedelta(minutes=15)  # a mail that has lain this long in incoming/ is received again


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a tick found, for the metrics. `oldest_due` is how long the longest waiting has been due."""

    letters: int
    cases: int
    stuck_mails: int
    oldest_due: timedelta


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Finds what is due and wakes whoever deals with it; it decides nothing."""

    store: Store
    mailbox: Mailbox
    bell: Bell
    organisation: str  # its version: each push and each amendment has another

    def tick(self, now: datetime) -> Found:
        """Wake what is due at `now`."""
        due = list(self.store.due(now, TICK_BITE))
        letters = [thing.letter for thing in due if thing.letter]
        cases = [thing.case_id for thing in due if thing.case_id]
        mails = list(self.mailbox.stuck(now - STUCK_AFTER))
        self.bell.letters(letters, now)
        self.bell.cases(cases, now)
        self.bell.mails(mails, now)
        self._rewind(now)
        return Found(
            letters=len(letters),
            cases=len(cases),
            stuck_mails=len(mails),
            oldest_due=now - min((thing.since for thing in due), default=now),
        )

    def _rewind(self, now: datetime) -> None:
        """When the organisation has changed, every waiting case looks at its dates and people anew."""
        if self.store.wound_for() == self.organisation:
            return
        self.bell.cases(list(self.store.waiting()), now)
        self.store.set_wound_for(self.organisation)
