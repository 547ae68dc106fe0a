"""What reached the house. All instants are aware datetimes in UTC."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


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
    """What the receiving server recorded of a mail. Only the verdicts are its own findings.

    `sender` and `recipients` are the SMTP envelope as the client gave it: not to be trusted. `sender` is the
    MAIL FROM, empty for the null sender of bounces (RFC 5321 4.5.5).
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
