"""One part of a mail: what it says it is, and its bytes."""

import re
from binascii import a2b_qp
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.generator import BytesGenerator
from email.message import Message
from email.parser import BytesParser
from email.utils import collapse_rfc2231_value
from io import BytesIO
from itertools import islice
from typing import Any

from complaints.mail.charsets import decode
from complaints.mail.encoded_words import decoded
from complaints.mail.setaside import SetAside, bytes_of_base64

DEEPEST = 100  # parts within parts
MOST_UNWRAPPED = 200_000  # bytes of a mail within the mail that lies there in base64
MOST_MARKS = 1_000  # of possible boundaries in it
PRICE = 500  # header fields, out of all that are read
MAIL = ("message/rfc822", "message/global")  # RFC 2046 5.2.1, RFC 6532
NAMES = (("content-disposition", "filename"), ("content-type", "name"), ("content-type", "filename"),
               ("content-disposition", "name"), ("content-type", "file"))  # fmt: skip


class Source(Message):
    """A message whose payload can be had as it was stored: `get_payload` decodes by the charset it names."""

    _payload: Any

    @property
    def stored(self) -> object:
        """The parts, or the undecoded bytes as text with surrogates."""
        return self._payload

    def get_param(
        self, param: str, failobj: Any = None, header: str = "content-type", unquote: bool = True
    ) -> Any:
        """As the standard library's, but for pieces of a value with and without a number (RFC 2231 3).

        It sorts them (`email.utils.decode_params`) and raises TypeError; then the first piece is the value.
        """
        try:
            return super().get_param(param, failobj, header, unquote)
        except TypeError:
            piece = re.search(rf'(?i)\b{re.escape(param)}[\d*]*\s*=\s*"?([^";]*)', str(self.get(header, "")))
            return piece[1].strip() if piece else failobj

    def extended(self, param: str, header: str) -> tuple[str, str, str] | None:
        """A parameter with its charset, if there is one: it goes before the same without (RFC 6266 4.3)."""
        if "*" not in str(self.get(header, "")):
            return None
        try:
            found = self.get_params([], header)
        except TypeError:
            return None
        values: Iterator[Any] = (value for name, value in found if name == param)
        return next((value for value in values if isinstance(value, tuple)), None)


CODINGS: Mapping[str, Callable[[bytes], bytes]] = {"base64": bytes_of_base64, "quoted-printable": a2b_qp}
UUENCODED = ("uuencode", "uue")
_NAMED = re.compile(r"[\w-]+")
_NAME = re.compile(r"(?i)name|file")
_QUOTED_PAIR = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Part:
    """A part and the parts within it. `is_cut_off` marks one that is nested too deeply to be looked into."""

    source: Source
    aside: SetAside
    type: str  # as declared, in lower case
    disposition: str  # "inline", "attachment", something else, or nothing
    may_be_named: bool = False
    parts: "tuple[Part, ...]" = ()
    is_cut_off: bool = False

    @property
    def is_mail(self) -> bool:
        """Whether it is a mail within the mail."""
        return self.type in MAIL

    @property
    def is_multipart(self) -> bool:
        """Whether it says that it consists of parts; `parts` is empty if none of its boundaries was found."""
        return self.type.startswith("multipart/")

    @property
    def name(self) -> str:
        """The file name that the sender gave it, as it stands there, or nothing."""
        if not self.may_be_named:
            return ""
        for header, parameter in NAMES:
            value = self.source.extended(parameter, header) or self.source.get_param(parameter, None, header)
            if isinstance(value, tuple):
                return _in_its_charset(value)
            if value:
                name = _unescaped(str(self.source[header]), parameter) if "\\" in value else value
                return decoded(name.removeprefix('"'))  # one that nobody closed
        return ""

    def parameter(self, name: str) -> str:
        """A parameter of Content-Type, in lower case, or nothing."""
        value = self.source.get_param(name, "")
        return collapse_rfc2231_value(value).strip().lower() if value else ""

    @property
    def charset(self) -> str:
        """The declared charset, or nothing."""
        return self.parameter("charset")

    def content(self) -> bytes:
        """The decoded bytes; those of a mail within the mail as near to how they came as the tree allows."""
        payload = self.source.stored
        if isinstance(payload, list):
            return _flattened(payload, self.aside)
        if not isinstance(payload, str):
            return b""
        coding = _coding(self.source)
        if self.aside.has_part_of(payload):
            return self.aside.decoded(payload) if coding == "base64" else self.aside.restored(payload)
        if coding.endswith(UUENCODED):
            content = self.source.get_payload(decode=True)
            return content if isinstance(content, bytes) else b""
        octets = payload.encode("ascii", "surrogateescape")
        return CODINGS[coding](octets) if coding in CODINGS else octets

    def walk(self) -> "Iterator[Part]":
        """The part and all within it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


def _in_its_charset(value: tuple[str, str, str]) -> str:
    """A parameter of RFC 2231; the standard library leaves it in octets where no charset is named."""
    charset, _, octets = value
    return decode(octets.encode("raw-unicode-escape"), charset or "")


def _unescaped(field: str, parameter: str) -> str:
    """A parameter in quotes, where a backslash stands before any character (RFC 5322 3.2.4)."""
    quoted = re.search(rf"(?i)\b{parameter}\s*=\s*\"((?>[^\"\\]|\\.)*)", field)
    return _QUOTED_PAIR.sub(r"\1", quoted[1]) if quoted else ""


def part_of(message: Source, aside: SetAside, depth: int = 0) -> Part:
    """The tree beneath a message, each thing asked of it once."""
    kind = message.get_content_type()
    disposition = message.get_content_disposition() or ""
    named = any(
        _NAME.search(str(message.get(header, ""))) for header in ("content-type", "content-disposition")
    )
    if kind in MAIL and depth < DEEPEST:
        message = _unwrapped(message, aside)
    payload = message.stored if isinstance(message.stored, list) else []
    if depth == DEEPEST:
        return Part(message, aside, kind, disposition, named, is_cut_off=bool(payload))
    parts = tuple(part_of(child, aside, depth + 1) for child in payload if isinstance(child, Source))
    return Part(message, aside, kind, disposition, named, parts, any(part.is_cut_off for part in parts))


def _coding(message: Message) -> str:
    """The transfer encoding alone, without what some programs write behind it ("base64;", "base64 (x)")."""
    named = _NAMED.search(str(message.get("content-transfer-encoding", "")))
    return named[0].lower() if named else ""


def _unwrapped(message: Source, aside: SetAside) -> Source:
    """A mail within the mail, read also if it lies there in base64, against RFC 2046 5.2.1.

    Each such costs as much of what may be read as so many header fields do.
    """
    coding = _coding(message)
    if coding not in ("base64", "quoted-printable") or not message.is_multipart() or not _is_paid(message):
        return message
    wrapped = Source()
    wrapped["Content-Transfer-Encoding"] = coding
    lines = _flattened(message.stored, aside)
    wrapped.set_payload(lines.decode("ascii", "surrogateescape"))
    inside = Part(wrapped, aside, "", "").content()
    if len(inside) <= MOST_UNWRAPPED and inside.count(b"--") <= MOST_MARKS:
        message.set_payload([BytesParser(Source, policy=message.policy).parsebytes(inside)])
        del message["content-transfer-encoding"]
    return message


def _is_paid(message: Message) -> bool:
    purse = getattr(message.policy, "fields_read", iter(()))
    return next(islice(purse, PRICE, None), None) is not None


def _flattened(inside: object, aside: SetAside) -> bytes:
    out = BytesIO()
    generator = BytesGenerator(out, mangle_from_=False, maxheaderlen=0)
    for message in inside if isinstance(inside, list) else ():
        try:
            generator.flatten(message)
        except (ValueError, LookupError, AttributeError, TypeError):
            out.write(b"\r\n".join(str(value).encode("utf-8", "replace") for value in message.values()))
    written = out.getvalue().decode("ascii", "surrogateescape")
    return aside.restored(written) if aside.has_part_of(written) else out.getvalue()
