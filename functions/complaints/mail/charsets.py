"""bytes → text, also where the charset is missing, unknown or a lie."""

import codecs
import re
from functools import lru_cache

# Charsets of real mail. Python has codecs that are none (hex, rot13) or cost the square (punycode, idna).
KNOWN = re.compile(
    r"utf-?(7|8|16|32)(-?(le|be))?$|iso-?8859|cp\d+$|windows-\d+$|koi8|big5|gb|hz$|euc|shift|sjis|"
    r"iso-?2022|mac|tis-?620|ks_c|johab",
    re.IGNORECASE,
)
LATIN = frozenset({"iso8859-1", "ascii"})  # as codecs.lookup names them
WIDE = ("utf-16", "utf-32")  # no text in them is without NUL, but for one in Chinese on a single line
WIDER = {  # what programs write under a smaller name (https://encoding.spec.whatwg.org/#names-and-labels)
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
}
OTHER_NAMES = {"windows-31j": "cp932", "ms_kanji": "cp932", "unicode-1-1-utf-7": "utf-7", "utf8mb4": "utf-8"}
_DIRECTION = re.compile(r"(iso-?8859-[68])-[ie]$")  # RFC 1556: which way the text runs, not how it is coded
_JAPANESE = "iso2022_jp"


def decode(octets: bytes, charset: str) -> str:
    """The text of a part. Unknown or false charsets fall back to UTF-8, then to Windows-1252.

    Latin-1 is read as Windows-1252, as browsers do (https://encoding.spec.whatwg.org/#names-and-labels).
    What no charset explains becomes U+FFFD.
    """
    name = name_of(charset)
    if not name or name in LATIN or name == "utf-8" or (name.startswith(WIDE) and b"\0" not in octets):
        return _utf8_or_windows(octets)
    text = octets.decode(name, "replace")
    if name.startswith(_JAPANESE) and "�" in text:  # signs of makers are only in the newest tables
        text = octets.replace(b"\x1b$B", b"\x1b$(Q").decode("iso2022_jp_2004", "replace")
    return text


def _utf8_or_windows(octets: bytes) -> str:
    text = octets.decode("utf-8", "replace")
    broken = text.count("�")
    if broken and broken > sum(character > "\x7f" for character in text) - broken:
        return octets.decode("cp1252", "replace")
    return text


@lru_cache(maxsize=64)
def name_of(charset: str) -> str:
    """Python's name of a charset that occurs in mail, or nothing."""
    label = _DIRECTION.sub(r"\1", charset[:60].strip().strip("\"'").lower()).removeprefix("x-")
    label = OTHER_NAMES.get(label, label)
    if not KNOWN.match(label):
        return ""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    return WIDER.get(name, name)
