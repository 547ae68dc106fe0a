"""bytes → text, also where the charset is missing, unknown or a lie."""

import codecs
import re

# Charsets of real mail. Python has codecs that are none (hex, rot13) or cost the square (punycode, idna).
KNOWN = re.compile(
    r"utf-?(7|8|16|32)(-?(le|be))?$|iso-?8859|cp\d+$|windows-\d+$|koi8|big5|gb|hz$|euc|shift|sjis|"
    r"iso-?2022|mac|tis-?620|ks_c|johab",
    re.IGNORECASE,
)
LATIN = frozenset({"iso8859-1", "ascii"})  # as codecs.lookup names them
_WINDOWS_ONLY = re.compile(rb"[\x80-\x9f]")


def decode(octets: bytes, charset: str) -> str:
    """The text of a part. Unknown or false charsets fall back to UTF-8, then to Windows-1252.

    Latin-1 is read as Windows-1252, as browsers do (https://encoding.spec.whatwg.org/#names-and-labels).
    What no charset explains becomes U+FFFD.
    """
    name = _codec(charset)
    if name and name not in LATIN:
        text = octets.decode(name, "replace")
        if name == "utf-8" and "�" in text:
            return _utf8_or_windows(octets)
        return text
    return _utf8_or_windows(octets)


def _utf8_or_windows(octets: bytes) -> str:
    text = octets.decode("utf-8", "replace")
    broken = text.count("�")
    if broken and broken > sum(character > "\x7f" for character in text) - broken:
        return octets.decode("cp1252", "replace")
    return text


def _codec(charset: str) -> str:
    label = charset.strip().strip("\"'").lower()
    if not KNOWN.match(label):
        return ""
    try:
        return codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
