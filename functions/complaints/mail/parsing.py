"""bytes → the tree of a mail's parts, in bounded time and memory whatever the bytes.

mail-parser reads the header (addresses, encoded words), the standard library the tree beneath it, with a
policy that repairs and shortens fields while they are read. Why so: docs/decisions/0004-reading-mail.md.
"""

import logging
from collections.abc import Iterator
from email.feedparser import BytesFeedParser
from email.message import Message
from email.policy import Compat32, compat32
from typing import NamedTuple

import mailparser

from complaints.mail.head import Head, text_of

# Header values are what mail-parser logs, and those are personal data.
logging.getLogger("mailparser").setLevel(logging.CRITICAL + 1)

MOST_PARTS = 2_000
MOST_FIELDS = 20_000  # header fields of all parts together
MOST_WORK = 10_000_000  # lines times open parts: what looking for the ends of nested parts may cost
COST_OF_A_LINE = 4  # beside that, in the same measure: at most 2.5 million lines are read
LONGEST_FIELD = 8_000  # characters
LONGEST_OF_MIME = 4_000
MOST_SAVED = 1_000_000  # bytes of a mail that could not be taken apart
DEEPEST = 100  # parts within parts
PORTION = 1 << 16
OF_THE_HEADER = frozenset({"from", "to", "cc", "subject"})  # what mail-parser is given
TOO_DEEP = "The parts of the mail are nested too deeply to be read."
TOO_MUCH = "The mail has more parts or lines than are read."


class Tree(NamedTuple):
    """A mail taken apart. `unread` says what of it was not read, else it is empty."""

    header: mailparser.MailParser
    message: Message
    unread: str


class _TooMuchError(Exception):
    """The mail has more header fields than are read."""


class _Bounded(Compat32):
    """Reads header fields of any part: as UTF-8, and shortened, since many parameters cost the square."""

    fields_read: Iterator[int] = iter(())  # each reader gets its own

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        if next(self.fields_read, None) is None:
            raise _TooMuchError
        name, value = super().header_source_parse(sourcelines)
        longest = LONGEST_OF_MIME if name.lower().startswith("content-") else LONGEST_FIELD
        value = value[:longest].replace("\0", "\x01")  # a charset named with NUL is more than a codec bears
        if not value.isascii():
            octets = value.encode("ascii", "surrogateescape")
            value = text_of(octets).encode("utf-8").decode("ascii", "surrogateescape")
        return name, value


def _policy() -> "Compat32[Message]":
    return _Bounded(fields_read=iter(range(MOST_FIELDS)))  # type: ignore[call-arg]  # any own attribute will do


def tree_of(raw: bytes, head: Head) -> Tree:
    """Take a mail apart. Of its header only the fields in `head` are there. Never raises for any bytes."""
    header = header_of(head)
    try:
        message, unread = _message(_header_block(head), raw, head.body_at)
    except RecursionError:
        return Tree(header, _plain(raw[head.body_at :][:MOST_SAVED]), TOO_DEEP)
    except _TooMuchError:
        return Tree(header, _plain(raw[head.body_at :][:MOST_SAVED]), TOO_MUCH)
    if _is_too_deep(message):
        return Tree(header, _plain(raw[head.body_at :][:MOST_SAVED]), TOO_DEEP)
    return Tree(header, message, unread)


def _is_too_deep(message: Message) -> bool:
    level = [message]
    for _ in range(DEEPEST):
        level = [child for part in level for child in parts_of(part)]
    return bool(level)


def parts_of(part: Message) -> list[Message]:
    """The parts directly within a part."""
    payload = part.get_payload() if part.is_multipart() else []
    return [child for child in payload if isinstance(child, Message)]


def header_of(head: Head) -> mailparser.MailParser:
    """The header alone, as mail-parser reads it: without a body it has nothing to stumble over."""
    parser: BytesFeedParser[Message] = BytesFeedParser(policy=_policy())
    parser.feed(
        b"".join(_line(name, value) for name, value, _ in head.fields if name in OF_THE_HEADER) + b"\n"
    )
    return mailparser.MailParser(parser.close())


def _message(header: bytes, raw: bytes, body_at: int) -> tuple[Message, str]:
    made: list[None] = []

    def part(policy: "Compat32[Message]" = compat32) -> Message:
        made.append(None)
        return Message(policy)

    parser: BytesFeedParser[Message] = BytesFeedParser(part, policy=_policy())
    parser.feed(header)
    last = _affordable(raw, body_at)
    unread = TOO_MUCH if last < len(raw) else ""
    for portion in _portions(raw, body_at, last):
        parser.feed(portion)
        if len(made) > MOST_PARTS:
            unread = TOO_MUCH
            break
    return parser.close(), unread


def _affordable(raw: bytes, body_at: int) -> int:
    """Where to stop reading: each line is compared with the boundary of every open part around it."""
    small = raw.lower()
    cost = COST_OF_A_LINE + small.count(b"boundary") + small.count(b"message/rfc822")
    work = cost * max(raw.count(b"\n", body_at), raw.count(b"\r", body_at))
    if work <= MOST_WORK:
        return len(raw)
    return body_at + (len(raw) - body_at) * MOST_WORK // work


def _portions(raw: bytes, start: int, end: int) -> Iterator[bytes]:
    for position in range(start, end, PORTION):
        yield raw[position : min(position + PORTION, end)]


def _header_block(head: Head) -> bytes:
    return b"".join(_line(name, value) for name, value, _ in head.fields) + b"\n"


def _line(name: str, value: bytes) -> bytes:
    return name.encode("ascii") + b":" + value.rstrip(b"\r\n") + b"\n"


def _plain(body: bytes) -> Message:
    """What is left of a mail that could not be taken apart: one text, with all its MIME machinery."""
    message = Message()
    message.set_payload(body.decode("ascii", "surrogateescape"))
    return message
