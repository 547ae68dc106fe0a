"""Whether a person wrote. Only persons are acknowledged, so machines never talk to each other (RFC 3834)."""

import re

from complaints.mail import phrases
from complaints.mail.head import Head
from complaints.mail.parts import Part
from complaints.model import Mail, MailKind

REPLYING = (  # written by programs that answer; their value says nothing
    "x-autoreply",
    "x-auto-reply",
    "x-autorespond",
    "x-autoresponse",
    "x-autoresponder",
    "x-autoreply-from",
    "x-mail-autoreply",
    "x-amazon-auto-reply",
    "x-vacation",
)
TICKETS = (  # written by other ticket systems, on every mail of theirs
    "x-zendesk-priority-mail",
    "x-zammad-article-type",
    "x-rt-ticket",
    "x-rt-loop-prevention",
    "x-otrs-loop",
    "x-znuny-loop",
    "x-freshdesk-ticket-id",
    "x-jira-fingerprint",
    "x-freescout-mail-type",
    "x-github-reason",
    "feedback-type",
    "x-loop",
)
ASKED = frozenset(  # the header fields this module looks at
    {
        "auto-submitted",
        "precedence",
        "preference",
        "x-precedence",
        "list-id",
        "list-unsubscribe",
        "list-post",
        "x-auto-response-suppress",
        "x-failed-recipients",
        "x-apple-action",
        "x-post-messageclass",
        "return-path",
        "content-type",
        *REPLYING,
        *TICKETS,
    }
)
REPORTS = {  # RFC 3464, RFC 5965, RFC 8098
    "delivery-status": MailKind.BOUNCE,
    "global-delivery-status": MailKind.BOUNCE,
    "feedback-report": MailKind.OTHER_SYSTEM,
    "disposition-notification": MailKind.RECEIPT,
    "global-disposition-notification": MailKind.RECEIPT,
}
MANY = frozenset({"list", "bulk", "junk"})  # readers of a mail
_MAILER = re.compile(
    r"(?<![\w.-])(?:mailer[-_ ]?daemon|postmaster|mail[-_ ]?daemon|mdaemon|"
    r"mail[ ._]delivery[ ._](?:sub)?system|mail[ ._]administrator|mail[ ._]system|"
    r"microsoft exchange|bounces?|ndr|dsn)(?![\w-])",
    re.IGNORECASE,
)


def kind_of(head: Head, root: Part, mail: Mail) -> MailKind:
    """Who wrote a mail whose texts are known: by the first trait, from the surest to the weakest."""
    return (
        _by_report(root)
        or _by_failure(head, mail)
        or _by_answering(head, mail)
        or _by_list(head)
        or _by_header(head)
        or MailKind.PERSON
    )


def _by_report(root: Part) -> MailKind | None:
    if root.type not in ("multipart/report", "multipart/mixed"):
        return None
    parts = (REPORTS.get(part.type.removeprefix("message/")) for part in root.parts)
    kind = REPORTS.get(root.parameter("report-type")) or next(filter(None, parts), None)
    return MailKind.BOUNCE if kind is MailKind.RECEIPT and _was_thrown_away(root) else kind


def _was_thrown_away(root: Part) -> bool:
    """Whether a receipt says that the receiving server dropped the mail unread (RFC 8098 3.2.6.2)."""
    blocks = (block for part in root.parts for block in (part, *part.parts))
    said = " ".join(str(block.source.get("Disposition", "")) for block in blocks).lower()
    return "automatic-action" in said and "deleted" in said


def _by_failure(head: Head, mail: Mail) -> MailKind | None:
    """Notices that a mail was not delivered, in the free forms: two signs of three, or one that is enough."""
    if head.first("x-failed-recipients") or phrases.BOUNCE_OF_SES.match(mail.text):
        return MailKind.BOUNCE
    by_mailer = _is_by_mailer(head)
    subject = bool(phrases.FAILED.match(mail.subject))
    if by_mailer and not subject and phrases.AWAY.match(mail.subject):
        return None
    if by_mailer:
        return MailKind.BOUNCE
    start = mail.text[: phrases.START]
    by_nobody = _is_by_nobody(head, mail)
    if (subject and by_nobody) or not (subject or by_nobody or phrases.IS_NOTICE.match(start)):
        return MailKind.BOUNCE if subject else None
    return MailKind.BOUNCE if phrases.NOT_DELIVERED.search(start) else None


def _by_answering(head: Head, mail: Mail) -> MailKind | None:
    subject = phrases.without_prefixes(mail.subject)
    if phrases.AWAY.match(subject) or _says_it_replies(head):
        return MailKind.AUTO_REPLY
    if phrases.READ.match(subject):
        return MailKind.RECEIPT
    if phrases.AUTOMATIC.match(mail.new_text[: phrases.START]):
        return MailKind.AUTO_REPLY
    # without "Re:" only: guardians answer our own acknowledgement, and its subject says that it was received
    if phrases.RECEIVED.match(mail.subject) or phrases.TAKEN_IN.search(mail.new_text[: phrases.START]):
        return MailKind.OTHER_SYSTEM
    return MailKind.AUTO_REPLY if _is_by_nobody(head, mail) else None


def _says_it_replies(head: Head) -> bool:
    submitted = _submitted(head)
    precedence = {head.first(name).lower() for name in ("precedence", "preference", "x-precedence")}
    return bool(
        any(map(head.first, REPLYING))
        or (submitted not in ("", "no") and not submitted.startswith(("auto-generated", "auto-notified")))
        or precedence & {"auto_reply", "auto-reply", "autoreply"}
        or head.first("x-apple-action").lower() == "vacation"
        or "autoresponder" in head.first("x-post-messageclass").lower()
    )


def _by_list(head: Head) -> MailKind | None:
    if head.first("list-id") or head.first("list-unsubscribe") or head.first("list-post"):
        return MailKind.LIST
    return MailKind.LIST if head.first("precedence").lower() in MANY else None


def _by_header(head: Head) -> MailKind | None:
    suppressed = re.split(r"[,\s]+", head.first("x-auto-response-suppress").lower())
    if _submitted(head) not in ("", "no") or "all" in suppressed or "autoreply" in suppressed:
        return MailKind.OTHER_SYSTEM
    return MailKind.OTHER_SYSTEM if any(map(head.first, TICKETS)) else None


def _submitted(head: Head) -> str:
    return head.first("auto-submitted").split(";")[0].split("(")[0].strip().lower()


def _is_by_mailer(head: Head) -> bool:
    return bool(_MAILER.search(head.first("from")[:300]) or _MAILER.search(head.first("return-path")[:300]))


def _is_by_nobody(head: Head, mail: Mail) -> bool:
    """Whether it came from the null sender (RFC 5321 4.5.5): what is sent so is never answered."""
    by_envelope = mail.envelope.recipients != () and not mail.envelope.sender
    return by_envelope or head.first("return-path") == "<>"
