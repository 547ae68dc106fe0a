from datetime import UTC, datetime

import pytest

from complaints.mail import envelope_from_headers
from complaints.model import Envelope, Verdict

ARRIVED = datetime(2026, 4, 1, 12, tzinfo=UTC)
NOT_VERIFIED = Envelope(received_at=ARRIVED)


def test_the_block_of_ses_is_believed(raw):
    assert envelope_from_headers(raw("ses-block"), ARRIVED) == Envelope(
        received_at=datetime(2026, 3, 31, 8, 2, 13, tzinfo=UTC),
        sender="maria.lind@hem.example",
        recipients=("klagomal@skola.lindhoj.example",),
        dmarc=Verdict.PASS,
        spam=Verdict.PASS,
        virus=Verdict.PASS,
    )


def test_what_ses_found_wanting(raw):
    envelope = envelope_from_headers(raw("ses-block-failing"), ARRIVED)

    assert (envelope.dmarc, envelope.spam, envelope.virus) == (Verdict.FAIL, Verdict.FAIL, Verdict.GRAY)
    assert envelope.recipients == ()


def test_what_stands_below_the_block_is_the_senders_word(raw):
    assert envelope_from_headers(raw("ses-block-forged-below"), ARRIVED).dmarc is Verdict.GRAY


@pytest.mark.parametrize(
    "name", ["ses-block-forged-without-receipt", "plain-utf8", "nothing", "no-headers-at-all"]
)
def test_without_a_block_nothing_is_verified(raw, name):
    assert envelope_from_headers(raw(name), ARRIVED) == NOT_VERIFIED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"X-SES-Virus-Verdict: PASS", b"X-SES-Spam-Verdict: PASS"),
        (b"X-SES-Virus-Verdict: PASS", b"Subject: mitt i blocket"),
        (b"Authentication-Results: amazonses.com;", b"Authentication-Results: hem.example;"),
        (b"by inbound-smtp.eu-north-1.amazonaws.com", b"by mx.hem.example"),
        (b"X-SES-RECEIPT", b"X-SES-RECIEPT"),
    ],
)
def test_a_block_that_ses_does_not_write_is_not_believed(raw, before, after):
    assert envelope_from_headers(raw("ses-block").replace(before, after), ARRIVED) == NOT_VERIFIED


def test_a_mail_scanned_by_nobody_is_unknown_not_passed(raw):
    lines = raw("ses-block").split(b"\r\n")
    envelope = envelope_from_headers(b"\r\n".join(x for x in lines if b"-Verdict" not in x), ARRIVED)

    assert (envelope.spam, envelope.virus) == (Verdict.UNKNOWN, Verdict.UNKNOWN)


def test_a_date_that_is_none_gives_way_to_the_arrival(raw):
    octets = raw("ses-block").replace(b"Tue, 31 Mar 2026 08:02:13 +0000 (UTC)", b"i gar")
    assert envelope_from_headers(octets, ARRIVED).received_at == ARRIVED


def test_the_null_sender_is_empty(raw):
    octets = raw("ses-block").replace(b"Return-Path: <maria.lind@hem.example>", b"Return-Path: <>")
    assert envelope_from_headers(octets, ARRIVED).sender == ""
