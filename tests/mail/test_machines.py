from dataclasses import replace

import pytest

from complaints.mail import read
from complaints.model import MailKind
from tests.mail.conftest import ENVELOPE


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("plain-utf8", MailKind.PERSON),
        ("absence-is-a-matter-of-school", MailKind.PERSON),
        ("reply-gmail-swedish", MailKind.PERSON),
        ("out-of-office-with-header", MailKind.AUTO_REPLY),
        ("out-of-office-without-header", MailKind.AUTO_REPLY),
        ("out-of-office-null-sender", MailKind.AUTO_REPLY),
        ("mailing-list", MailKind.LIST),
        ("bulk-precedence", MailKind.LIST),
        ("other-ticket-system", MailKind.OTHER_SYSTEM),
        ("feedback-report", MailKind.OTHER_SYSTEM),
        ("bounce-rfc-3464", MailKind.BOUNCE),
        ("bounce-without-report", MailKind.BOUNCE),
        ("read-receipt", MailKind.RECEIPT),
        ("bounce-free-form", MailKind.BOUNCE),
        ("bounce-that-is-a-delay", MailKind.BOUNCE),
        ("person-who-writes-of-a-bounce", MailKind.PERSON),
    ],
)
def test_who_wrote_a_person_or_a_machine(mail, name, kind):
    assert mail(name).kind is kind


def test_a_bounce_names_whom_it_did_not_reach(mail):
    assert mail("bounce-rfc-3464").bounced == ("maria.lind@hem.example",)
    assert mail("read-receipt").bounced == ()


def test_a_bounce_in_words_names_whom_it_did_not_reach_and_not_whom_the_original_names(mail):
    assert mail("bounce-free-form").bounced == ("maria.lind@hem.example",)


def test_a_delay_is_no_failure_yet(mail):
    assert mail("bounce-that-is-a-delay").bounced == ()


def test_failed_recipients_of_a_header():
    octets = b"X-Failed-Recipients: A@hem.example, b@hem.example\r\n\r\nHej"
    assert read(octets, ENVELOPE).bounced == ("a@hem.example", "b@hem.example")


def test_the_null_sender_of_the_envelope_is_a_machine(raw):
    assert read(raw("plain-utf8"), replace(ENVELOPE, sender="")).kind is MailKind.AUTO_REPLY


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("Auto-Submitted: no", MailKind.PERSON),
        ("Auto-Submitted: No ; x=y", MailKind.PERSON),
        ("Auto-Submitted: auto-replied (vacation)", MailKind.AUTO_REPLY),
        ("X-Auto-Response-Suppress: OOF, AutoReply", MailKind.OTHER_SYSTEM),
        ("X-Auto-Response-Suppress: DR", MailKind.PERSON),
        ("Precedence: auto_reply", MailKind.AUTO_REPLY),
        ("X-Failed-Recipients: a@mejl.example", MailKind.BOUNCE),
        ("Subject: Läst: Vi har fått ditt klagomål", MailKind.RECEIPT),
        ("Subject: Semester: maten under lovet", MailKind.PERSON),
        ("Subject: Semesterstängt fritids", MailKind.PERSON),
        ("Subject: Automatiska dörrar fungerar inte", MailKind.PERSON),
        ("Subject: Jag är ledig på fredag", MailKind.PERSON),
        ("Subject: Frånvaro", MailKind.PERSON),
        ("Subject: Ausflug der Klasse 4B", MailKind.PERSON),
        ("Subject: Returnerade mail till rektor", MailKind.PERSON),
        ("Subject: VB: Automatiskt svar: Semester", MailKind.PERSON),
        ("Subject: SV: Automatiskt svar: Semester", MailKind.AUTO_REPLY),
        ("Subject: Automaattinen vastaus: Ruoka", MailKind.AUTO_REPLY),
        ("Subject: Automatisk svar: Maten", MailKind.AUTO_REPLY),
        ("Subject: Automatische Antwort: Essen", MailKind.AUTO_REPLY),
        ("Subject: Réponse automatique : Repas", MailKind.AUTO_REPLY),
        ("Subject: Respuesta automática: Comida", MailKind.AUTO_REPLY),
        ("Subject: Автоматична відповідь: Їжа", MailKind.AUTO_REPLY),
        ("Subject: رد تلقائي: الطعام", MailKind.AUTO_REPLY),
        ("Subject: Out of Office Re: Maten", MailKind.AUTO_REPLY),
        ("X-Autoreply: yes", MailKind.AUTO_REPLY),
        ("Preference: auto_reply", MailKind.AUTO_REPLY),
        ("Subject: Accepterat: Möte om maten", MailKind.RECEIPT),
        ("Subject: Vi har tagit emot ditt ärende 2026-11", MailKind.OTHER_SYSTEM),
        ("X-RT-Ticket: kommun #11", MailKind.OTHER_SYSTEM),
    ],
)
def test_traits(field, kind):
    assert read(f"From: a@hem.example\r\n{field}\r\n\r\nHej".encode(), ENVELOPE).kind is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Detta är ett automatiskt svar. Jag är åter den 7 april.", MailKind.AUTO_REPLY),
        ("Hej!\n\nJag är på semester till och med 7 april.", MailKind.AUTO_REPLY),
        ("This is an automated response.", MailKind.AUTO_REPLY),
        ("Tack!\n\nDet går inte att svara på detta meddelande.", MailKind.OTHER_SYSTEM),
        ("Vi är på semester men maten är kall.", MailKind.PERSON),
        ("Jag fick ett automatiskt svar i går. Det hjälper inte.", MailKind.PERSON),
        ("Maten är kall.\n\n> Detta är ett automatiskt svar.", MailKind.PERSON),
        ("Your message to rektor@lindhoj.example could not be delivered.", MailKind.BOUNCE),
    ],
)
def test_what_programs_write(text, kind):
    octets = f"From: a@hem.example\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}".encode()
    assert read(octets, ENVELOPE).kind is kind
