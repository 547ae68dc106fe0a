"""Encoded words in a header's text, made readable (RFC 2047), also where the sender's program errs."""

import re
from binascii import Error as NotBase64
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterator

from complaints.mail.charsets import decode, name_of

LONGEST_WORD = 2_000  # characters; RFC 2047 allows 75, programs that break words break this rule too
_WORD = re.compile(
    r"=\?(?P<charset>[A-Za-z0-9_.:+()-]{1,60})(?:\*[\w-]{0,20})?\?(?P<way>[bBqQ])\?"
    rf"(?P<octets>[^\r\n]{{0,{LONGEST_WORD}}}?)\?=(?![89A-F][0-9A-F])"
)
_NOTHING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")  # text in no charset
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def decoded(text: str) -> str:
    """The text with its encoded words read. What is none, or of no known form, stays as it is."""
    return "".join(words for words, _ in _runs(text)) if "=?" in text else text


def uniform(text: str) -> str:
    """The text with its encoded words written anew in UTF-8 and base64, as every parser reads them."""
    if "=?" not in text:
        return text
    return "".join(_word(words) if was_encoded else words for words, was_encoded in _runs(text))


def _word(words: str) -> str:
    octets = words.encode("utf-8", "replace")
    return f"=?utf-8?b?{b2a_base64(octets, newline=False).decode()}?="


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """Pieces of text, and whether they were encoded. Words that follow each other may share a character."""
    position, charset, octets, raw = 0, "", b"", ""
    for match in _WORD.finditer(text):
        between = text[position : match.start()]
        goes_on = not between.strip() and name_of(match["charset"]) == charset
        if octets and not goes_on:
            yield _read(octets, charset, raw), True
            octets, raw = b"", ""
        if between.strip() or position == 0:
            yield between, False
        charset = name_of(match["charset"])
        octets += _octets(match)
        raw += match[0]
        position = match.end()
    if octets:
        yield _read(octets, charset, raw), True
    yield text[position:], False


def _read(octets: bytes, charset: str, raw: str) -> str:
    """What the octets say; if they say nothing that can be shown, the words as they stood there."""
    text = decode(octets, charset)
    return raw if _NOTHING.search(text) else text


def _octets(word: re.Match[str]) -> bytes:
    charset = name_of(word["charset"])
    octets = _encoded(word["octets"], charset)  # raw 8-bit within a word means what its charset says
    if word["way"] in "qQ":
        return _HEX.sub(lambda digits: bytes.fromhex(digits[1].decode()), octets.replace(b"_", b" "))
    letters = _NOT_BASE64.sub(b"", octets)
    try:
        return a2b_base64(letters[: -1 if len(letters) % 4 == 1 else None] + b"==")
    except NotBase64:
        return octets


def _encoded(text: str, charset: str) -> bytes:
    try:
        return text.encode("ascii" if text.isascii() else charset or "utf-8")
    except (UnicodeError, LookupError):
        return text.encode("utf-8", "replace")
