"""Bytes of a mail → what a page may show of it.

Everything in a mail was written by somebody else, so what comes out is inert: one-line strings hold no
control characters and no changes of direction, file names no folder.
"""

import re
import unicodedata
from dataclasses import dataclass
from email import policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses

# Unicode's embedding, override and isolate controls: "\u202egnp.exe" would read "exe.png" (UAX #9).
_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_MESSAGE_ID = re.compile(r"<[^<>\s]+>")


@dataclass(frozen=True, kw_only=True)
class Mailbox:
    """A display name (may be empty) and an address, both fit to be shown."""

    name: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file in a mail. `name` is safe as the suggested name of a download; `size` in bytes, decoded."""

    name: str
    type: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Post:
    """A mail as a reader sees it. `thread` holds References and In-Reply-To, oldest first."""

    subject: str = ""
    sender: tuple[Mailbox, ...] = ()
    to: tuple[Mailbox, ...] = ()
    copies: tuple[Mailbox, ...] = ()
    reply_to: tuple[Mailbox, ...] = ()
    message_id: str = ""
    thread: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    text: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    readable: bool = True


def read(raw: bytes) -> Post:
    """The mail in `raw`. Never raises for what is in it: at worst `readable` is false, the rest empty."""
    try:
        return _post(_parsed(raw))
    except (RecursionError, MessageError):  # thousands of nested parts, or a structure the parser gives up on
        return Post(readable=False)


def content(raw: bytes, index: int) -> bytes | None:
    """The decoded bytes of attachment number `index`, or None when there is no such attachment."""
    try:
        parts = _attached(_parsed(raw))
        return _bytes(parts[index]) if 0 <= index < len(parts) else None
    except (RecursionError, MessageError):
        return None


def one_line(text: str) -> str:
    """`text` fit for one line: no control characters, line breaks or changes of direction."""
    spaced = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text)
    return " ".join(spaced.translate(_DIRECTION).split())


def _parsed(raw: bytes) -> Message:
    # compat32 hands out headers as they are; the newer policies parse them on access and raise on odd ones.
    return BytesParser(policy=policy.compat32).parsebytes(raw)


def _post(message: Message) -> Post:
    plain, html = _body(message, "text/plain"), _body(message, "text/html")
    return Post(
        subject=one_line(_header(message, "subject")),
        sender=_mailboxes(message, "from"),
        to=_mailboxes(message, "to"),
        copies=_mailboxes(message, "cc"),
        reply_to=_mailboxes(message, "reply-to"),
        message_id=next(iter(_MESSAGE_ID.findall(_header(message, "message-id"))), ""),
        thread=tuple(
            _MESSAGE_ID.findall(_header(message, "references") + " " + _header(message, "in-reply-to"))
        ),
        headers=tuple((one_line(name), one_line(_decoded(value))) for name, value in message.raw_items()),
        text=_text(plain) if plain else "",
        html=_text(html) if html else "",
        attachments=tuple(
            Attachment(name=_file_name(part, index), type=part.get_content_type(), size=len(_bytes(part)))
            for index, part in enumerate(_attached(message))
        ),
    )


def _leaves(message: Message) -> list[Message]:
    """The parts that hold something; a mail within the mail is one of them and is not opened."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        return [leaf for part in message.get_payload() if isinstance(part, Message) for leaf in _leaves(part)]
    return [message]


def _body(message: Message, type_: str) -> Message | None:
    texts = (part for part in _leaves(message) if part.get_content_type() == type_)
    return next((part for part in texts if not _is_file(part)), None)


def _attached(message: Message) -> list[Message]:
    bodies = (_body(message, "text/plain"), _body(message, "text/html"))
    return [part for part in _leaves(message) if not any(part is body for body in bodies)]


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _bytes(part: Message) -> bytes:
    if part.is_multipart():
        return b"".join(inner.as_bytes() for inner in part.get_payload() if isinstance(inner, Message))
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> str:
    raw = _bytes(part)
    try:
        text = raw.decode(str(part.get_content_charset("utf-8")), "replace")
    except LookupError:  # a character set nobody knows
        text = raw.decode("utf-8", "replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) != "Cc")


def _file_name(part: Message, index: int) -> str:
    name = one_line(_decoded(part.get_filename() or ""))
    name = name.replace("\\", "/").rpartition("/")[2].lstrip(". ")
    return name[-120:] or f"attachment-{index + 1}"


def _header(message: Message, wanted: str) -> str:
    return ", ".join(_decoded(value) for name, value in message.raw_items() if name.lower() == wanted)


def _mailboxes(message: Message, wanted: str) -> tuple[Mailbox, ...]:
    # Split first and decode the names afterwards (RFC 2047 6.2): a decoded name may hold commas and brackets.
    values = [str(value) for name, value in message.raw_items() if name.lower() == wanted]
    return tuple(
        Mailbox(name=one_line(_decoded(name)), address=one_line(address))
        for name, address in getaddresses(values)
        if address
    )


def _decoded(value: str) -> str:
    raw = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        return str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, ValueError):  # a word encoded wrongly is shown as it stands
        return raw
