"""Whether a person wrote. Only persons are acknowledged, so machines never talk to each other (RFC 3834)."""

import re
from email.message import Message

from complaints.mail.cleaning import clean_line
from complaints.mail.head import Head
from complaints.mail.parsing import parts_of
from complaints.model import Mail, MailKind

ASKED = frozenset(  # the header fields this module looks at
    {
        "auto-submitted",
        "precedence",
        "list-id",
        "list-unsubscribe",
        "x-auto-response-suppress",
        "x-autoreply",
        "x-autorespond",
        "x-autoresponse",
        "x-failed-recipients",
        "feedback-type",
        "return-path",
        "content-type",
        "x-loop",
    }
)
REPLYING = ("x-autoreply", "x-autorespond", "x-autoresponse")
REPORTS = {  # RFC 3464, RFC 5965, RFC 8098
    "delivery-status": MailKind.BOUNCE,
    "feedback-report": MailKind.OTHER_SYSTEM,
    "disposition-notification": MailKind.RECEIPT,
}
_POSTMASTER = re.compile(r"(mailer-daemon|postmaster|mail-daemon|mailerdaemon)(@|$)", re.IGNORECASE)
_BOUNCED = re.compile(
    r"(undeliver(ed|able)|delivery (status notification|failure|has failed)|"
    r"mail delivery (failed|failure|system)|"
    r"returned mail|failure notice|kan inte levereras|kunde inte levereras|ej levererat|olevererbart|"
    r"oleverbart|obeställbart)",
    re.IGNORECASE,
)
_AUTOMATIC = re.compile(
    r"(auto(matiskt?|matic|mated|matisk)?[- :]*(svar|re(ply|sponse)|antwort)|autosvar|svar automatiskt|"
    r"frånvaro(meddelande|besked)\b|out[ -]of[ -](the[ -])?office|ooo\b|automaattinen vastaus|"
    r"(jag (är|har) )?(semester|tjänstledig|föräldraledig)\s*(:|fram till|till och med|t\.?o\.?m)|"
    r"(är )?ej på kontoret|inte på kontoret|abwesenheit)",
    re.IGNORECASE,
)
_READ = re.compile(r"(läst|read|läskvitto|not read|oläst|gelesen):", re.IGNORECASE)


def kind_of(head: Head, message: Message, mail: Mail) -> MailKind:
    """The first trait that says who wrote, from the surest to the weakest; no trait at all: a person."""
    return (
        _by_report(message)
        or _by_failure(head, mail)
        or _by_list(head)
        or _by_header(head)
        or _by_subject(mail.subject)
        or MailKind.PERSON
    )


def _by_report(message: Message) -> MailKind | None:
    if message.get_content_type() == "multipart/report":
        report = clean_line(str(message.get_param("report-type", ""))).lower()
        return REPORTS.get(report) or _by_parts(message) or MailKind.OTHER_SYSTEM
    return _by_parts(message) if message.get_content_type() == "multipart/mixed" else None


def _by_parts(message: Message) -> MailKind | None:
    reports = (part for part in parts_of(message) if part.get_content_maintype() == "message")
    kinds = (REPORTS.get(part.get_content_subtype()) for part in reports)
    return next(filter(None, kinds), None)


def _by_failure(head: Head, mail: Mail) -> MailKind | None:
    author = mail.sender.address if mail.sender else head.first("from")
    if head.first("x-failed-recipients") or _POSTMASTER.search(author):
        return MailKind.BOUNCE
    by_envelope = mail.envelope.recipients != () and not mail.envelope.sender
    if not by_envelope and head.first("return-path") != "<>":
        return None
    if _BOUNCED.match(mail.subject):
        return MailKind.BOUNCE
    return _by_subject(mail.subject) or MailKind.AUTO_REPLY


def _by_list(head: Head) -> MailKind | None:
    precedence = head.first("precedence").lower()
    if head.first("list-id") or head.first("list-unsubscribe") or precedence in ("list", "bulk"):
        return MailKind.LIST
    return None


def _by_header(head: Head) -> MailKind | None:
    submitted = head.first("auto-submitted").split(";")[0].split("(")[0].strip().lower()
    if submitted in ("auto-generated", "auto-notified"):
        return MailKind.OTHER_SYSTEM
    if submitted not in ("", "no"):
        return MailKind.AUTO_REPLY
    suppressed = re.split(r"[,\s]+", head.first("x-auto-response-suppress").lower())
    if "all" in suppressed or "autoreply" in suppressed:
        return MailKind.OTHER_SYSTEM
    precedence = head.first("precedence").lower()
    if any(map(head.first, REPLYING)) or precedence in ("auto_reply", "auto-reply", "junk"):
        return MailKind.AUTO_REPLY
    return None


def _by_subject(subject: str) -> MailKind | None:
    start = subject[:200].removeprefix("Re: ").removeprefix("SV: ").strip()
    if _AUTOMATIC.match(start):
        return MailKind.AUTO_REPLY
    return MailKind.RECEIPT if _READ.match(start) else None
