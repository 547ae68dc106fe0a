"""The clock ticks: it only finds what is due and wakes whoever deals with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from complaints.model import Due, Tick
from complaints.parallel import begun, together
from complaints.workflow.ports import Bell, Mailbox, Store

DUE_SEEN = 2_500  # due things a shard that a tick sees in one read: those told of before hide no younger one
TICK_BITE = 1_000  # of them that it tells of; the next tick takes the rest
WAITING_BITE = 1_000  # cases a tick that look at a changed organisation; the next tick goes on from there
MAIL_BITE = 5_000  # lying mails a tick: in a flood, to tell of all would take longer than a tick may
STUCK_AFTER = timedelta(minutes=15)  # a mail that has lain this long in incoming/ is received again
AT_FIRST = timedelta(minutes=15)  # so long a due thing is told of at each tick
THEN_EVERY = timedelta(hours=1)  # what keeps failing would fill the queues of what failed


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
        asked = begun(self.store.last_tick)
        due, stuck = together(
            lambda: list(self.store.due(now, DUE_SEEN)),
            lambda: list(self.mailbox.stuck(now - STUCK_AFTER)),
        )
        last = asked()
        mails = [key for key, since in stuck if _is_told(since + STUCK_AFTER, last.at, now)][:MAIL_BITE]
        told, untold = _bite(due, last, now)
        self._wake(told, mails, now)
        if last.organisation != self.organisation:
            self.bell.meeting(now)
        place, again = self._looked_anew(last, now)
        self.store.ticked(
            Tick(at=now, organisation=self.organisation, place=place, again=again, untold=untold)
        )
        return Found(
            letters=sum(thing.letter is not None for thing in due),
            cases=sum(bool(thing.case_id) for thing in due),
            stuck_mails=len(stuck),
            oldest_due=now - min((thing.since for thing in due), default=now),
        )

    def _looked_anew(self, last: Tick, now: datetime) -> tuple[Mapping[str, str], bool]:
        """Once the organisation changed every waiting case looks at its dates and people anew, some a tick.

        How far that has come, empty when all are through; and whether another round follows. It does when the
        organisation changes on the way: to begin anew at once, time and again, would never reach the last.
        What moves a case on meanwhile sees the change.
        """
        wanted = last.organisation != self.organisation or last.again
        if not wanted and not last.place:
            return {}, False
        cases, place = self.store.waiting(last.place, WAITING_BITE)
        self.bell.cases(cases, now)
        return place, wanted and bool(last.place)

    def _wake(self, told: Sequence[Due], mails: Sequence[str], now: datetime) -> None:
        letters = [thing.letter for thing in told if thing.letter]
        cases = [thing.case_id for thing in told if thing.case_id]

        def others() -> None:
            self.bell.cases(cases, now)
            if any(thing.meeting for thing in told):
                self.bell.meeting(now)
            self.bell.mails(mails, now)

        together(lambda: self.bell.letters(letters, now), others)


def _bite(due: Sequence[Due], last: Tick, now: datetime) -> tuple[Sequence[Due], str]:
    """What this tick tells of, the longest waiting first, and the place where it stopped short, if it did.

    From that place on everything is as good as new to the next tick. To set back the time of this one instead
    would have what is before that place told of each time, too, and what fails for ever hide the rest.
    """
    told = [
        thing
        for thing in sorted(due, key=_place)
        if _is_told(thing.since, last.at, now) or (last.untold and _place(thing) >= last.untold)
    ]
    return told[:TICK_BITE], _place(told[TICK_BITE]) if told[TICK_BITE:] else ""


def _place(thing: Due) -> str:
    """Where a thing stands among all that is due: by its time, and no two at the same place."""
    letter = f"{thing.letter.case_id}#{thing.letter.name}" if thing.letter else ""
    return f"{thing.since.astimezone(UTC).isoformat(timespec='microseconds')} {thing.case_id}#{letter}"


def _is_told(since: datetime, last: datetime | None, now: datetime) -> bool:
    """Whether this tick wakes what is due since then: it is new, or due for minutes, or for another hour."""
    if last is None or since > last or now - since < AT_FIRST:
        return True
    return (now - since) // THEN_EVERY != (last - since) // THEN_EVERY
