"""bytes → Mail, whatever the bytes: the one story of this room."""

from dataclasses import replace

from complaints.mail import machines
from complaints.mail.attachments import attachments_of
from complaints.mail.charsets import decode
from complaints.mail.cleaning import clean_line, clean_text
from complaints.mail.fingerprint import identity, raw_sha256
from complaints.mail.head import Head, head_of
from complaints.mail.language import language_of
from complaints.mail.parsing import Tree, tree_of
from complaints.mail.quotes import new_text_of
from complaints.mail.sender import sender_of
from complaints.mail.text import LONGEST_TEXT, text_of
from complaints.mail.threads import message_id_of, thread_of
from complaints.model import Envelope, Mail

LONGEST_SUBJECT = 1_000  # characters
WANTED = machines.ASKED | {
    "from",
    "subject",
    "message-id",
    "in-reply-to",
    "references",
    "mime-version",
    "content-transfer-encoding",
    "content-disposition",
}


BROKEN = "The mail is broken in a way that the reader does not know."


def read(raw: bytes, envelope: Envelope) -> Mail:
    """The mail in these bytes. Never raises: `unreadable` says what could not be read, the rest is there."""
    head = head_of(raw, WANTED)
    known = Mail(
        identity=identity(raw),
        raw_sha256=raw_sha256(raw),
        envelope=envelope,
        message_id=message_id_of(head),
        thread=thread_of(head),
        unreadable=BROKEN,
    )
    try:
        return _read(raw, head, known)
    except Exception:  # a mail nobody foresaw becomes a case for a human, not a queue that stands
        return replace(
            known, subject=clean_line(head.first("subject"))[:LONGEST_SUBJECT], text=_saved(raw, head)
        )


def _read(raw: bytes, head: Head, known: Mail) -> Mail:
    tree = tree_of(raw, head)
    sender = sender_of(tree.header, head)
    subject = _subject(tree, head)
    text = text_of(tree.message)
    new_text = new_text_of(text)
    return replace(
        known,
        sender=sender,
        subject=subject,
        text=text,
        new_text=new_text,
        attachments=attachments_of(tree.message),
        kind=machines.kind_of(head, tree.message, sender, subject, known.envelope),
        language=language_of(new_text),
        unreadable=tree.unread,
    )


def _subject(tree: Tree, head: Head) -> str:
    """The first Subject, decoded, on one line."""
    subject = tree.header.subject
    return clean_line(subject if isinstance(subject, str) else head.first("subject"))[:LONGEST_SUBJECT]


def _saved(raw: bytes, head: Head) -> str:
    """The body as it lies there, for a human to puzzle over."""
    return clean_text(decode(raw[head.body_at :][:LONGEST_TEXT], ""))
