"""bytes → the tree of a mail's parts, in bounded time and memory whatever the bytes.

The standard library takes the mail apart, with a policy that repairs and shortens header fields while they
are read. mail-parser reads addresses (see `sender`). Why so: docs/decisions/0004 and 0012.
"""

from collections.abc import Iterator
from email.feedparser import BytesFeedParser
from email.policy import Compat32, compat32
from typing import Any, NamedTuple

from complaints.mail.head import Head, text_of
from complaints.mail.parts import Part, Source, part_of
from complaints.mail.setaside import SetAside

MOST_PARTS = 2_000
MOST_FIELDS = 20_000  # header fields of all parts together
MOST_WORK = 6_000_000  # lines times open parts: what looking for the ends of nested parts may cost
COST_OF_A_PART = 2
COST_OF_A_LINE = 16  # beside that, in the same measure: so at most 375,000 lines are read
LONGEST_FIELD = 8_000  # characters
LONGEST_OF_MIME = 4_000
OF_THE_TREE = ("mime-version", "content-type", "content-transfer-encoding", "content-disposition")
MOST_SAVED = 1_000_000  # bytes of a mail that could not be taken apart
MOST_FED = 8_000_000  # bytes, beside what is set aside
PORTION = 1 << 16  # bytes fed to the parser at a time
TOO_DEEP = "The parts of the mail are nested too deeply to be read."
TOO_MUCH = "The mail has more parts or lines than are read."


class Tree(NamedTuple):
    """A mail taken apart. `unread` says what of it was not read, else it is empty."""

    root: Part
    body: bytes  # where it begins: as much as is worth saving
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
        longest = LONGEST_OF_MIME if name[:8].lower() == "content-" else LONGEST_FIELD
        value = value[:longest].replace("\0", "\x01")  # a charset named with NUL is more than a codec bears
        return name, value if value.isascii() else text_of(value.encode("ascii", "surrogateescape"))

    def fold_binary(self, name: str, value: str) -> bytes:
        """A field as it is written when a mail within the mail is kept as a file (RFC 6532)."""
        return f"{name}: {value}\n".encode("utf-8", "replace")


def tree_of(raw: bytes, head: Head, name: str) -> Tree:
    """Take a mail apart. Of its header only what MIME asks for is there. Never raises for any bytes.

    `name` is one that does not occur in the mail, such as its digest (see `SetAside`).
    """
    aside = SetAside(raw, name)
    body = raw[head.body_at : head.body_at + MOST_SAVED]
    try:
        message, unread = _message(_header_block(head), raw, head.body_at, aside)
        root = part_of(message, aside)
    except RecursionError:
        return Tree(_plain(body), body, TOO_DEEP)
    except _TooMuchError:
        return Tree(_plain(body), body, TOO_MUCH)
    if root.is_cut_off:
        return Tree(_plain(body), body, TOO_DEEP)
    return Tree(root, body, unread)


def _message(header: bytes, raw: bytes, body_at: int, aside: SetAside) -> tuple[Source, str]:
    made: list[None] = []

    def part(policy: Any = compat32) -> Source:
        made.append(None)
        return Source(policy)

    policy: Any = _Bounded(fields_read=iter(range(MOST_FIELDS)))  # type: ignore[call-arg]  # an attribute of ours
    parser: BytesFeedParser[Source] = BytesFeedParser(part, policy=policy)
    parser.feed(header)
    costs = _Costs()
    costs.take(header)
    for portion in aside.portions(body_at, len(raw), PORTION):
        costs.take(portion)
        if costs.are_too_high or len(made) > MOST_PARTS:
            return parser.close(), TOO_MUCH
        parser.feed(portion)
    return parser.close(), TOO_MUCH if len(made) > MOST_PARTS else ""


class _Costs:
    """What reading has cost so far: each line is compared with the boundary of every open part around it.

    As many parts may be open as boundaries, or mails within, were named above.
    """

    def __init__(self) -> None:
        self._open = COST_OF_A_LINE
        self._work = 0
        self._bytes = 0

    def take(self, portion: bytes) -> None:
        small = portion.lower()
        self._open += COST_OF_A_PART * (small.count(b"boundary") + small.count(b"message/rfc822"))
        self._work += self._open * max(portion.count(b"\n"), portion.count(b"\r"))
        self._bytes += len(portion)

    @property
    def are_too_high(self) -> bool:
        return self._work > MOST_WORK or self._bytes > MOST_FED


def _header_block(head: Head) -> bytes:
    told = (field for name in OF_THE_TREE for field in head.fields.get(name, ()))
    return b"".join(_line(name, value) for name, value, _ in told) + b"\n"


def _line(name: str, value: bytes) -> bytes:
    return name.encode("ascii") + b":" + value.rstrip(b"\r\n") + b"\n"


def _plain(body: bytes) -> Part:
    """What is left of a mail that could not be taken apart: one text, with all its MIME machinery."""
    message = Source()
    message.set_payload(body.decode("ascii", "surrogateescape"))
    return part_of(message, SetAside(b"", ""))
