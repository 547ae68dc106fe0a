import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.mail import read
from complaints.mail.tnef import SIGNATURE, is_tnef, opened
from tests.mail.conftest import ENVELOPE


def _attribute(name: int, data: bytes, level: int = 2) -> bytes:
    return struct.pack("<BHHI", level, name, 6, len(data)) + data + b"\0\0"


def _property(kind: int, number: int, value: bytes) -> bytes:
    return struct.pack("<HHII", kind, number, 1, len(value)) + value + b"\0" * (-len(value) % 4)


LONG_NAME = struct.pack("<I", 1) + _property(0x1F, 0x3707, "Överklagan 2026.pdf".encode("utf-16-le"))
WINMAIL = (
    SIGNATURE
    + b"\0\0"
    + _attribute(0x9007, struct.pack("<II", 1252, 0), level=1)
    + _attribute(0x800C, "Maten är kall.\0".encode("cp1252"), level=1)
    + _attribute(0x9002, b"\0" * 14)
    + _attribute(0x8010, b"OVERKL~1.PDF\0")
    + _attribute(0x800F, b"%PDF-1.4")
    + _attribute(0x9005, LONG_NAME)
)


def test_text_and_files_come_out():
    found = opened(WINMAIL)

    assert found.text == "Maten är kall."
    assert [(file.name, file.content) for file in found.files] == [("Överklagan 2026.pdf", b"%PDF-1.4")]


def test_of_a_mail_the_files_are_listed_and_the_text_is_read():
    octets = (
        b"Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: binary\r\n\r\n"
    )
    mail = read(octets + WINMAIL, ENVELOPE)

    assert [(file.name, file.type) for file in mail.attachments] == [
        ("Överklagan 2026.pdf", "application/pdf")
    ]
    assert mail.text == "Maten är kall."


def test_what_only_has_its_name_is_a_file_like_any_other():
    octets = b"Content-Type: application/octet-stream; name=winmail.dat\r\n\r\nHej"
    assert [file.name for file in read(octets, ENVELOPE).attachments] == ["winmail.dat"]


@pytest.mark.parametrize("kind", ["application/ms-tnef", "application/vnd.ms-tnef"])
def test_by_type(kind):
    assert is_tnef(kind, "")
    assert not is_tnef("text/plain", "winmail.dat")


@given(st.integers(0, len(WINMAIL)), st.binary(max_size=40))
def test_torn_or_forged_ones_do_no_harm(length, rest):
    assert isinstance(opened(WINMAIL[:length] + rest).files, list)
