"""All that follows from one event."""

from collections.abc import Mapping
from dataclasses import dataclass

from complaints.model.amendments import Amendments
from complaints.model.case import Case, Entry
from complaints.model.door import Door
from complaints.model.judgement import Writer
from complaints.model.letter import Letter, Nudge, SendResult
from complaints.model.meeting import Meetings
from complaints.model.sheet import Sheet


@dataclass(frozen=True, kw_only=True)
class Change:
    """What the same event does to one more case."""

    case: Case
    entries: tuple[Entry, ...] = ()
    letters: tuple[Letter, ...] = ()
    traces: tuple[str, ...] = ()
    met: str = ""  # as in a decision
    contact: bool | None = None  # as in a decision


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What is counted of the evaluations of a quarter (`2026-Q1`), for one group of writers."""

    quarter: str
    writer: Writer
    counts: Mapping[str, int]  # asked, an outcome, or treated_ and an outcome


@dataclass(frozen=True, kw_only=True)
class Decision:
    """All that follows from one event: stored as a whole or not at all.

    `mail` is the identity of the mail that was dealt with. A decision without a case only remembers that; its
    letters belong to no case. `beside` are other cases that change with it: one transaction holds about ten.
    `ahead` are cases, as many as one likes, that change before it, each by itself: whoever decides anew after
    a failure on the way finds those that are left.
    """

    verdict: str
    mail: str = ""
    case: Case | None = None
    entries: tuple[Entry, ...] = ()
    letters: tuple[Letter, ...] = ()
    nudge: Nudge | None = None
    traces: tuple[str, ...] = ()  # Message-IDs and the like that from now on lead to the case
    send_result: SendResult | None = None
    beside: tuple[Change, ...] = ()
    ahead: tuple[Change, ...] = ()
    tallies: tuple[Tally, ...] = ()  # added to what is counted already
    amendments: Amendments | None = None  # the organisation's, changed
    door: Door | None = None  # a reader's, changed: by itself no change of the case
    readings: tuple[Entry, ...] = ()  # for the log of that door
    meetings: Meetings | None = None  # how far they have come, changed
    sheet: Sheet | None = None  # made for a meeting, and shown by the letters
    met: str = ""  # address of the person whose case this is, who wrote: remembered under its keyed hash
    contact: bool | None = None  # whether the contact with them is taken over in it; None: as it was

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every case that changes, the first one first."""
        if self.case is None:
            return self.beside
        first = Change(
            case=self.case,
            entries=self.entries,
            letters=self.letters,
            traces=self.traces,
            met=self.met,
            contact=self.contact,
        )
        return (first, *self.beside)
