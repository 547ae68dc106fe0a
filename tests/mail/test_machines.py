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
    ],
)
def test_who_wrote_a_person_or_a_machine(mail, name, kind):
    assert mail(name).kind is kind


def test_a_bounce_names_whom_it_did_not_reach(mail):
    assert mail("bounce-rfc-3464").bounced == ("maria.lind@hem.example",)
    assert mail("read-receipt").bounced == ()


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
        ("Subject: Semester: maten under lovet", MailKind.AUTO_REPLY),
        ("Subject: Semesterstängt fritids", MailKind.PERSON),
        ("Subject: Automatiska dörrar fungerar inte", MailKind.PERSON),
    ],
)
def test_traits(field, kind):
    assert read(f"From: a@hem.example\r\n{field}\r\n\r\nHej".encode(), ENVELOPE).kind is kind
