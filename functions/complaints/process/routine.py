"""Whoever mails the one word "rutin" gets the routine for complaints (skollagen 4:8: to be made known)."""

import re
from datetime import datetime

from complaints.model import WRITER, Decision, Letter, Mail, MailKind, Verdict
from complaints.organisation import Organisation
from complaints.process.commands.spelling import flat
from complaints.process.complainants import who_wrote

WORD = re.compile(r"(?:klagomals)?rutin(?:en|er|erna)?|routine")
MOST_WORDS = 4  # beside the word: a greeting, a name


def is_asked_for(mail: Mail) -> bool:
    """Whether the subject or the first line is the word alone, and no complaint stands below it."""
    if mail.kind is not MailKind.PERSON or Verdict.FAIL in (mail.envelope.dmarc, mail.envelope.spam):
        return False
    words = re.findall(r"\w+", flat(mail.new_text))
    first = flat(mail.new_text.strip().partition("\n")[0]).strip(" .!?*")
    named = any(WORD.fullmatch(line) for line in (flat(mail.subject).strip(" .!?*"), first))
    return named and len([word for word in words if not WORD.fullmatch(word)]) <= MOST_WORDS


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
            "municipality": organisation.municipality,
            "address": organisation.intake_address,
            **{post: role.holder.name for post, role in people.items()},
        },
    )
    return Decision(verdict="routine sent", mail=mail.identity, letters=(letter,) if writer.mailable else ())
