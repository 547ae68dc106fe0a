"""The files that came with a mail. Nothing is unpacked, and a file's name is only ever shown."""

import re
from collections.abc import Iterator
from itertools import islice

from complaints.mail.cleaning import clean_line
from complaints.mail.filetypes import UNKNOWN, is_safe, type_of
from complaints.mail.parts import Part
from complaints.mail.text import is_body, is_torn
from complaints.mail.tnef import is_tnef, opened
from complaints.model import Attachment

MOST = 200
MOST_BYTES = 60_000_000  # of all files of a mail: those within mails within it are counted twice
LONGEST_NAME = 200  # characters
TOO_MANY = "The mail has more files than are listed."
NAMELESS = {"message/rfc822": "mail.eml", "message/global": "mail.eml", "text/calendar": "inbjudan.ics"}

_ABSOLUTE = re.compile(r"\s*(?:[/\\]|\.\.?[/\\]|~[/\\]|[A-Za-z]:[/\\])")
_STEP = re.compile(r"[/\\]")
_UNSAFE = re.compile(r'[<>:"|?*/\\\x00-\x1f]')


def attachments_of(root: Part) -> tuple[tuple[Attachment, ...], str]:
    """Every part that is not the mail's own text, in order, and what is to be said of those left out."""
    found: list[Attachment] = []
    size = 0
    for file in islice(_all(root), MOST + 1):
        size += file.size
        if len(found) == MOST or size > MOST_BYTES:
            return tuple(found), TOO_MANY
        found.append(file)
    return tuple(found), ""


def _all(root: Part) -> Iterator[Attachment]:
    for part in _files(root):
        content = part.content()
        if is_tnef(part.type, part.name):
            inside = opened(content)
            yield from (attachment(file.name, UNKNOWN, file.content) for file in inside.files)
            if inside.is_read:
                continue
        yield attachment(part.name, part.type, content)


def _files(part: Part) -> Iterator[Part]:
    """The parts that are files; a mail within the mail is one, and those that came with it follow it."""
    if part.is_mail:
        yield part
        for child in part.parts:
            yield from _files(child)
    elif part.type.startswith("message/"):
        yield part
    elif part.is_multipart:
        for child in part.parts:
            yield from _files(child)
    elif not is_torn(part) and (not is_body(part) or (part.name and part.disposition == "inline")):
        yield part


def attachment(name: str, declared: str, content: bytes) -> Attachment:
    """A file with a name to show, and what it really is."""
    shown = clean_name(name) or NAMELESS.get(declared, "")
    kind = type_of(content, declared)
    return Attachment(name=shown, type=kind, content=content, safe=is_safe(content, kind, shown))


def clean_name(name: str) -> str:
    """A name to show, without dots in front, control characters or hidden ones.

    Of a path the last step is kept. A slash within a name ("Läsåret 25/26.pdf") becomes a low line.
    """
    line = clean_line(name)
    if _ABSOLUTE.match(line):
        line = _STEP.split(line)[-1]
    shown = _UNSAFE.sub("_", line).strip(". ")
    if len(shown) <= LONGEST_NAME:
        return shown
    stem, dot, extension = shown.rpartition(".")
    if not dot or len(extension) > 10:
        return shown[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(extension) - 1]}.{extension}"
