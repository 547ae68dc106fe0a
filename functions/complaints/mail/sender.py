"""Who wrote: the From field, and only if it names one mailbox. Reply-To and Sender prove nothing."""

import re
import unicodedata

import mailparser

from complaints.mail.cleaning import clean_line
from complaints.mail.head import Head
from complaints.model import Address

LONGEST_ADDRESS = 320  # RFC 5321 4.5.3.1: 64 + @ + 255
LONGEST_NAME = 200
_ADDRESS = re.compile(r"(?<![@.\w])[^\s<>()\[\],;:@\"\\]{1,64}+@[^\s<>()\[\],;:@\"\\]{1,255}+(?!@)")
_NOT_ADDRESS = re.compile(r'"(?>(?:[^"\\]|\\.)*)"|=\?[^?\s]*\?[bBqQ]\?[^?]*\?=')
_GROUP = re.compile(r":[^;]*;\s*$")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]")


def sender_of(header: mailparser.MailParser, head: Head) -> Address | None:
    """The one mailbox of the one From field, or nothing where several, a group, or none are named."""
    values = head.all("from")
    if len(values) != 1 or _GROUP.search(unquoted := _NOT_ADDRESS.sub(" ", values[0][:2000])):
        return None
    found = {address: name for name, address in header.from_}
    if not found:
        found = dict.fromkeys(_ADDRESS.findall(unquoted), "")
    if len(found) != 1:
        return None
    [(address, name)] = found.items()
    return _address(name, address)


def _address(name: str, address: str) -> Address | None:
    shown = "" if "=?" in name else clean_line(name)[:LONGEST_NAME]  # what mail-parser did not dare to decode
    plain = bare(address)
    return Address(name=shown, address=plain) if plain else None


def bare(address: str) -> str:
    """A mailbox in one form: NFC and lower case, no dot at the end; nothing when it cannot be one."""
    plain = unicodedata.normalize("NFC", address).rstrip(".").lower()
    local, at, domain = plain.rpartition("@")
    if not (local and at and domain) or len(plain) > LONGEST_ADDRESS or _FORBIDDEN.search(plain):
        return ""
    return plain
