"""Who wrote a mail, and whether a letter can and may be sent there."""

import re
from dataclasses import replace
from email.errors import MessageError
from email.headerregistry import Address as HeaderAddress
from functools import lru_cache

from complaints.idna import as_sent
from complaints.model import Complainant, Mail, MailKind, Verdict, Writer
from complaints.organisation import Organisation

PUPIL = "elev."  # a pupil's address, such as …@elev.lindhoj.example
ORDINARY = re.compile(  # for certain: whatever it says can be written
    r"[a-z0-9]+(?:[._+-][a-z0-9]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
)
ENGLISH = "en"  # the other language of our letters
FEWEST_WORDS = 5  # of a reply that shows which other language somebody writes in
MOST_PASSED_OVER = 12  # words in our other language by which nobody is answered in it, unless they ask
ASKS_FOR = {
    language: re.compile(
        rf"\b(?:answer|reply|respond|write|svara?|skriva?)\b[^.!?\n]{{0,40}}\b(?:{named})\b", re.IGNORECASE
    )
    for language, named in {ENGLISH: "in english|på engelska", "sv": "in swedish|på svenska"}.items()
}
NEED_NOT = re.compile(r"\b(?:not|\w+n['’]t|inte|ej)\b[^.!?\n]*\Z", re.IGNORECASE)
SECOND_LANGUAGES = ("fi", "ar", "so", "fa", "ti", "uk", "pl")  # put under the Swedish of an acknowledgement


def who_wrote(mail: Mail, organisation: Organisation) -> Complainant:
    """Nobody is mailed whose address is missing or ours, or may be forged in a mail that looks bad."""
    address = mail.sender.address if mail.sender else ""
    ours = address.rpartition("@")[2] == organisation.domain
    warned = Verdict.FAIL in (mail.envelope.spam, mail.envelope.virus)
    unwanted = warned and mail.envelope.dmarc is not Verdict.PASS
    return Complainant(
        name=mail.sender.name if mail.sender else "",
        address=address,
        language=ENGLISH if mail.language == ENGLISH else "sv",
        second_language=mail.language if mail.language in SECOND_LANGUAGES else "",
        mailable=can_be_mailed(address) and mail.kind is MailKind.PERSON and not ours and not unwanted,
        writer=_writer(address, organisation) if mail.sender else Writer.ANONYMOUS,
    )


def heard_in(complainant: Complainant, mail: Mail) -> Complainant:
    """The complainant with the language of what they write now, or of what they ask for. A line in another
    language changes nothing: people say thanks in English.
    """
    for language, asks in ASKS_FOR.items():
        if (asked := asks.search(mail.new_text)) and not NEED_NOT.search(mail.new_text, 0, asked.start()):
            return replace(complainant, language=language)
    words = len(mail.new_text.split())
    if mail.language in SECOND_LANGUAGES and words >= FEWEST_WORDS:
        return replace(complainant, second_language=mail.language)
    if mail.language in ASKS_FOR and words > MOST_PASSED_OVER:
        return replace(complainant, language=mail.language)
    return complainant


def _writer(address: str, organisation: Organisation) -> Writer:
    """What they are to the school, as far as the address tells."""
    if address.rpartition("@")[2].startswith(PUPIL):
        return Writer.PUPIL
    return Writer.STAFF if organisation.is_staff(address) else Writer.GUARDIAN


@lru_cache(maxsize=16)  # of one mail it is asked more than once
def can_be_mailed(address: str) -> bool:
    """Whether a header can name it and SES can send there: an ASCII local part, a domain that IDNA encodes.

    Some providers gave out addresses that RFC 5322 3.4.1 forbids, such as a..b@ or a.@: a letter to one
    could never be written.
    """
    if ORDINARY.fullmatch(address):
        return True
    local, _, domain = address.rpartition("@")
    if not (local and domain and local.isascii()):
        return False
    try:
        HeaderAddress(addr_spec=as_sent(address))
    except (ValueError, MessageError):  # UnicodeError is a ValueError, what the parser says a MessageError
        return False
    return True
