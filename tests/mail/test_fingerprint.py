import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.mail import identity

MAIL = (
    b"Message-ID: <1@hem.example>\r\nFrom: maria.lind@hem.example\r\nDate: x\r\nSubject: Mat\r\nTo: k\r\n\r\n"
    b"Kall\r\nmat\r\n"
)
TRACES = (
    b"Return-Path: <maria.lind@hem.example>\r\n",
    b"Received: from a by b;\r\n\tTue, 31 Mar 2026 10:00:00 +0200\r\n",
    b"X-SES-Spam-Verdict: PASS\r\n",
    b"X-SES-RECEIPT: AAAA\r\n",
    b"Authentication-Results: amazonses.com;\r\n spf=pass\r\n",
    b"DKIM-Signature: v=1; b=abc\r\n",
    b"ARC-Seal: i=1\r\n",
)
WITHOUT_ANY = b"X-Something: 1\r\nTo: k\r\n\r\nKall mat\r\n"


@pytest.mark.parametrize("mail", [MAIL, WITHOUT_ANY, b"Kall mat", b""])
@given(traces=st.lists(st.sampled_from(TRACES)))
def test_traces_do_not_count(mail, traces):
    assert identity(b"".join(traces) + mail) == identity(mail)


@given(st.sampled_from([b"\n", b"\r\n", b"\r"]), st.integers(0, 3))
def test_line_ends_do_not_count(end, empty_lines):
    assert identity(MAIL.replace(b"\r\n", end) + end * empty_lines) == identity(MAIL)


def test_folding_does_not_count():
    assert identity(MAIL.replace(b"Subject: Mat", b"Subject:\r\n Mat")) == identity(MAIL)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<1@", b"<2@"),
        (b"From: maria", b"From: per"),
        (b"Date: x", b"Date: y"),
        (b"Subject: Mat", b"Subject: Buss"),
        (b"Kall\r\nmat", b"Kall mat"),
        (b"mat\r\n", b"mat!\r\n"),
    ],
)
def test_what_was_written_counts(before, after):
    assert identity(MAIL.replace(before, after)) != identity(MAIL)


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_another_body_is_another_mail(one, two):
    plain = [body.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n") for body in (one, two)]
    assert (identity(MAIL + one) == identity(MAIL + two)) == (
        (b"x" + plain[0]).rstrip(b"\n") == (b"x" + plain[1]).rstrip(b"\n")
    )


def test_a_mail_without_message_id_from_date_and_subject_is_known_by_its_other_headers():
    assert identity(WITHOUT_ANY) != identity(WITHOUT_ANY.replace(b"To: k", b"To: s"))
    assert identity(b"Hej: kall mat") != identity(b"Hej: varm mat")


def test_a_field_does_not_run_over_into_another():
    one = b"Message-ID: a\r\nFrom: b\r\n\r\n"
    two = b"Message-ID: a From: b\r\n\r\n"
    assert identity(one) != identity(two)


def test_it_is_a_sha_256(raw):
    assert len(bytes.fromhex(identity(raw("plain-utf8")))) == 32


def test_the_way_through_ses_does_not_count(raw):
    assert identity(raw("ses-block")) == identity(raw("plain-utf8")) == identity(raw("ses-block-failing"))
