"""Whoever mails the one word "rutin" gets the routine for complaints (skollagen 4:8: to be made known)."""

import re
from datetime import datetime

from complaints.model import WRITER, Decision, Letter, Mail, MailKind, Verdict
from complaints.organisation import Organisation
from complaints.process.arrival.complainants import who_wrote
from complaints.process.commands.spelling import flat
from complaints.process.courtesies import CLOSING, HELLO, THANKS

WORD = r"(?:klagomals)?rutin(?:en|er|erna)?|routine"
ALONE = re.compile(rf"\W*(?:{WORD})\W*")
NAME = rf"{CLOSING}\W*(?:\w+\W*){{0,2}}"
NOTHING_ELSE = re.compile(rf"\W*(?:(?:{HELLO}|{THANKS}|snalla|please|{WORD})\b\W*)*(?:{NAME})?")


def is_asked_for(mail: Mail) -> bool:
    """Whether subject or first line is the word alone, and nothing but courtesy stands beside it.

    One word more and it is read as any mail: what is asked for so briefly may be a cry for help.
    """
    unsafe = Verdict.FAIL in (mail.envelope.dmarc, mail.envelope.spam, mail.envelope.virus)
    if mail.kind is not MailKind.PERSON or unsafe or mail.attachments or mail.forwarded:
        return False
    first_line = mail.new_text.strip().partition("\n")[0]
    named = ALONE.fullmatch(flat(mail.subject)) or ALONE.fullmatch(flat(first_line))
    return bool(named and NOTHING_ELSE.fullmatch(flat(mail.new_text)))


def sent(mail: Mail, organisation: Organisation, now: datetime) -> Decision:
    """The routine by return of post; no case, for nobody complained."""
    writer, posts = who_wrote(mail, organisation), organisation.posts
    people = {
        post: organisation.role(getattr(posts, post)) for post in ("coordinator", "deputy_head", "head")
    }
    letter = Letter(
        name=f"routine-{mail.identity[:16]}",
        template="routine",
        to=WRITER,
        addressee=writer,
        not_before=now,
        facts={
            "answers": mail.message_id,
            "first_contact_days": str(organisation.limits.first_contact_days),
            "answer_days": str(organisation.limits.answer_days),
            "follow_up_days": str(organisation.limits.follow_up_days),
            "municipality": organisation.municipality,
            "address": organisation.intake_address,
            **{post: role.holder.name for post, role in people.items()},
        },
    )
    return Decision(verdict="routine sent", mail=mail.identity, letters=(letter,) if writer.mailable else ())
