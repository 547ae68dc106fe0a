"""A named reader opens a case on its page: by a link that is hers, and a code that was mailed to her.

A link alone shows nothing, not even that there is a case. The code proves that whoever clicks also reads the
mailbox that the organisation has registered; from then on the browser holds a session. A sensitive case
needs a code of its own, and each reading of it is logged; for all others one code a working day is enough.
Whoever works in a sensitive case keeps it open by each click, for some hours at most.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from complaints.model import Case, Decision, Door, Entry, Role
from complaints.organisation import Organisation
from complaints.process.confidentiality import doors
from complaints.process.confidentiality.readers import may_read
from complaints.process.confidentiality.secrecy import is_secret
from complaints.scenes import CASE
from complaints.signature import Signer
from complaints.workflow.knocking import knock
from complaints.workflow.ports import Bell, Store
from complaints.workflow.saving import keep, retry_on_conflict, wake

SECRET_FOR = timedelta(minutes=30)  # after the latest click
SECRET_AT_MOST = timedelta(hours=3)  # after the code
ORDINARY_FOR = timedelta(hours=9)


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Whose link it is and where it leads. `may`: that reader may still read the case."""

    case: Case
    reader: Role
    may: bool

    @property
    def scope(self) -> str:
        """What a session is good for: one secret case, or all the reader's others."""
        return self.case.id if is_secret(self.case) else ""

    @property
    def stays(self) -> timedelta:
        """How long a session lasts when nothing is clicked."""
        return SECRET_FOR if is_secret(self.case) else ORDINARY_FOR


@dataclass(frozen=True, kw_only=True)
class Visits:
    """A named reader opens a case on its page."""

    organisation: Organisation
    signer: Signer
    store: Store
    bell: Bell

    def visitor(self, token: str, now: datetime, purpose: str = CASE) -> Visitor | None:
        """Who comes by this link; None when it was altered, made up or is too old. Changes nothing."""
        for reader in self.organisation.roles.values():
            case_id = self.signer.read_link(token, purpose, now, reader.id)
            if case_id and (case := self.store.case(case_id)):
                today = self.organisation.calendar.day_of(now)
                return Visitor(case=case, reader=reader, may=may_read(reader, case, self.organisation, today))
        return None

    def again(self, visitor: Visitor, now: datetime) -> Visitor:
        """The same reader, after something was done in the case."""
        case, today = self.store.case(visitor.case.id) or visitor.case, self.organisation.calendar.day_of(now)
        may = may_read(visitor.reader, case, self.organisation, today)
        return Visitor(case=case, reader=visitor.reader, may=may)

    def is_open(self, visitor: Visitor, sessions: Sequence[str], now: datetime) -> bool:
        """Whether the browser has shown already that it is the reader's."""
        return visitor.may and self._admits(sessions, visitor.reader, visitor.scope, now)

    def is_known(self, visitor: Visitor, sessions: Sequence[str], now: datetime) -> bool:
        """Whether the browser has shown that it is the reader's, who may not read the case any more."""
        return not visitor.may and self._admits(sessions, visitor.reader, visitor.scope, now)

    def renewed(self, visitor: Visitor, sessions: Sequence[str], now: datetime) -> str:
        """The session of a sensitive case from this click on; empty where there is none to renew."""
        bound = self._bound(visitor.reader, visitor.scope)
        admitted = (session for session in sessions if self._is_good(session, bound, now))
        last = next((last for session in admitted if (last := session.partition(".")[2])), "")
        return self._session(visitor, datetime.fromtimestamp(int(last), UTC), now) if last else ""

    def knock(self, visitor: Visitor, now: datetime) -> bool:
        """Count what is posted; False when it is too much."""
        return knock(self.store, self.organisation, visitor.case.id, visitor.reader.id, now)

    def ask(self, visitor: Visitor, sessions: Sequence[str], now: datetime) -> bool:
        """Mail a code to the reader; False when none is sent. Who is known to be another is written down."""
        if not visitor.may:
            self._refuse(visitor, "may not read this case any more", visitor.reader.id, now)
            return False
        if other := self._other(visitor, sessions, now):
            self._refuse(visitor, "came by another reader's link", other.id, now)
        asked = self._through(visitor, now, lambda door: doors.asked_for_code(door, visitor.reader, now))
        return asked is not None and bool(asked.letters)

    def enter(self, visitor: Visitor, typed: str, now: datetime) -> str:
        """The session that a right code gives; empty for any other."""

        def tried(door: Door) -> Decision:
            right = self.signer.is_code(typed, door.case_id, door.reader, door.codes)
            return doors.tried(door, visitor.reader, right and visitor.may, now)

        decision = self._through(visitor, now, tried)
        if decision is None or decision.verdict != "opened":
            return ""
        if visitor.scope:
            return self._session(visitor, now + SECRET_AT_MOST, now)
        return self.signer.session(now + visitor.stays, *self._bound(visitor.reader, visitor.scope))

    def read(self, visitor: Visitor, what: str, now: datetime) -> tuple[tuple[int, Entry], ...]:
        """The case's log by its numbers, for the reader, who is written down first if the case is secret."""
        if is_secret(visitor.case):
            self._through(visitor, now, lambda door: doors.read(door, visitor.reader, what, now))
        log = enumerate(self.store.log(visitor.case.id), start=1)
        return tuple((n, e) for n, e in log if not e.for_roles or visitor.reader.id in e.for_roles)

    def _refuse(self, visitor: Visitor, why: str, who: str, now: datetime) -> None:
        self._through(visitor, now, lambda door: doors.refused(door, why, who, now))

    def _other(self, visitor: Visitor, sessions: Sequence[str], now: datetime) -> Role | None:
        """Another reader, whose browser this is known to be."""
        others = (role for role in self.organisation.roles.values() if role != visitor.reader)
        scopes = {"", visitor.scope}
        return next((o for o in others for scope in scopes if self._admits(sessions, o, scope, now)), None)

    def _admits(self, sessions: Sequence[str], reader: Role, scope: str, now: datetime) -> bool:
        return any(self._is_good(session, self._bound(reader, scope), now) for session in sessions)

    def _session(self, visitor: Visitor, last: datetime, now: datetime) -> str:
        """Sealed with its very end, which no click moves, and which it tells behind a dot in Unix seconds."""
        end = str(int(last.timestamp()))
        bound = self._bound(visitor.reader, visitor.scope)
        return f"{self.signer.session(min(now + visitor.stays, last), *bound, end)}.{end}"

    def _is_good(self, session: str, bound: tuple[str, ...], now: datetime) -> bool:
        signed, _, end = session.partition(".")
        return self.signer.admits(signed, now, *bound, *([end] if end else []))

    def _bound(self, reader: Role, scope: str) -> tuple[str, ...]:
        """A session is its holder's: it ends when somebody else comes to hold the role."""
        return reader.id, reader.holder.address, scope

    def _through(
        self, visitor: Visitor, now: datetime, decide: Callable[[Door], Decision | None]
    ) -> Decision | None:
        """Decide on the door as it stands, and keep that."""

        def record() -> Decision | None:
            decision = decide(self.store.door(visitor.case.id, visitor.reader.id))
            return keep(self.store, decision, self.organisation, now) if decision else None

        decision = retry_on_conflict(record)
        if decision:
            wake(self.bell, decision, now)
        return decision
