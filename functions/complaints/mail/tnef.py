"""winmail.dat: what Outlook wraps a mail's text and files in, opened (MS-OXTNEF 2.1, MS-OXCMAIL).

Only its files and the plain or HTML text are looked for. Linear in its length; what is torn ends there.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from complaints.mail.charsets import decode

SIGNATURE = b"\x78\x9f\x3e\x22"
TYPES = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
MOST_ATTRIBUTES = 10_000
_NAME = re.compile(r"winmail.{0,10}\.dat", re.IGNORECASE)

# Attributes (MS-OXTNEF 2.1.3.2)
BODY, TITLE, FILE, NEW_FILE = 0x800C, 0x8010, 0x800F, 0x9002
PROPERTIES_OF_MAIL, PROPERTIES_OF_FILE, CODEPAGE = 0x9003, 0x9005, 0x9007
# Properties (MS-OXPROPS)
PR_BODY, PR_HTML, PR_LONG_NAME, PR_NAME = 0x1000, 0x1013, 0x3707, 0x3704
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_VARIABLE = frozenset({0x0D, 0x1E, 0x1F, 0x102})
_MANY, _UNICODE = 0x1000, 0x1F
_NAMED = 0x8000


@dataclass
class _File:
    name: str = ""
    content: bytes = b""


@dataclass
class Tnef:
    """What was in it. `is_read` is false when it is none."""

    is_read: bool = False
    text: str = ""
    html: str = ""
    files: list[_File] = field(default_factory=list)


def is_tnef(kind: str, name: str) -> bool:
    """Whether a part is one, by its type or its name."""
    return kind in TYPES or (not kind.startswith("text/") and bool(_NAME.fullmatch(name)))


def opened(octets: bytes) -> Tnef:
    """The text and the files. Never raises."""
    found = Tnef(is_read=octets.startswith(SIGNATURE))
    charset = "cp1252"
    try:
        for name, data in _attributes(octets) if found.is_read else ():
            if name == CODEPAGE:
                charset = f"cp{struct.unpack_from('<I', data)[0]}"
            elif name == NEW_FILE:
                found.files.append(_File())
            elif found.files:
                _of_a_file(found.files[-1], name, data, charset)
            else:
                _of_the_mail(found, name, data, charset)
    except struct.error:
        pass  # what was read so far is kept
    return found


def _of_the_mail(found: Tnef, name: int, data: memoryview, charset: str) -> None:
    if name == BODY:
        found.text = _text(data, charset)
    elif name == PROPERTIES_OF_MAIL:
        for number, kind, value in _properties(data):
            words = _text(value, "utf-16-le" if kind == _UNICODE else charset)
            if number == PR_BODY:
                found.text = found.text or words
            elif number == PR_HTML:
                found.html = words


def _of_a_file(file: _File, name: int, data: memoryview, charset: str) -> None:
    if name == FILE:
        file.content = bytes(data)
    elif name == TITLE:
        file.name = file.name or _text(data, charset)
    elif name == PROPERTIES_OF_FILE:
        for number, kind, value in _properties(data):
            if number == PR_LONG_NAME or (number == PR_NAME and not file.name):
                file.name = _text(value, "utf-16-le" if kind == _UNICODE else charset)


def _attributes(octets: bytes) -> Iterator[tuple[int, memoryview]]:
    whole = memoryview(octets)
    position = 6  # after signature and key
    for _ in range(MOST_ATTRIBUTES):
        _, name, _, length = struct.unpack_from("<BHHI", whole, position)
        yield name, whole[position + 9 : position + 9 + length]
        position += 9 + length + 2  # the checksum is not asked


def _properties(data: memoryview) -> Iterator[tuple[int, int, memoryview]]:
    """Number, type and value of each property that is of one value (MS-OXTNEF 2.1.3.4)."""
    position = 4
    for _ in range(min(struct.unpack_from("<I", data)[0], MOST_ATTRIBUTES)):
        kind, number = struct.unpack_from("<HH", data, position)
        position += 4
        if number >= _NAMED:
            position = _after_name(data, position)
        of_many, kind = kind & _MANY, kind & ~_MANY
        values = 1
        if of_many or kind in _VARIABLE:
            values = struct.unpack_from("<I", data, position)[0]
            position += 4
        for _ in range(min(values, MOST_ATTRIBUTES)):
            length = _FIXED.get(kind, 0)
            if kind in _VARIABLE:
                length = struct.unpack_from("<I", data, position)[0]
                position += 4
            elif not length:
                return  # a type nobody knows the length of
            yield number, kind, data[position : position + length]
            position += length + -length % 4


def _after_name(data: memoryview, position: int) -> int:
    """Where the value of a named property begins: after a GUID and a number or a name."""
    if struct.unpack_from("<I", data, position + 16)[0] == 0:
        return position + 24
    length: int = struct.unpack_from("<I", data, position + 20)[0]
    return position + 24 + length + -length % 4


def _text(data: memoryview, charset: str) -> str:
    return decode(bytes(data), charset).partition("\0")[0]
