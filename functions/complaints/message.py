"""A written letter as the bytes of one mail (RFC 5322), with all headers that threading needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import SMTP

from complaints.letters import Written
from complaints.model import Address, Attachment

# In-Reply-To and References become encoded words when a Message-ID is longer than the policy's line (cpython
# #100991), and Outlook's and SES's are: 998 is the longest line that RFC 5322 2.1.1 allows.
POLICY = SMTP.clone(max_line_length=998)
REFERENCES_KEPT = 20


@dataclass(frozen=True, kw_only=True)
class Headers:
    """Who writes to whom, and which conversation the mail belongs to.

    SES overwrites Message-ID, so our own travels in References too and comes back with the reply.
    """

    sender: Address
    reply_to: Address
    to: Address
    copies: tuple[Address, ...] = ()
    message_id: str
    answers: tuple[str, ...] = ()  # Message-IDs of the conversation, oldest first
    auto_submitted: str = ""  # RFC 3834; empty for words a person wrote
    at: datetime


def message(headers: Headers, written: Written, attachments: Sequence[Attachment] = ()) -> bytes:
    """Build the mail: plain text and HTML of equal content, then the attachments."""
    mail = EmailMessage(policy=POLICY)
    mail["From"] = _mailbox(headers.sender)
    mail["To"] = _mailbox(headers.to)
    if headers.copies:
        mail["Cc"] = [_mailbox(copy) for copy in headers.copies]
    mail["Reply-To"] = _mailbox(headers.reply_to)
    mail["Subject"] = written.subject
    mail["Date"] = headers.at
    mail["Message-ID"] = headers.message_id
    if headers.answers:
        mail["In-Reply-To"] = headers.answers[-1]
    mail["References"] = " ".join([*headers.answers[-REFERENCES_KEPT:], headers.message_id])
    if headers.auto_submitted:
        mail["Auto-Submitted"] = headers.auto_submitted
        mail["X-Auto-Response-Suppress"] = "All"  # Exchange: no out-of-office to this
    mail.set_content(written.text, cte="quoted-printable")
    mail.add_alternative(written.html, subtype="html", cte="quoted-printable")
    for attachment in attachments:
        _attach(mail, attachment)
    return mail.as_bytes()


def _mailbox(address: Address) -> HeaderAddress:
    name = "".join(c for c in address.name if c.isprintable())
    return HeaderAddress(display_name=name, addr_spec=address.address)


def _attach(mail: EmailMessage, attachment: Attachment) -> None:
    maintype, _, subtype = attachment.type.partition("/")
    if maintype in ("multipart", "message") or not subtype:
        maintype, subtype = "application", "octet-stream"  # bytes are enclosed, never opened
    mail.add_attachment(attachment.content, maintype=maintype, subtype=subtype, filename=attachment.name)
