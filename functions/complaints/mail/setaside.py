"""Long runs of base64, set aside before a mail is taken apart: they cost time and memory there.

A run is replaced by one line that names it, and its bytes are read from the raw mail when the file is wanted.
"""

import re
from binascii import Error as NotBase64
from binascii import a2b_base64
from collections.abc import Iterator
from io import BytesIO

SHORTEST = 20_000  # bytes of a run that is worth it
STRETCH = 1 << 21  # bytes that are searched at a time
PIECE = 1 << 20  # bytes that are decoded at a time
_RUN = re.compile(rb"(?:^[A-Za-z0-9+/]{4,}+(\r?\n))++", re.MULTILINE)
LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
OTHERS = bytes(set(range(256)) - set(LETTERS))  # what does not belong to base64


class SetAside:
    """A raw mail's long runs of base64 and what they are called."""

    def __init__(self, raw: bytes, name: str) -> None:
        """`name` must be one that the sender cannot have written into the mail, such as its own digest."""
        self._raw = raw
        self._name = name
        self._runs: list[tuple[int, int]] = []

    def portions(self, start: int, end: int, size: int) -> Iterator[bytes]:
        """The raw mail from `start` to `end`, a portion at a time, with names where the runs were."""
        for at in range(start, end, STRETCH):
            yield from self._stretch(at, min(at + STRETCH, end), size)

    def _stretch(self, start: int, end: int, size: int) -> Iterator[bytes]:
        """A part of the mail, so that nothing is searched before it is read."""
        position = start
        for run in _RUN.finditer(self._raw, start, end) if end - start >= SHORTEST else ():
            if run.end() - run.start() >= SHORTEST:
                yield from self._slices(position, run.start(), size)
                yield f"{self._name}-{len(self._runs)}".encode()
                position = run.end() - len(run[1])
                self._runs.append((run.start(), position))
        yield from self._slices(position, end, size)

    def _slices(self, start: int, end: int, size: int) -> Iterator[bytes]:
        for position in range(start, end, size):
            yield self._raw[position : min(position + size, end)]

    def has_part_of(self, payload: str) -> bool:
        """Whether a payload names a run."""
        return bool(self._runs) and self._name in payload

    def restored(self, payload: str) -> bytes:
        """The payload's bytes with the runs in their places."""
        return b"".join(self._pieces(payload))

    def decoded(self, payload: str) -> bytes:
        """The file that the payload is, in base64, piece by piece."""
        out = BytesIO()
        left = b""
        for piece in self._pieces(payload):
            left = _write(out, left + piece.translate(None, OTHERS))
        _write(out, left + b"A" * (-len(left) % 4), end=(3 * len(left)) // 4)
        return out.getvalue()

    def _pieces(self, payload: str) -> Iterator[bytes]:
        position = 0
        for match in re.finditer(rf"{self._name}-(\d{{1,9}})", payload):
            yield payload[position : match.start()].encode("ascii", "surrogateescape")
            start, end = self._runs[int(match[1])]
            yield from self._slices(start, end, PIECE)
            position = match.end()
        yield payload[position:].encode("ascii", "surrogateescape")


def _write(out: BytesIO, letters: bytes, end: int | None = None) -> bytes:
    """Decode whole groups of four letters; what is left over is returned."""
    whole = len(letters) - len(letters) % 4
    out.write(a2b_base64(letters[:whole])[:end])
    return letters[whole:]


def bytes_of_base64(octets: bytes) -> bytes:
    """What base64 stands for; what does not belong to it is passed over, a torn end is kept."""
    padded = octets.rstrip()
    try:
        return a2b_base64(padded) if len(padded) % 4 == 0 else a2b_base64(padded + b"==")
    except NotBase64:
        letters = octets.translate(None, OTHERS)
        try:
            return a2b_base64(letters[: -1 if len(letters) % 4 == 1 else None] + b"==")
        except NotBase64:
            return b""
