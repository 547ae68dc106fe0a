import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.mail import read
from complaints.mail.setaside import SHORTEST, bytes_of_base64
from tests.mail.conftest import ENVELOPE

BIG = bytes(range(256)) * (3 * SHORTEST // 256) + b"slut"
TOP = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/x; name=x\r\n"


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
@pytest.mark.parametrize("width", [8, 76, 500, 1_000_000])
def test_long_files_come_out_whole(end, width):
    letters = base64.b64encode(BIG)
    lines = end.join(letters[at : at + width] for at in range(0, len(letters), width))
    octets = TOP + b"Content-Transfer-Encoding: base64\r\n\r\n" + lines + end + b"--b\r\n\r\nHej\r\n--b--\r\n"
    mail = read(octets, ENVELOPE)

    assert mail.attachments[0].content == BIG
    assert mail.text == "Hej"


def test_what_looks_like_base64_but_is_none_stays_as_it_was():
    lines = b"aaaa\r\n" * SHORTEST
    [file] = read(TOP + b"\r\n" + lines + b"--b--\r\n", ENVELOPE).attachments

    assert file.content == lines.removesuffix(b"\r\n")


def test_in_a_mail_within_the_mail():
    inner = TOP.replace(b"=b", b"=c").replace(b"--b", b"--c") + b"Content-Transfer-Encoding: base64\r\n\r\n"
    octets = b"Content-Type: message/rfc822\r\n\r\n" + inner + base64.encodebytes(BIG) + b"--c--\r\n"
    enclosed, file = read(octets, ENVELOPE).attachments

    assert file.content == BIG
    assert base64.encodebytes(BIG).strip() in enclosed.content


@given(st.binary(max_size=300))
def test_base64_of_any_bytes(octets):
    assert bytes_of_base64(base64.encodebytes(octets)) == octets


@given(st.binary(max_size=300))
def test_what_is_no_base64_does_no_harm(octets):
    assert isinstance(bytes_of_base64(octets), bytes)
