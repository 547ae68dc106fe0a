"""Whom a bounce says it could not reach."""

import re
from collections.abc import Iterator
from itertools import islice

from complaints.mail.head import Head
from complaints.mail.parts import Part
from complaints.mail.text import Words
from complaints.model import Mail

MOST = 50
LONGEST_NOTICE = 20_000  # characters
_ADDRESS = re.compile(r"[^\s<>()\[\],;:@\"'\\=|`]{1,64}@[^\s<>()\[\],;:@\"'\\=|`]{1,255}")
# Below such a line stands the mail that came back, or the talk between servers.
_ORIGINAL = re.compile(
    r"(?im)^[\s>*=-]*(?:(?:original|returned|undelivered|unsent|the attached|your) (?:message|mail|"
    r"text)\b.{0,40}(?:follows|:|--)|"
    r"message (?:headers?|text) follow|.{0,40}(?:copy of|headers? of|first \d+ lines of|"
    r"header and top) .{0,60}|"
    r"-{2,}.{0,40}(?:original|returned|message|transcript).{0,40}-{2,}|old message|received: (?:from|by) |"
    r"return-path: |"
    r"--- below this line|begin forwarded|ursprungligt meddelande|det ursprungliga|originalmeddelande)"
)
_MACHINE = re.compile(r"(?:mailer-daemon|postmaster|abuse|helpdesk|support|hostmaster|no-?reply)@")
UNSETTLED = frozenset(
    {"delayed", "delivered", "relayed", "expanded"}
)  # RFC 3464 2.3.3: nobody was not reached


def bounced_of(head: Head, root: Part, words: Words, mail: Mail) -> tuple[str, ...]:
    """The addresses, bare and in lower case, that were not reached; a mere delay reports none.

    From the report (RFC 3464 2.3) or X-Failed-Recipients; else from the words above the original.
    """
    blocks = [block for part in root.walk() if part.type.endswith("delivery-status") for block in part.parts]
    named = [*head.all("x-failed-recipients"), *_reported(blocks)]
    if not named and not any(_action(block) in UNSETTLED for block in blocks):
        named = [_notice(words)]
    own = {*mail.recipients, *mail.envelope.recipients}
    found = (address.lower().strip(".") for value in named for address in _ADDRESS.findall(value))
    others = (address for address in found if address not in own and not _MACHINE.match(address))
    return tuple(islice(dict.fromkeys(others), MOST))


def _reported(blocks: list[Part]) -> Iterator[str]:
    for block in blocks:
        if _action(block) not in UNSETTLED:
            yield str(block.source.get("Final-Recipient", ""))
            yield str(block.source.get("Original-Recipient", ""))


def _action(block: Part) -> str:
    return str(block.source.get("Action", "")).split("(")[0].strip().lower()


def _notice(words: Words) -> str:
    text = (words.own.strip() or words.within)[:LONGEST_NOTICE]
    original = _ORIGINAL.search(text, 1)
    return text[: original.start()] if original else text
