"""Forms → mails, as a mail program writes them: a first complaint, and an answer to a letter."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid
from zoneinfo import ZoneInfo

from lyhord.engine.mailbox.conversations import Item
from lyhord.engine.mailbox.post import Mailbox, one_line

# As long as RFC 5322 2.1.1 allows: the library folds a longer References into encoded words, and no reader
# finds the thread in those.
_POLICY = SMTP.clone(max_line_length=998)
_STOCKHOLM = ZoneInfo("Europe/Stockholm")


class UnusableFieldError(ValueError):
    """A field that no mail can be made of; `field` is its name in the form."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field} cannot be used in a mail")
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A mail ready for the SMTP door, with its envelope."""

    raw: bytes
    sender: str
    recipients: list[str]


def complaint(form: dict[str, str], to: str, now: datetime) -> Outgoing:
    """A new mail from the form's `name` and `address` to `to`. Raises UnusableFieldError."""
    return _mail(
        author=Mailbox(name=one_line(form.get("name", "")), address=one_line(form.get("address", ""))),
        to=to,
        subject=one_line(form.get("subject", "")),
        text=form.get("text", ""),
        now=now,
    )


def reply(item: Item, form: dict[str, str], now: datetime) -> Outgoing:
    """An answer to a letter by the recipient the form names in `as` (an index). Raises UnusableFieldError.

    It goes where Reply-To says, and names the letter in In-Reply-To and References (RFC 5322 3.6.4).
    """
    authors = recipients(item)
    index = form.get("as", "0")
    if not index.isdecimal() or int(index) >= len(authors):
        raise UnusableFieldError("as")
    targets = item.post.reply_to or item.post.sender
    subject = item.post.subject
    return _mail(
        author=authors[int(index)],
        to=targets[0].address if targets else "",
        subject=subject if subject.lower().startswith("sv:") else f"Sv: {subject}",
        text=form.get("text", ""),
        now=now,
        answers=item,
    )


def recipients(item: Item) -> tuple[Mailbox, ...]:
    """Who got a letter and so may answer it here."""
    return (*item.post.to, *item.post.copies)


def _mail(
    *, author: Mailbox, to: str, subject: str, text: str, now: datetime, answers: Item | None = None
) -> Outgoing:
    if not text.strip():
        raise UnusableFieldError("text")
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = _address(author, "address")
    mail["To"] = _address(Mailbox(name="", address=to), "to")
    mail["Subject"] = subject
    mail["Date"] = now.astimezone(_STOCKHOLM)
    mail["Message-ID"] = make_msgid(domain=author.address.rpartition("@")[2])
    if answers is not None:
        mail["In-Reply-To"] = answers.message_id
        mail["References"] = " ".join(dict.fromkeys((*answers.post.thread, answers.message_id)))
    mail.set_content(text.replace("\r\n", "\n"), cte="quoted-printable")
    return Outgoing(raw=mail.as_bytes(), sender=author.address, recipients=[to])


def _address(mailbox: Mailbox, field: str) -> Address:
    local, _, domain = mailbox.address.rpartition("@")
    if not local or "." not in domain or not mailbox.address.isascii():
        raise UnusableFieldError(field)
    try:
        return Address(display_name=mailbox.name, addr_spec=mailbox.address)
    except (ValueError, IndexError) as error:  # the library's two ways of saying that it is no address
        raise UnusableFieldError(field) from error
