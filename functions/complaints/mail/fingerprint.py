"""One mail, one identity, however often and by whatever way it is delivered."""

import hashlib
from collections.abc import Iterator

from complaints.mail.head import Head, fields, head_of

PIECE = 1 << 20  # bytes
TELLING = frozenset({"message-id", "from", "date", "subject"})
TRACE = frozenset(  # what servers write on the way (RFC 5321 4.4, RFC 8601, RFC 6376, RFC 8617)
    {"return-path", "received", "received-spf", "delivered-to", "authentication-results", "dkim-signature"}
)
TRACE_FAMILIES = ("x-ses-", "arc-", "x-received", "x-original-")


def identity(raw: bytes) -> str:
    """SHA-256 over Message-ID, From, Date, Subject and the body, as 64 hexadecimal digits.

    Not counted: every other header, how headers are folded, what ends a line, and empty lines at the end
    (as in RFC 6376 3.4.3). When none of the four fields is there all headers count but those of the trace.
    """
    return identity_of(raw, head_of(raw, TELLING))


def identity_of(raw: bytes, head: Head) -> str:
    """The same, of a mail whose header is read already, at least its `TELLING` fields."""
    digest = hashlib.sha256()
    told = [(name, field.value) for name in TELLING for field in head.fields.get(name, ())]
    told = told or list(_all_but_trace(raw))
    for name, value in sorted(told):
        words = b" ".join(value.split())
        digest.update(b"%s:%d:%s\n" % (name.encode(), len(words), words))
    digest.update(b"\n")
    for piece in _plain_lines(raw, head.body_at):
        digest.update(piece)
    return digest.hexdigest()


def raw_sha256(raw: bytes) -> str:
    """SHA-256 of this very delivery, as 64 hexadecimal digits: the evidence."""
    return hashlib.sha256(raw).hexdigest()


def _all_but_trace(raw: bytes) -> Iterator[tuple[str, bytes]]:
    for name, value, _ in fields(raw):
        if name not in TRACE and not name.startswith(TRACE_FAMILIES):
            yield name, value


def _plain_lines(raw: bytes, start: int) -> Iterator[bytes]:
    """The body with one kind of line end, a piece at a time, without empty lines at its end."""
    end = len(raw.rstrip(b"\r\n"))
    while start < end:
        last = min(start + PIECE, end)
        if raw[last - 1 : last + 1] == b"\r\n":
            last += 1
        yield raw[start:last].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        start = last
