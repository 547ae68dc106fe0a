"""The same words in every dress that mail programs have put them into: each is read."""

from base64 import encodebytes
from quopri import encodestring

import pytest

from complaints.mail import read
from tests.mail.conftest import ENVELOPE

WORDS = "Maten på Åskolan är kall – varje dag."
PLAIN = "text/plain; charset=utf-8"
UTF8, WINDOWS = WORDS.encode(), WORDS.encode("cp1252")
BASE64, QUOTED = encodebytes(UTF8), encodestring(UTF8)
PART = f"Content-Type: {PLAIN}\r\n\r\n{WORDS}\r\n"
PAGE = f"Content-Type: text/html; charset=utf-8\r\n\r\n<p>{WORDS}</p>\r\n"
ALTERNATIVE = f"Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n{PART}--c\r\n{PAGE}--c--\r\n"

TYPES = ["text", "", "foo", "text/plain;; charset=utf-8", 'text/plain; charset=" utf-8 "', "text/x-markdown",
         "text/plain; charset=utf8", "text/plain; charset=utf8mb4", "text/plain; charset=x-unknown",
         "text/plain; charset=us-ascii", "text/plain; x-unix-mode=0644; charset=utf-8", "text/enriched",
         "text/plain; charset=utf-8; charset=iso-8859-1", "text/plain; charset*=us-ascii''utf-8"]  # fmt: skip
CODED = {
    "BASE64": BASE64,
    "base64 (x)": BASE64,
    "base64;": BASE64,
    "  base64  ": BASE64,
    "base64": BASE64.rstrip(b"=\n"),
    "Base64": BASE64 + b"\r\n-- \r\nlista footer",
    "bASE64": b" ".join(BASE64[at : at + 10] for at in range(0, len(BASE64), 10)),
    "quoted-printable;": QUOTED,
    "Quoted-Printable": QUOTED,
    "quoted-printable": QUOTED + b"\r\n100 = 100 =zz",
    "8-bit": UTF8,
    "foo": UTF8,
    "utf-8": UTF8,
}
CHARSETS = {
    "iso-8859-1": WINDOWS,
    "utf-16": WORDS.encode("utf-16"),
    "utf-16le": WORDS.encode("utf-16-le"),
    "utf-7": WORDS.encode("utf-7"),
    "windows-1252": WINDOWS,
}
PAGES = [
    "<p>Maten p&aring; &Aring;skolan &auml;r kall &ndash; varje dag.</p>",
    f'<meta http-equiv=Content-Type content="text/html; charset=iso-8859-1"><p>{WORDS}',
    f"<html><head><title>x</title></head><body><!-- y --><div>{WORDS}</div></body></html>",
]
MULTIPARTS = {
    "multipart/mixed; boundary=b": f"--b\r\n{PART}--b--",
    'multipart/mixed; boundary="b b"': f"--b b\r\n{PART}--b b--",
    'multipart/mixed; boundary="b "': f"--b \r\n{PART}--b --",
    "multipart/mixed; boundary=b=_x/y": f"--b=_x/y\r\n{PART}--b=_x/y--",
    "multipart/mixed": f"--b\r\n{PART}--b--",
    "multipart/mixed; boundary=c": f"--b\r\n{PART}--b--",
    "multipart/mixed; boundary=d": f"Detta är MIME.\r\n--d\r\n{PART}--d--\r\nepilog",
    "multipart/related; boundary=a": f"--a\r\n{ALTERNATIVE}--a\r\nContent-Type: image/png\r\n\r\nx\r\n--a--",
    "multipart/alternative; boundary=b": f"--b\r\n{PAGE}--b\r\n{PART}--b--",
    "multipart/alternative; boundary=e": f"--e\r\nContent-Type: text/plain\r\n\r\n\r\n--e\r\n{PAGE}--e--",
    "multipart/digest; boundary=b": f"--b\r\n\r\nFrom: b@hem.example\r\n{PART}--b--",
    "multipart/signed; boundary=b": f"--b\r\n{PART}--b\r\nContent-Type: application/x-y\r\n\r\nx\r\n--b--",
}
HEADS = [
    "From: a@hem.example\nSubject: x\n\n",
    "From: a@hem.example\rSubject: x\r\r",
    "From a@hem.example Tue Mar 31 10:02:11 2026\nFrom: a@hem.example\nSubject: x\n\n",
    "\ufeffFrom: a@hem.example\r\nSubject: x\r\n\r\n",
    "From:\ta@hem.example\r\nSubject:\tx\r\n\r\n",
    "From : a@hem.example\r\nSubject : x\r\n\r\n",
    "\r\n\r\nFrom: a@hem.example\r\nSubject: x\r\n\r\n",
]


def text_of(kind, body, coding="8bit"):
    octets = body if isinstance(body, bytes) else body.encode()
    head = f"From: a@hem.example\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n"
    return read(head.encode() + octets, ENVELOPE).text


@pytest.mark.parametrize("kind", TYPES)
def test_types(kind):
    assert WORDS in text_of(kind, UTF8)


@pytest.mark.parametrize(("coding", "body"), CODED.items(), ids=CODED)
def test_transfer_encodings(coding, body):
    assert WORDS in text_of(PLAIN, body, coding)


@pytest.mark.parametrize(("charset", "body"), CHARSETS.items(), ids=CHARSETS)
def test_charsets(charset, body):
    assert WORDS in text_of(f"text/plain; charset={charset}", encodebytes(body), "base64")


@pytest.mark.parametrize("body", PAGES)
def test_pages(body):
    assert text_of("text/html; charset=utf-8", body) == WORDS


@pytest.mark.parametrize(("kind", "body"), MULTIPARTS.items(), ids=MULTIPARTS)
def test_multiparts(kind, body):
    assert WORDS in text_of(kind, body)


@pytest.mark.parametrize("head", HEADS)
def test_heads(head):
    mail = read(head.encode() + UTF8, ENVELOPE)
    assert (mail.sender.address, mail.subject, mail.text) == ("a@hem.example", "x", WORDS)
