"""The files that came with a mail. Nothing is unpacked, and a file's name is only ever shown."""

import re
from collections.abc import Iterator
from email.generator import BytesGenerator
from email.message import Message
from io import BytesIO
from itertools import islice

from mailparser.utils import decode_header_part, mime_header_view

from complaints.mail.cleaning import clean_line
from complaints.mail.parsing import parts_of
from complaints.mail.text import is_body, is_torn
from complaints.model import Attachment

MOST = 200
LONGEST_NAME = 120  # characters

# What the first bytes say. A ZIP may be an Office file: there the sender's word is taken, if it names one.
SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"PK\x03\x04", "application/zip"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
)
HEIF = re.compile(rb".{4}ftyp(heic|heix|hevc|heim|heis|mif1|msf1)", re.DOTALL)
OFFICE = re.compile(r"application/vnd\.(openxmlformats-officedocument|oasis\.opendocument)\.")
OFFICE_FOLDERS = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
UNKNOWN = "application/octet-stream"
_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,100}")
_PATH = re.compile(r"[/\\]")
_UNSAFE = re.compile(r'[<>:"|?*\x00-\x1f]')


def attachments_of(message: Message) -> tuple[Attachment, ...]:
    """Every part that is not the mail's own text, in order, at most two hundred."""
    return tuple(map(_attachment, islice(_files(message), MOST)))


def _files(part: Message) -> Iterator[Message]:
    """The leaves that are files; a mail within the mail is one file (RFC 2046 5.2.1)."""
    if part.get_content_maintype() == "message":
        yield part
    elif part.is_multipart():
        for child in parts_of(part):
            yield from _files(child)
    elif is_torn(part):
        return
    elif not is_body(part) or (part.get_filename() and part.get_content_disposition() == "inline"):
        yield part


def _attachment(part: Message) -> Attachment:
    content = _content(part)
    declared = part.get_content_type()
    name = clean_name(decode_header_part(mime_header_view(part)[0].get_filename()))
    return Attachment(name=name or _nameless(declared), type=type_of(content, declared), content=content)


def _content(part: Message) -> bytes:
    if part.is_multipart():
        return _mail_inside(part)
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _mail_inside(part: Message) -> bytes:
    """The bytes of a message/… part, as near to how they came as the tree allows."""
    out = BytesIO()
    generator = BytesGenerator(out, mangle_from_=False, maxheaderlen=0)
    for child in parts_of(part):
        try:
            generator.flatten(child)
        except (ValueError, LookupError, AttributeError, TypeError):
            out.write(b"\r\n".join(str(value).encode("utf-8", "replace") for value in child.values()))
    return out.getvalue()


def type_of(content: bytes, declared: str) -> str:
    """The media type by the first bytes for the common kinds of file, else the declared one."""
    if HEIF.match(content):
        return "image/heic"
    found = next((kind for start, kind in SIGNATURES if content.startswith(start)), "")
    if found == "application/zip":
        return _office(content, declared) or found
    return found or (declared if _TYPE.fullmatch(declared) else UNKNOWN)


def _office(content: bytes, declared: str) -> str:
    if OFFICE.match(declared):
        return declared
    start = content[:4000]
    return next((kind for folder, kind in OFFICE_FOLDERS if folder in start), "")


def clean_name(name: str) -> str:
    """A name to show: the last step of a path, without dots in front, control characters or hidden ones."""
    last = _PATH.split(clean_line(name))[-1]
    shown = _UNSAFE.sub("_", last).strip(". ")
    if len(shown) <= LONGEST_NAME:
        return shown
    stem, dot, extension = shown.rpartition(".")
    if not dot or len(extension) > 10:
        return shown[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(extension) - 1]}.{extension}"


def _nameless(declared: str) -> str:
    return {"message/rfc822": "mail.eml", "text/calendar": "inbjudan.ics"}.get(declared, "")
