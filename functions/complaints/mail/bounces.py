"""Whom a bounce says it could not reach."""

import re
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from itertools import islice

from complaints.mail.charsets import decode
from complaints.mail.head import Head
from complaints.mail.parts import Part
from complaints.mail.phrases import DELAYED
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
_fields = HeaderParser()
_MACHINE = re.compile(r"(?:mailer-daemon|postmaster|abuse|helpdesk|support|hostmaster|no-?reply)@")
UNSETTLED = frozenset({"delayed", "delivered", "relayed", "expanded"})  # RFC 3464 2.3.3: no failure


def bounced_of(head: Head, root: Part, words: Words, mail: Mail) -> tuple[str, ...]:
    """The addresses, bare and in lower case, that were not reached; a mere delay reports none.

    From the report (RFC 3464 2.3) or X-Failed-Recipients; else from the words above the original.
    """
    blocks = [
        block for part in root.walk() if part.type.endswith("delivery-status") for block in _blocks(part)
    ]
    named = [*head.all("x-failed-recipients"), *filter(None, _reported(blocks))]
    if not named and not any(_action(block) in UNSETTLED for block in blocks):
        notice = _notice(words)
        named = [] if DELAYED.search(mail.subject) or DELAYED.search(notice) else [notice]
    own = {*mail.recipients, *mail.envelope.recipients}
    found = (address.lower().strip(".") for value in named for address in _ADDRESS.findall(value))
    others = (address for address in found if address not in own and not _MACHINE.match(address))
    return tuple(islice(dict.fromkeys(others), MOST))


def _blocks(report: Part) -> Iterator[Message]:
    """The groups of fields of a report; of an international one, in the text of its first (RFC 6533 3)."""
    for block in report.parts:
        yield block.source
        text = decode(block.content()[:LONGEST_NOTICE], "utf-8").replace("\r\n", "\n").strip()
        yield from map(_fields.parsestr, text.split("\n\n") if text else ())


def _reported(blocks: list[Message]) -> Iterator[str]:
    for block in blocks:
        if _action(block) not in UNSETTLED:
            yield str(block.get("Final-Recipient", ""))
            yield str(block.get("Original-Recipient", ""))


def _action(block: Message) -> str:
    return str(block.get("Action", "")).split("(")[0].strip().lower()


def _notice(words: Words) -> str:
    text = (words.own.strip() or words.within)[:LONGEST_NOTICE]
    original = _ORIGINAL.search(text, 1)
    return text[: original.start()] if original else text
