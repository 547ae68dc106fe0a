"""Which mails a mail answers, by its own word."""

import re
from binascii import Error as NotBase64
from binascii import a2b_base64

from complaints.mail.head import Head
from complaints.model import Mail

MOST = 50
LONGEST = 998  # RFC 5322 2.1.1
LENGTH_OF_CONVERSATION = 22  # bytes: reserved, time and GUID; each reply appends five (MS-OXOMSG 2.2.1.3)
# "SV:", "Re[2]:", "Antw:"; "NO:" too, but neither "Buss:" nor "Vera:".
_PREFIX = re.compile(r"\s*\[?(?:\w{1,3}|antw|vast|odgov)\s?(?:\[\d+\]|\(\d+\))?\s?:", re.IGNORECASE)
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


def may_answer(mail: Mail, head: Head) -> bool:
    """Whether a mail may answer another one: it names one, went to a case's own address, or has a prefix.

    Outlook gives each new mail a Thread-Index, too: only what was appended to one tells of an older mail.
    """
    to_a_case = any("+" in recipient for recipient in mail.envelope.recipients)
    goes_on = len(_thread_index(head)) > LENGTH_OF_CONVERSATION
    return bool(mail.thread or goes_on or to_a_case or _PREFIX.match(mail.subject))


def conversation_of(head: Head) -> str:
    """What all mails of an Outlook conversation share, in hexadecimal, or nothing.

    Anyone who saw one mail of it can write it, and Outlook keeps it when a new matter begins on an old mail.
    """
    index = _thread_index(head)
    return index[:LENGTH_OF_CONVERSATION].hex() if len(index) >= LENGTH_OF_CONVERSATION else ""


def _thread_index(head: Head) -> bytes:
    try:
        return a2b_base64(head.first("thread-index")[:400].encode("ascii", "replace"))
    except NotBase64:
        return b""
