"""The nouns of Lyhörd. Everything here is a frozen value; nothing here does anything.

All instants are aware datetimes in UTC; a `date` is a calendar day in Europe/Stockholm.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

# --- Mail: what reached the house ---------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Address:
    """A mailbox: the decoded display name (may be empty) and the bare, lower-cased addr-spec."""

    name: str = ""
    address: str


class Verdict(StrEnum):
    """What the receiving server found (SES receipt verdicts); UNKNOWN is never taken for a pass."""

    PASS = "PASS"  # noqa: S105 – no password
    FAIL = "FAIL"
    GRAY = "GRAY"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What the receiving server says of a mail: nothing in it was written by the sender's mail program.

    `sender` is the SMTP MAIL FROM, empty for the null sender of bounces (RFC 5321 4.5.5).
    """

    received_at: datetime
    sender: str = ""
    recipients: tuple[str, ...] = ()
    dmarc: Verdict = Verdict.UNKNOWN
    spam: Verdict = Verdict.UNKNOWN
    virus: Verdict = Verdict.UNKNOWN


class MailKind(StrEnum):
    """Who wrote: only a PERSON is ever acknowledged (RFC 3834)."""

    PERSON = "person"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    LIST = "list"
    RECEIPT = "receipt"
    OTHER_SYSTEM = "other_system"


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that came with a mail. `name` is cleaned for display and is never used as a key or a path.

    What is not `safe` (programs, pages, archives, macros) is listed and never sent on; the raw mail has it.
    """

    name: str
    type: str
    content: bytes = field(repr=False)
    safe: bool = True

    @property
    def size(self) -> int:
        """Bytes, decoded."""
        return len(self.content)


@dataclass(frozen=True, kw_only=True)
class Forwarded:
    """A mail that another one passes on, enclosed or pasted in: the word of who passed it on, no more."""

    sender: Address | None
    subject: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One incoming mail, reduced to what we act upon. The raw file is kept beside it, untouched.

    `identity` is the same however often the mail is delivered (see `mail.identity`), `raw_sha256` is the
    evidence of this very delivery. `unreadable` says why the parser gave up, else it is empty: the rest
    then holds what could be saved.
    """

    identity: str
    raw_sha256: str
    envelope: Envelope
    sender: Address | None = None
    message_id: str = ""
    recipients: tuple[str, ...] = ()  # bare addresses of To and Cc; the envelope's are the truth
    thread: tuple[str, ...] = ()  # In-Reply-To and References, nearest first, with their angle brackets
    subject: str = ""
    text: str = ""
    new_text: str = ""  # without quoted history and signature; the whole stays in `text`
    attachments: tuple[Attachment, ...] = ()
    kind: MailKind = MailKind.PERSON
    bounced: tuple[str, ...] = ()  # addresses that a bounce reports as not reached; a delay reports none
    forwarded: Forwarded | None = None
    conversation: str = ""  # Outlook's id of it (Thread-Index), a weak hint: 22 bytes in hexadecimal
    likeness: str = ""  # the same for mails that differ in numbers and prefixes only (see `mail.likeness`)
    language: str = "unknown"
    unreadable: str = ""


# --- Organisation: who is who -------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who holds a role, and how to reach them."""

    name: str
    address: str
    telephone: str = ""


@dataclass(frozen=True, kw_only=True)
class Role:
    """An office that can own a case, and who holds it. Cases remember roles, letters name persons."""

    id: str  # such as "maltidschef" or "rektor-askolan"
    title: Mapping[str, str]  # by language: {"sv": "måltidschef", "en": "head of school meals"}
    holder: Person
    deputies: tuple[str, ...]  # role ids, asked in this order while the holder is away
    absences: tuple[tuple[date, date], ...] = ()  # first and last day away


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A school or preschool, or a part of one. `head` is the id of the role that leads it."""

    id: str
    name: str
    form: str  # förskola, grundskola, anpassad grundskola, fritidshem
    head: str
    aliases: tuple[str, ...] = ()
    pupils: int | None = None
    pupils_year: int | None = None


# --- Judgement: what a mail is about ------------------------------------------------------------


class Lane(StrEnum):
    """The way a mail takes, decided before its category. Most protective first, the default last."""

    AUTOMATIC = "automatic"
    REPLY = "reply"
    ACUTE = "acute"
    PROTECTED = "protected"
    KRANKNING = "krankning"
    APPEAL = "appeal"
    DOCUMENT_REQUEST = "document_request"
    DATA_REQUEST = "data_request"
    DEMAND = "demand"
    STAFF_MATTER = "staff_matter"
    THREAT = "threat"
    WRONG_RECIPIENT = "wrong_recipient"
    FAULT_REPORT = "fault_report"
    QUESTION = "question"
    SUGGESTION = "suggestion"
    PRAISE = "praise"
    SPAM = "spam"
    COMPLAINT = "complaint"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why the judgement says so: `about` names the field, `because` the words or traits found."""

    about: str  # lane, category, unit, owner, sensitive …
    says: str  # the value it speaks for
    because: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What the rules make of a mail. `owner` acts first, `copies` are told and need not act."""

    lane: Lane
    category: str  # code of the organisation file, such as "maltid"
    owner: str  # role id: who acts first
    unit: str | None = None  # unit id
    copies: tuple[str, ...] = ()  # role ids
    also: tuple[Lane, ...] = ()
    also_categories: tuple[str, ...] = ()
    sensitive: bool = False
    urgent: bool = False
    matters: int | None = None
    barred: tuple[str, ...] = ()  # role ids the matter concerns: never owner, copy or stand-in
    reasons: tuple[Reason, ...] = ()


# --- Case: what becomes of it -------------------------------------------------------------------


class State(StrEnum):
    """The six steps. A case only moves forward, but for a Nej that reopens it."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    WITH_OWNER = "with_owner"
    ANSWERED = "answered"
    FOLLOWED_UP = "followed_up"
    EVALUATED = "evaluated"


UNANSWERED = (State.RECEIVED, State.ACKNOWLEDGED, State.WITH_OWNER)


class Outcome(StrEnum):
    """What the complainant says of the answer."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NO_REPLY = "no_reply"
    DECLINED = "declined"  # wants no more questions


@dataclass(frozen=True, kw_only=True)
class Complainant:
    """Who wrote. `mailable` is false when no letter can or may be sent there."""

    name: str
    address: str
    language: str  # of our letters to them: sv or en
    mailable: bool


@dataclass(frozen=True, kw_only=True)
class Case:
    """A complaint under way. `id` is derived from the opening mail, `number` is for people to read.

    `version` is that of the stored row this value was read from, 0 for a case not stored yet.
    `clock_from` is the instant from which the present round counts its working days: the arrival, the
    answer, or the Nej that reopened the case. `steps` are the timed steps already taken or passed over
    in that round, `due_at` is when the clock next wants something (None: it waits for nothing).
    """

    id: str
    number: str
    version: int = 0
    state: State
    received_at: datetime
    clock_from: datetime
    complainant: Complainant
    subject: str
    judgement: Judgement
    owner: str  # role id; starts as the judgement's and may be moved
    first_contact_by: date
    answer_by: date
    thread: tuple[str, ...] = ()  # Message-IDs a letter to the complainant answers, oldest first
    forwarded_by: Complainant | None = None  # the colleague who passed the mail on
    raw_key: str = ""  # where the opening mail's raw file is kept
    raw_sha256: str = ""
    steps: tuple[str, ...] = ()
    due_at: datetime | None = None
    rounds: int = 1  # how often the case was opened
    repeats: int = 0  # mails that looked like the opening one and came within a week
    answered_at: datetime | None = None
    answered_by: str = ""  # role id
    outcome: Outcome | None = None
    entries: int = 0  # how many are in the log
    last_hash: str = ""  # of the newest entry; the next one is chained to it


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a case's append-only log. `text` is foreign or free text, kept outside the hash."""

    what: str  # received, judged, letter_sent, note, reply, answer, reminder, escalation, evaluation …
    by: str  # role id, "complainant", "other sender" or "lyhörd"
    why: str
    happened_at: datetime
    facts: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


# --- Letters and decisions: what leaves, and what is stored -------------------------------------


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One outgoing mail before it has words. `name` is unique within its case, so it leaves once.

    `to` and `copies` are role ids, or "complainant" or "forwarder"; who holds a role is looked up when it
    is written.
    A letter without one case of its own, such as the collected reminder, speaks of `cases`.
    """

    name: str
    template: str
    to: str
    copies: tuple[str, ...] = ()
    not_before: datetime
    facts: Mapping[str, str] = field(default_factory=dict)  # values for the template, never templates
    quote: str = ""  # foreign text the letter shows
    encloses: str = ""  # key of a raw mail whose attachments go along
    cases: tuple[str, ...] = ()
    attempts: int = 0  # how often it was claimed


COMPLAINANT = "complainant"
FORWARDER = "forwarder"


@dataclass(frozen=True, kw_only=True)
class LetterRef:
    """Where an outbox row is found: a case and the letter's name, or no case and the outbox id."""

    case_id: str
    name: str


class LetterState(StrEnum):
    """Where an outbox row stands. A claim that is never released runs out (see the store)."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    REFUSED = "refused"  # SES will never take it
    DROPPED = "dropped"  # there was nothing left to say


@dataclass(frozen=True, kw_only=True)
class Due:
    """Something whose time has come: a case whose clock wants something, or a letter."""

    since: datetime
    case_id: str = ""
    letter: LetterRef | None = None


@dataclass(frozen=True, kw_only=True)
class Nudge:
    """A line for a case in the one reminder mail that a role gets that day."""

    role: str
    day: date
    not_before: datetime


@dataclass(frozen=True, kw_only=True)
class Fate:
    """What became of a claimed letter. `message_ids` are ours and the one SES gave it."""

    letter: LetterRef
    state: LetterState
    message_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """All that follows from one event: stored as a whole or not at all.

    `mail` is the identity of the mail that was dealt with. A decision without a case only remembers that.
    """

    verdict: str
    mail: str = ""
    case: Case | None = None
    entries: tuple[Entry, ...] = ()
    letters: tuple[Letter, ...] = ()
    nudge: Nudge | None = None
    traces: tuple[str, ...] = ()  # Message-IDs and the like that from now on lead to the case
    fate: Fate | None = None
