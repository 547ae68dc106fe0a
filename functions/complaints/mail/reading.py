"""bytes → Mail, whatever the bytes: the one story of this room."""

from dataclasses import replace

from complaints.mail import machines
from complaints.mail.attachments import attachments_of
from complaints.mail.bounces import bounced_of
from complaints.mail.charsets import decode
from complaints.mail.cleaning import clean_line, clean_text
from complaints.mail.encoded_words import decoded
from complaints.mail.encrypted import closed
from complaints.mail.fingerprint import TELLING, identity_of, raw_sha256
from complaints.mail.forwarded import forwarded_of
from complaints.mail.head import Head, head_of
from complaints.mail.html import text_from_html
from complaints.mail.language import language_of
from complaints.mail.likeness import likeness
from complaints.mail.parsing import OF_THE_TREE, Tree, tree_of
from complaints.mail.quotes import cut_like, new_text_of, without_disclaimers
from complaints.mail.recipients import recipients_of
from complaints.mail.sender import sender_of
from complaints.mail.text import LONGEST_TEXT, left_over, page_beside, words_of
from complaints.mail.threads import conversation_of, may_answer, message_id_of, thread_of
from complaints.model import Envelope, Mail, MailKind

LONGEST_SUBJECT = 1_000  # characters
LONGEST_FIRST_LINE = 10_000  # bytes
DOUBLED = b"\r\r\n"
WANTED = frozenset(
    (*OF_THE_TREE, *TELLING, *machines.ASKED, "to", "cc", "in-reply-to", "references", "thread-index")
)
BROKEN = "The mail is broken in a way that the reader does not know."


def read(raw: bytes, envelope: Envelope) -> Mail:
    """The mail in these bytes. Never raises: `unreadable` says what could not be read, the rest is there."""
    digest = raw_sha256(raw)
    raw = _with_single_line_ends(raw)
    head = head_of(raw, WANTED)
    mail = Mail(
        identity=identity_of(raw, head),
        raw_sha256=digest,
        envelope=envelope,
        message_id=message_id_of(head),
        thread=thread_of(head),
        conversation=conversation_of(head),
        subject=clean_line(decoded(head.first("subject")))[:LONGEST_SUBJECT],
    )
    try:
        mail = replace(mail, sender=sender_of(head), recipients=recipients_of(head))
        return _with_body(mail, tree_of(raw, head, digest), head)
    except Exception as error:  # a mail nobody foresaw becomes a case for a human, not a queue that stands
        saved = clean_text(decode(raw[head.body_at :][:LONGEST_TEXT], ""))
        return replace(mail, text=saved, new_text=saved, unreadable=f"{BROKEN} ({type(error).__name__})")


def _with_single_line_ends(raw: bytes) -> bytes:
    """A mail whose line ends were made twice, as they are meant: else all below its first field is body."""
    first, end, _ = raw[:LONGEST_FIRST_LINE].partition(b"\n")
    return raw.replace(DOUBLED, b"\r\n") if (first + end).endswith(DOUBLED) else raw


def _with_body(mail: Mail, tree: Tree, head: Head) -> Mail:
    words = words_of(tree.root)
    attachments, left_out = attachments_of(tree.root)
    if not words.all and not attachments:
        words = words._replace(own=left_over(tree.body))
    answers = may_answer(mail, head)
    new_text = new_text_of(words.own or words.within, mail.subject, answers=answers)
    if new_text == words.own and (page := page_beside(tree.root)):
        new_text = cut_like(new_text, new_text_of(text_from_html(page), mail.subject, answers=answers))
    mail = replace(mail, text=words.all, new_text=new_text, attachments=attachments)
    kind = machines.kind_of(head, tree.root, mail)
    is_bounce = kind is MailKind.BOUNCE
    return replace(
        mail,
        kind=kind,
        bounced=bounced_of(head, tree.root, words, mail) if is_bounce else (),
        forwarded=forwarded_of(tree.root, mail.subject, words.own) if kind is MailKind.PERSON else None,
        language=language_of(without_disclaimers(new_text) or new_text),
        likeness=likeness(mail.subject, new_text),
        unreadable=" ".join(filter(None, (tree.unread, left_out, closed(tree.root, words)))),
    )
