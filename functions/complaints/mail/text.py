"""The words of a mail: what a reader would see of its parts, as plain text."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import NamedTuple

from complaints.mail.charsets import decode
from complaints.mail.cleaning import clean_text
from complaints.mail.flowed import unflowed
from complaints.mail.html import text_from_html
from complaints.mail.parts import Part
from complaints.mail.structure import may_quote
from complaints.mail.tnef import is_tnef, opened

LONGEST_TEXT = 200_000  # characters
LONGEST_PART = 1_000_000  # bytes decoded
LONGEST_HTML = 400_000  # characters turned into text
LONGEST_COMPARED = 50_000  # characters of HTML that are held against the plain text
MOST_UNSAID = 0.12  # of the words in HTML may be missing from the plain text: addresses of links, alt texts
MOST_LOOKED_AT = 20  # parts
CUT = "\n\n[…]"
READABLE = frozenset(
    {"text/plain", "text/html", "text/enriched", "text/richtext", "text/markdown", "text/x-markdown"}
)
REPORTS = frozenset({"message/delivery-status", "message/disposition-notification"})

_MACHINERY = re.compile(r"--|[\w-]{3,40}:|\s|This is a multi-?part|.*MIME")
_WORD = re.compile(r"\w{2,}")
_MARKUP = re.compile(r"(?is)<(style|script|title)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>")


class Words(NamedTuple):
    """What a mail says itself, and what the mails and reports within it say."""

    own: str
    within: str

    @property
    def all(self) -> str:
        """Both, its own first, cut where it becomes too long."""
        return _cut("\n\n".join(filter(None, self)))


def words_of(root: Part) -> Words:
    """The plain text of a mail, cleaned and bounded; HTML is turned into text where there is no better."""
    own = _joined(_own(root)) or _joined(_wrapped(root))
    within = _joined(text for part in _within(root) for text in _inside(part))
    return Words(own or ("" if within else _joined(_named(root))), within)


def page_beside(root: Part) -> str:
    """The HTML that says the same as a mail's plain text and may show by its structure what of it is old."""
    for part in islice(root.walk(), MOST_LOOKED_AT):
        if part.type == "multipart/alternative":
            html = _page_in(part)[:LONGEST_HTML]
            return html if may_quote(html) else ""
    return ""


def left_over(body: bytes) -> str:
    """The words of a mail in whose boundaries no text was found: its lines without the machinery."""
    lines = clean_text(decode(body[:LONGEST_PART], "")).split("\n")
    return "\n".join(line for line in lines if not _MACHINERY.match(line)).strip()[:LONGEST_TEXT]


def is_body(part: Part) -> bool:
    """Whether a part is shown as text of the mail rather than listed as a file."""
    if part.type not in READABLE or part.disposition == "attachment":
        return False
    return part.disposition == "inline" or not part.name


def is_torn(part: Part) -> bool:
    """Whether a part says that it has parts, but none of its boundaries was found: all of it is text then."""
    return part.is_multipart and not part.parts


def _joined(texts: Iterator[str]) -> str:
    return _cut(clean_text("\n\n".join(filter(None, map(str.strip, texts)))))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT].rstrip() + CUT


def _own(part: Part) -> Iterator[str]:
    if part.type == "multipart/alternative":
        yield _best(part.parts)
    elif part.is_multipart and part.parts:
        for child in part.parts:
            yield from _own(child)
    elif is_body(part) or is_torn(part):
        yield _text(part)


def _wrapped(root: Part) -> Iterator[str]:
    """The text that Outlook put into winmail.dat, of a mail that has none beside it."""
    for part in root.walk():
        if is_tnef(part.type, part.name):
            found = opened(part.content())
            yield found.text[:LONGEST_PART] or text_from_html(found.html[:LONGEST_HTML])


def _named(root: Part) -> Iterator[str]:
    """The first words in a file of text, of a mail that has no others: some programs name the text itself."""
    files = (part for part in islice(root.walk(), MOST_LOOKED_AT) if part.type in READABLE)
    yield next(filter(str.strip, map(_text, files)), "")


def _within(part: Part) -> Iterator[Part]:
    if part.is_mail or part.type in REPORTS:
        yield part
    else:
        for child in part.parts:
            yield from _within(child)


def _inside(part: Part) -> Iterator[str]:
    for child in part.parts:
        if part.is_mail:
            yield from words_of(child)
        else:
            yield _report(child)


def _report(block: Part) -> str:
    fields = "\n".join(f"{name}: {value}" for name, value in block.source.items())
    return f"{fields}\n\n{_text(block)}".strip()


def _best(alternatives: tuple[Part, ...]) -> str:
    """Of the same words in several dresses the plain one (RFC 2046 5.1.4); both, if they are not the same."""
    plain = next((part for part in alternatives if part.type == "text/plain" and is_body(part)), None)
    text = _text(plain).strip() if plain else ""
    others = [part for part in reversed(alternatives) if part is not plain]
    if text and not any(_says_more(part, text) for part in others):
        return text
    richest = next(filter(None, ("\n\n".join(_own(part)).strip() for part in others)), "")
    return richest if _words(text) <= _words(richest) else f"{text}\n\n{richest}".strip()


def _says_more(part: Part, text: str) -> bool:
    """Whether the HTML has more to say than the plain text: some programs write a stub there, or a lie."""
    shown = _words(unescape(_MARKUP.sub(" ", _page_in(part)[:LONGEST_COMPARED])))
    return len(shown - _words(text)) > len(shown) * MOST_UNSAID


def _page_in(part: Part) -> str:
    """The first HTML of a part and those within it; empty where there is none."""
    pages = (each for each in part.walk() if each.type == "text/html" and is_body(each))
    return next(map(_decoded, pages), "")


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text[:LONGEST_COMPARED].lower()))


def _decoded(part: Part) -> str:
    return decode(part.content()[:LONGEST_PART], part.charset)


def _text(part: Part) -> str:
    words = _decoded(part)
    if part.type == "text/html":
        return text_from_html(words[:LONGEST_HTML])
    if part.parameter("format") == "flowed":
        return unflowed(words, delete_space=part.parameter("delsp") == "yes")
    return words
