"""Who wrote: the From field, and only if it names one mailbox. Reply-To and Sender prove nothing."""

import logging
import re
import unicodedata
from html import unescape

from complaints.mail.cleaning import clean_line
from complaints.mail.encoded_words import decoded, uniform
from complaints.mail.head import Head
from complaints.model import Address

# Header values are what mail-parser logs, and those are personal data.
logging.getLogger("mailparser").setLevel(logging.CRITICAL + 1)

LONGEST_ADDRESS = 320  # RFC 5321 4.5.3.1: 64 + @ + 255
LONGEST_NAME = 200
LONGEST_FIELD = 8_000  # characters of a field with addresses
# What is plainly one mailbox: an address alone, or in brackets beside a name, with no other address about.
_ALONE = re.compile(r"\s*<?([A-Za-z0-9.+_-]{1,64}@[A-Za-z0-9.-]{1,255})>?\s*")
_NAMED = re.compile(
    r'((?>(?:[^<>"@]|"(?>(?:[^"\\]|\\.)*)")*))<\s*([^<>\s"(),;:]+@[^<>\s"(),;:]+)\s*>\s*[;,]?\s*'
)
# What looks like an address in a field that no parser reads.
_ADDRESS = re.compile(r"(?<![@.\w])[^\s<>()\[\],;:@\"\\]{1,64}+@[^\s<>()\[\],;:@\"\\]{1,255}+(?!@)")
_QUOTED_PAIR = re.compile(r"\\(.)")
_NOT_ADDRESS = re.compile(r'"(?>(?:[^"\\]|\\.)*)"|=\?[^?\s]*\?[bBqQ]\?[^?]*\?=')
_GROUP = re.compile(r":[^;]*;\s*$")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]")
_QUOTED_LOCAL = re.compile(r'"[^"\\]+"')  # RFC 5321 4.1.2: a space may stand within
_LINE_END = re.compile(r"[\r\n]")
_QUOTES = "\"' "


def sender_of(head: Head) -> Address | None:
    """The one mailbox that From names, or nothing where several, a group, or none are named.

    The field may stand there twice if it says the same (RFC 5322 3.6 wants it once).
    """
    values = set(head.all("from"))
    return author_of(values.pop()) if len(values) == 1 else None


def author_of(value: str) -> Address | None:
    """The one mailbox in a field such as From, or nothing."""
    if "&lt;" in value:  # a web form was too careful
        value = unescape(value)
    found = _plainly_one(value)
    if not found:
        unquoted = _NOT_ADDRESS.sub(" ", value[:2000])
        if _GROUP.search(unquoted):
            return None
        found = _parsed(value) or [("", address) for address in _ADDRESS.findall(unquoted)]
    by_address = {address: name for name, address in found}
    if len(by_address) != 1:
        return None
    [(address, name)] = by_address.items()
    plain = bare(address)
    return Address(name=_shown(name), address=plain) if plain else None


def addresses_of(value: str) -> list[str]:
    """The addresses in a field such as To."""
    return [address for _, address in _plainly_one(value) or _parsed(value)]


def _plainly_one(value: str) -> list[tuple[str, str]]:
    """The display name and the address of a field that names one mailbox and is written as it should be."""
    if alone := _ALONE.fullmatch(value):
        return [("", alone[1])]
    named = _NAMED.fullmatch(value[:LONGEST_FIELD])
    return [(_QUOTED_PAIR.sub(r"\1", named[1].strip()), named[2])] if named else []


def _parsed(value: str) -> list[tuple[str, str]]:
    """Display names and addresses in any field, as mail-parser finds them."""
    from mailparser.utils import get_addresses  # late: most mails need none of it

    found = get_addresses(uniform(value[:LONGEST_FIELD]).replace("\0", "\x01"), decode_names=True)
    return [(name, address) for name, address in found if address]


def _shown(name: str) -> str:
    readable = decoded(name)  # some programs put encoded words in quotation marks, against RFC 2047 5
    if "=?" in readable or _LINE_END.search(readable):
        return ""
    return clean_line(readable).strip(_QUOTES)[:LONGEST_NAME]


def bare(address: str) -> str:
    """A mailbox in one form: NFC and lower case, no dot at the end; nothing when it cannot be one."""
    plain = unicodedata.normalize("NFC", address).rstrip(".").lower()
    local, at, domain = plain.rpartition("@")
    if not (local and at and domain) or len(plain) > LONGEST_ADDRESS:
        return ""
    words = local.replace(" ", "") if _QUOTED_LOCAL.fullmatch(local) else local
    return "" if _FORBIDDEN.search(words) or _FORBIDDEN.search(domain) else plain
