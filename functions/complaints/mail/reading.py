"""bytes → Mail, whatever the bytes: the one story of this room."""

from dataclasses import replace

from complaints.mail import machines
from complaints.mail.attachments import attachments_of
from complaints.mail.bounces import bounced_of
from complaints.mail.charsets import decode
from complaints.mail.cleaning import clean_line, clean_text
from complaints.mail.fingerprint import identity, raw_sha256
from complaints.mail.head import Head, head_of
from complaints.mail.language import language_of
from complaints.mail.parsing import Tree, tree_of
from complaints.mail.quotes import new_text_of
from complaints.mail.recipients import recipients_of
from complaints.mail.sender import sender_of
from complaints.mail.text import LONGEST_TEXT, text_of
from complaints.mail.threads import message_id_of, thread_of
from complaints.model import Envelope, Mail, MailKind

LONGEST_SUBJECT = 1_000  # characters
WANTED = machines.ASKED | {
    "from",
    "to",
    "cc",
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
    mail = Mail(
        identity=identity(raw),
        raw_sha256=raw_sha256(raw),
        envelope=envelope,
        message_id=message_id_of(head),
        thread=thread_of(head),
        subject=_on_one_line(head.first("subject")),
    )
    try:
        tree = tree_of(raw, head)
        mail = _with_header(mail, tree, head)
        return _with_body(mail, tree, head)
    except Exception as error:  # a mail nobody foresaw becomes a case for a human, not a queue that stands
        saved = clean_text(decode(raw[head.body_at :][:LONGEST_TEXT], ""))
        return replace(mail, text=saved, new_text=saved, unreadable=f"{BROKEN} ({type(error).__name__})")


def _with_header(mail: Mail, tree: Tree, head: Head) -> Mail:
    subject = tree.header.subject
    return replace(
        mail,
        sender=sender_of(tree.header, head),
        recipients=recipients_of(tree.header),
        subject=_on_one_line(subject) if isinstance(subject, str) else mail.subject,
    )


def _with_body(mail: Mail, tree: Tree, head: Head) -> Mail:
    text = text_of(tree.message)
    new_text = new_text_of(text)
    kind = machines.kind_of(head, tree.message, mail)
    return replace(
        mail,
        text=text,
        new_text=new_text,
        attachments=attachments_of(tree.message),
        kind=kind,
        bounced=bounced_of(head, tree.message) if kind is MailKind.BOUNCE else (),
        language=language_of(new_text),
        unreadable=tree.unread,
    )


def _on_one_line(subject: str) -> str:
    return clean_line(subject)[:LONGEST_SUBJECT]
