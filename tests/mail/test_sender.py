import pytest

from complaints.mail import read
from complaints.model import Address
from tests.mail.conftest import ENVELOPE

MARIA = Address(name="Maria Lind", address="maria.lind@hem.example")


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        ("plain-utf8", MARIA),
        ("undeclared-8-bit-headers", MARIA),
        ("no-subject-no-message-id", Address(address="maria.lind@hem.example")),
        ("from-with-unquoted-comma", Address(name="Lind, Maria", address="maria.lind@hem.example")),
        (
            "from-with-address-as-name",
            Address(name="rektor@lindhoj.example", address="maria.lind@hem.example"),
        ),
        ("from-name-with-encoded-line-break", Address(address="maria.lind@hem.example")),
        ("address-beyond-ascii", Address(name="Åsa", address="åsa.öberg@exämple.example")),
        ("two-from-headers", None),
        ("two-addresses-in-from", None),
        ("group-in-from", None),
        ("empty-from", None),
        ("nothing", None),
    ],
)
def test_who_wrote(mail, name, sender):
    assert mail(name).sender == sender


def test_the_readers_it_names():
    to = b"To: Skolan <Klagomal@skola.lindhoj.example>, b@hem.example\r\n"
    octets = to + b"Cc: b@hem.example, c@hem.example\r\n\r\nHej"
    assert read(octets, ENVELOPE).recipients == (
        "klagomal@skola.lindhoj.example",
        "b@hem.example",
        "c@hem.example",
    )


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Skolan ",
        "=?utf-8?q?Klagom=C3=A5l?= ",
        "=?utf-8?q?=3Cper=40mejl.example=3E=2C?= ",
        '"a, b" ',
        "Skola: Kulla ",
    ],
)
def test_the_reader_beside_a_name(name):
    octets = f"To: {name}<klagomal@skola.lindhoj.example>\r\n\r\nHej".encode()
    assert read(octets, ENVELOPE).recipients == ("klagomal@skola.lindhoj.example",)


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ("<maria.lind@hem.example", "maria.lind@hem.example"),
        ("maria.lind@hem.example (Maria)", "maria.lind@hem.example"),
        ("MARIA.LIND@HEM.EXAMPLE", "maria.lind@hem.example"),
        ("maria.lind@hem.example.", "maria.lind@hem.example"),
        ("Maria: Lind <maria.lind@hem.example>", "maria.lind@hem.example"),
        ("maria+skola@hem.example", "maria+skola@hem.example"),
        ("Maria", None),
        ("<>", None),
        ("undisclosed-recipients:;", None),
        ("maria.lind@hem.example <per@mejl.example> <x@mejl.example>", None),
        ("a@" * 20_000, None),
        ("(" * 20_000, None),
        ("x" * 400 + "@hem.example", None),
        ("<maria@" + "x" * 400 + "@hem.example>", None),
        ("maria\0@hem.example", None),
        ("=?a?q?x?=8A" * 5_700 + "<maria@hem.example>", None),
    ],
)
def test_one_address_or_none(field, address):
    sender = read(f"From: {field}\r\n\r\nHej".encode(), ENVELOPE).sender
    assert (sender.address if sender else None) == address
