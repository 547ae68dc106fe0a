"""Which mails a mail answers, by its own word."""

import re

from complaints.mail.head import Head

MOST = 50
LONGEST = 998  # RFC 5322 2.1.1
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,996}>")


def message_id_of(head: Head) -> str:
    """The Message-ID with its angle brackets, or nothing when it is missing or malformed."""
    match = _MESSAGE_ID.fullmatch(head.first("message-id"))
    return match[0] if match else ""


def thread_of(head: Head) -> tuple[str, ...]:
    """In-Reply-To, then References from the newest back: nearest first, each once, at most fifty."""
    answered = _MESSAGE_ID.findall(head.first("in-reply-to"))
    before = _MESSAGE_ID.findall(head.first("references"))
    return tuple(dict.fromkeys([*answered, *reversed(before)]))[:MOST]
