"""What the stories need of the outside. `aws` fulfils these protocols, and so does the tests' memory."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from complaints.model import (
    Amendments,
    Case,
    Decision,
    Door,
    Due,
    Entry,
    Letter,
    LetterRef,
    Meetings,
    Sheet,
    Tally,
    Tick,
)


class ConflictError(Exception):
    """The case changed since it was read: read it again and decide anew."""


class AlreadyDealtWithError(Exception):
    """This mail or event was dealt with before: there is nothing left to do."""


class GoneError(Exception):
    """The mail is there no more: it was dealt with and left incoming/, or a lawful decision erased it."""


class ReminderClosedError(Exception):
    """The day's reminder has left; a new line goes into the next one."""


class NotNowError(Exception):
    """SES takes no more mail at the moment: the letter waits."""


class NeverAcceptedError(Exception):
    """SES will not take this letter, however often it is tried."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the store knows of a mail: whether it was dealt with, and the cases its traces lead to."""

    dealt_with: bool
    by_trace: Mapping[str, str]  # trace → case id, only those that lead somewhere
    by_number: str = ""


class Store(Protocol):
    """Where cases live."""

    def known(self, identity: str, traces: Sequence[str], number: str) -> Known:
        """What is known of a mail; `number` is the one in its subject, or empty."""

    def case(self, case_id: str) -> Case | None:
        """A case as it stands now."""

    def cases(self, case_ids: Iterable[str]) -> list[Case]:
        """Those of the cases that exist."""

    def case_of(self, trace: str) -> str:
        """The id of the case that a trace, such as a Message-ID, leads to; or an empty string."""

    def numbered(self, number: str) -> Case | None:
        """The case with that readable number."""

    def cases_of(self, address: str, most: int) -> tuple[str, ...]:
        """Ids of the cases that this address opened: first those in which the contact with it is taken over,
        then so many others at most, the latest first. Of mails far back, past some hundred, it need not know.
        """

    def cases_in(self, month: str) -> Iterator[str]:
        """Ids of the cases that came in a month in Sweden (`2026-04`), the latest first."""

    def log(self, case_id: str) -> tuple[Entry, ...]:
        """The log of a case, in its order."""

    def openings(self, case_ids: Iterable[str]) -> Mapping[str, str]:
        """What was written in the mails that opened cases, by their ids: the text of the first entry."""

    def door(self, case_id: str, reader: str) -> Door:
        """A reader's way to a case, also one that nothing came through yet."""

    def evaluations(self) -> list[Tally]:
        """What was counted of the evaluations so far, by quarter and group of writers."""

    def amendments(self) -> Amendments:
        """What mail changed in the organisation."""

    def meetings(self) -> Meetings:
        """How far the leaders' meetings have come."""

    def sheet(self, name: str) -> Sheet | None:
        """A sheet as it was sent before a meeting, by its name."""

    def letter(self, ref: LetterRef) -> Letter | None:
        """A letter of the outbox, whatever became of it."""

    def waiting(self, after: Mapping[str, str], limit: int) -> tuple[list[str], Mapping[str, str]]:
        """Ids of cases whose clock wants something, now or later: a page of at most so many rows.

        `after` is where the page before ended, empty for the first one; with the ids comes where this one
        did, empty after the last.
        """

    def last_tick(self) -> Tick:
        """The last tick that found everything and woke it."""

    def ticked(self, tick: Tick) -> None:
        """Remember a tick."""

    def next_number(self, year: int) -> int:
        """The next number of a year; one that is not used leaves a gap."""

    def due(self, now: datetime, limit: int) -> Iterator[Due]:
        """What is due, the longest waiting first, at most `limit` a shard."""

    def claim(self, ref: LetterRef, now: datetime) -> Letter | None:
        """Take a letter whose hour has come; None when it is not to be sent now."""

    def postpone(self, ref: LetterRef, until: datetime) -> None:
        """Give a claimed letter back; it waits until then."""

    def save(self, decision: Decision, recorded_at: datetime) -> None:
        """Store all of it or nothing.

        Raises AlreadyDealtWithError, ReminderClosedError or ConflictError.
        """


class Mailbox(Protocol):
    """Where raw mails lie."""

    def fetch(self, key: str) -> bytes:
        """The raw bytes of a mail; raises GoneError when there is none."""

    def keep(self, key: str, identity: str) -> str:
        """Copy a mail to its kept place and return that key."""

    def remove(self, key: str) -> None:
        """Take a mail out of incoming/."""

    def lend(self, content: bytes, disposition: str) -> str:
        """Put a file where a browser can fetch it for a minute, and return that address."""

    def stuck(self, before: datetime) -> Iterator[tuple[str, datetime]]:
        """Keys of mails that have lain in incoming/ since before that instant, and since when."""


class Bell(Protocol):
    """Wakes another function. A wake-up may be lost: the table is the truth, and the tick looks there."""

    def letters(self, refs: Sequence[LetterRef], at: datetime) -> None:
        """Wake whoever sends letters."""

    def cases(self, case_ids: Sequence[str], at: datetime) -> None:
        """Wake whoever follows up cases."""

    def meeting(self, at: datetime) -> None:
        """Wake whoever prepares the leaders' meetings."""

    def mails(self, keys: Sequence[str], at: datetime) -> None:
        """Have mails received again from their object alone."""


class Postman(Protocol):
    """The one door out."""

    def post(self, raw: bytes, recipients: Sequence[str]) -> str:
        """Hand a message over and return its Message-ID; raises NotNowError or NeverAcceptedError."""
