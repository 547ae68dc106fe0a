"""Whom a bounce says it could not reach."""

import re
from collections.abc import Iterator
from email.message import Message
from itertools import islice

from complaints.mail.head import Head
from complaints.mail.parsing import parts_of

MOST = 50
_ADDRESS = re.compile(r"[^\s<>()\[\],;:@\"\\]{1,64}@[^\s<>()\[\],;:@\"\\]{1,255}")


def bounced_of(head: Head, message: Message) -> tuple[str, ...]:
    """The addresses, bare and in lower case, of a delivery report (RFC 3464 2.3.2) or X-Failed-Recipients."""
    named = (*head.all("x-failed-recipients"), *_reported(message))
    found = (address.lower() for value in named for address in _ADDRESS.findall(value))
    return tuple(islice(dict.fromkeys(found), MOST))


def _reported(message: Message) -> Iterator[str]:
    for part in parts_of(message):
        if part.get_content_type() == "message/delivery-status":
            for block in parts_of(part):
                yield str(block.get("Final-Recipient") or block.get("Original-Recipient") or "")
