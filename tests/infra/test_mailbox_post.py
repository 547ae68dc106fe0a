"""Whatever a mail holds, what the page gets of it is inert, and nothing in it stops the page."""

import base64
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyhord.engine.mailbox.post import content, one_line, read

PARTS = (
    b"From: =?utf-8?q?Maria_=C3=85berg?= <maria@hem.example>\r\n"
    b'To: a@b.example, "Ek, Jonas" <j@b.example>\r\n'
    b"Subject: =?iso-8859-1?q?Maten_p=E5_=C5skolan?=\r\nMessage-ID: <m@hem.example>\r\n"
    b"References: <a@x.example>\r\n <b@x.example>\r\nIn-Reply-To: <b@x.example>\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="X"\r\n\r\n'
    b"--X\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nr\xe4ksm\xf6rg\xe5s\r\n"
    b"--X\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<b>r\xc3\xa4k</b>\r\n"
    b'--X\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nbilagan\r\n'
    b"--X\r\nContent-Type: message/rfc822\r\n\r\nSubject: inuti\r\n\r\ntext\r\n"
    b"--X--\r\n"
)


def test_a_mail_is_read_as_its_reader_sees_it() -> None:
    post = read(PARTS)
    assert post.subject == "Maten på Åskolan"
    assert [(each.name, each.address) for each in post.sender] == [("Maria Åberg", "maria@hem.example")]
    assert [(each.name, each.address) for each in post.to] == [
        ("", "a@b.example"),
        ("Ek, Jonas", "j@b.example"),
    ]
    assert post.text.strip() == "räksmörgås"
    assert post.html.strip() == "<b>räk</b>"
    assert (post.message_id, post.thread) == (
        "<m@hem.example>",
        ("<a@x.example>", "<b@x.example>", "<b@x.example>"),
    )
    assert [(each.name, each.type) for each in post.attachments] == [
        ("a.txt", "text/plain"),
        ("attachment-2", "message/rfc822"),
    ]
    assert content(PARTS, 0) == b"bilagan"
    assert content(PARTS, 1) == b"Subject: inuti\n\ntext"
    assert content(PARTS, 2) is None
    assert content(PARTS, -1) is None


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        ("../../x.html", "x.html"),
        ("..\\..\\x.html", "x.html"),
        ("/etc/passwd", "passwd"),
        (".htaccess", "htaccess"),
        ("..", "attachment-1"),
        ("a\r\nSet-Cookie: b", "a Set-Cookie: b"),
        ("faktura\u202egnp.exe", "fakturagnp.exe"),
    ],
)
def test_a_file_name_leads_nowhere(claimed: str, kept: str) -> None:
    mail = EmailMessage()
    mail.add_attachment(b"x", maintype="application", subtype="pdf", filename="NAME")
    raw = mail.as_bytes().replace(b'"NAME"', _encoded(claimed))
    assert [each.name for each in read(raw).attachments] == [kept]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff",
        b"Subject: =?utf-8?b?!!!?=\r\nFrom: =?no-such-set?q?x?= <a@b.example\r\n\r\n",
        b"Content-Type: text/plain; charset=no-such-set\r\n\r\nhej",
        b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
    ],
    ids=["nothing", "binary", "headers", "charset", "base64", "multipart"],
)
def test_a_broken_mail_is_still_a_page(raw: bytes) -> None:
    read(raw)
    content(raw, 0)


def test_a_mail_nested_beyond_reason_is_only_a_file() -> None:
    layers = (b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(800))
    raw = b"".join(layers)
    assert not read(raw).readable
    assert content(raw, 0) is None


@given(st.binary(max_size=400))
def test_no_mail_stops_the_page(raw: bytes) -> None:
    post = read(b"Content-Type: multipart/mixed; boundary=b\r\nSubject: " + raw + b"\r\n--b\r\n" + raw)
    assert post.subject == one_line(post.subject)


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert line.splitlines() in ([], [line])
    assert not set(line) & {"\x00", "\r", "\n", "\u202e", "\u2066"}


def _encoded(name: str) -> bytes:
    return b'"=?utf-8?b?' + base64.b64encode(name.encode()) + b'?="'
