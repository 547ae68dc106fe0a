"""The words of a mail: what a reader would see of its parts, as plain text."""

from collections.abc import Iterator
from email.message import Message

from complaints.mail.charsets import decode
from complaints.mail.cleaning import clean_text
from complaints.mail.flowed import unflowed
from complaints.mail.parsing import parts_of

LONGEST_TEXT = 200_000  # characters
LONGEST_PART = 1_000_000  # bytes decoded
LONGEST_HTML = 400_000  # characters turned into text
SHORTEST_TEXT = 20  # less beside HTML is a stub ("see attachment", a lone space)
CUT = "\n\n[…]"
READABLE = frozenset({"text/plain", "text/html", "text/enriched"})


def text_of(message: Message) -> str:
    """The plain text of a mail, cleaned and bounded; HTML is turned into text where there is no better."""
    text = clean_text("\n\n".join(filter(None, map(str.strip, _texts(message)))))
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT].rstrip() + CUT


def is_body(part: Message) -> bool:
    """Whether a part is shown as text of the mail rather than listed as a file."""
    disposition = part.get_content_disposition()
    if part.get_content_type() not in READABLE or disposition == "attachment":
        return False
    return disposition == "inline" or not part.get_filename()


def is_torn(part: Message) -> bool:
    """Whether a part says that it has parts, but none of its boundaries was found: all of it is text then."""
    return part.get_content_maintype() == "multipart" and not part.is_multipart()


def _texts(part: Message) -> Iterator[str]:
    kind = part.get_content_type()
    if kind in ("message/rfc822", "message/delivery-status"):
        return
    if part.is_multipart():
        if kind == "multipart/alternative":
            yield _best(parts_of(part))
        else:
            for child in parts_of(part):
                yield from _texts(child)
    elif is_body(part) or is_torn(part):
        yield _text(part)


def _best(alternatives: list[Message]) -> str:
    """Of the same words in several dresses the plain one, unless it says next to nothing (RFC 2046 5.1.4)."""
    plain = next((part for part in alternatives if part.get_content_type() == "text/plain"), None)
    text = _text(plain) if plain and is_body(plain) else ""
    if len(text.strip()) >= SHORTEST_TEXT:
        return text
    others = ("\n\n".join(_texts(part)) for part in reversed(alternatives) if part is not plain)
    return max([text, *others], key=lambda words: len(words.strip()))


def _text(part: Message) -> str:
    octets = part.get_payload(decode=True)
    if not isinstance(octets, bytes):
        return ""
    words = decode(octets[:LONGEST_PART], part.get_content_charset() or "")
    if part.get_content_type() == "text/html":
        from complaints.mail.html import text_from_html  # noqa: PLC0415  # 25 ms, and most mails have plain text

        return text_from_html(words[:LONGEST_HTML])
    if str(part.get_param("format", "")).lower() == "flowed":
        return unflowed(words, delete_space=str(part.get_param("delsp", "")).lower() == "yes")
    return words
