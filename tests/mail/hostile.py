"""Mails made to cost time or memory, each built when it is wanted. The names say what they do."""

import base64
import struct
from collections.abc import Callable, Mapping

MB = 1_000_000
MOST = 40 * MB  # what the receiving server takes (SES, S3 action)
TOP = b"From: maria.lind@hem.example\r\nTo: klagomal@skola.lindhoj.example\r\nSubject: Mat\r\n"
PLAIN = TOP + b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
HTML = TOP + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
MIXED = TOP + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
FILE = (
    b"--b\r\nContent-Type: application/octet-stream; name=x.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
)


def _filled(start: bytes, piece: bytes, size: int = MOST) -> bytes:
    return start + piece * ((size - len(start)) // len(piece))


def _nested(depth: int, opening: Callable[[int], bytes]) -> bytes:
    return TOP + b"".join(map(opening, range(depth))) + b"\r\nMaten \xc3\xa4r kall."


def _base64_lines(size: int) -> bytes:
    line = base64.b64encode(bytes(range(57))) + b"\r\n"
    return line * (size // len(line))


def _tnef(attributes: int) -> bytes:
    octets = b"\x78\x9f\x3e\x22\0\0" + struct.pack("<BHHI", 2, 0x9002, 6, 0) * attributes
    return (
        TOP
        + b"Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + (base64.encodebytes(octets))
    )


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "one file of 40 MB": lambda: MIXED + FILE + _base64_lines(MOST - 1000) + b"--b--\r\n",
    "eight files of 5 MB": lambda: MIXED + (FILE + _base64_lines(5 * MB - 1000)) * 8 + b"--b--\r\n",
    "a file of 40 MB in a mail in a mail": lambda: (
        MIXED
        + b"--b\r\nContent-Type: message/rfc822\r\n\r\n"
        + TOP
        + b"Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\nContent-Type: image/png\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + _base64_lines(MOST - 2000) + b"--c--\r\n--b--\r\n"
    ),
    "a file of 40 MB in one line": lambda: MIXED + FILE + b"QUJD" * (MOST // 4 - 500) + b"\r\n--b--\r\n",
    "a file of 40 MB in short lines": lambda: (
        MIXED + FILE + b"QUJDQUJD\r\n" * (MOST // 10 - 500) + b"--b--\r\n"
    ),
    "a file of 40 MB, quoted-printable": lambda: _filled(
        MIXED + FILE.replace(b"base64", b"quoted-printable"), b"=00" * 25 + b"=\r\n"
    ),
    "a file of 40 MB, 8-bit": lambda: _filled(
        MIXED + FILE.replace(b"base64", b"8bit"), b"\xe5" * 70 + b"\r\n"
    ),
    "40 MB of text": lambda: _filled(
        PLAIN, "Maten är kall varje dag, och ingen svarar på mejl.\r\n".encode()
    ),
    "40 MB of text in one line": lambda: _filled(PLAIN, "Maten är kall. ".encode()),
    "40 MB of marks on a letter": lambda: _filled(PLAIN, "\u0300\u0323".encode()),
    "40 MB of empty lines": lambda: _filled(PLAIN, b"\r\n"),
    "40 MB of carriage returns": lambda: _filled(PLAIN, b"\r"),
    "40 MB of NUL": lambda: _filled(PLAIN, b"\0"),
    "40 MB of quoting": lambda: _filled(PLAIN, b"> > > x\r\n"),
    "40 MB of introductions": lambda: _filled(PLAIN, b"On Tue, Maria Lind wrote:\r\n"),
    "40 MB of HTML": lambda: _filled(HTML, "<p>Maten är <b>kall</b>.</p>\r\n".encode()),
    "40 MB of tables in tables": lambda: _filled(HTML, b"<table><tr><td>x"),
    "40 MB of open angles": lambda: _filled(HTML, b"<"),
    "40 MB of open styles": lambda: _filled(HTML, b"<style "),
    "40 MB of HTML beside a word": lambda: _filled(
        TOP + b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nHej\r\n--b\r\n"
        b"Content-Type: text/html\r\n\r\n",
        b"<!--<p <style",
    ),
    "40 MB of boundaries": lambda: _filled(MIXED, b"--b\r\n"),
    "40 MB of parts": lambda: _filled(MIXED, b"--b\r\nContent-Type: image/png; name=x.png\r\n\r\nx\r\n"),
    "40 MB of almost boundaries": lambda: _filled(MIXED, b"--bx\r\n"),
    "10,000 parts": lambda: MIXED + b"--b\r\n\r\nx\r\n" * 10_000,
    "40 MB of header fields": lambda: _filled(b"", b"X: y\r\n"),
    "a subject of 40 MB": lambda: _filled(b"Subject: ", b"x"),
    "a folded subject of 40 MB": lambda: _filled(b"Subject: x", b"\r\n x"),
    "40 MB of encoded words": lambda: _filled(b"Subject: ", b"=?utf-8?q?=C3=A5?= "),
    "40 MB of open encoded words": lambda: _filled(b"Subject: ", b"=?utf-8?q?"),
    "40 MB of recipients": lambda: _filled(b"To: ", b"a@hem.example, "),
    "40 MB of brackets in From": lambda: _filled(b"From: ", b"("),
    "40 MB of quotes in From": lambda: _filled(b"From: ", b'"\\'),
    "40 MB of references": lambda: _filled(b"References: ", b"<a@hem.example> "),
    "40 MB of stray lines": lambda: _filled(b"A: b\r\n", b"x\r\nA: b\r\n"),
    "40 MB of parameters": lambda: _filled(TOP + b"Content-Type: image/png", b"; name*1=x"),
    "5,000 pieces of a name": lambda: (
        TOP + b"Content-Type: image/png" + b"".join(b"; name*%d=x" % n for n in range(5_000)) + b"\r\n\r\nx"
    ),
    "1,000 multiparts in each other": lambda: _nested(
        1_000, lambda n: b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
    ),
    "1,000 mails in each other": lambda: _nested(1_000, lambda _: b"Content-Type: message/rfc822\r\n\r\n"),
    "90 open parts and 40 MB": lambda: _filled(
        _nested(90, lambda n: b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)),
        b"-x\r\n",
    ),
    "mails in each other in base64": lambda: TOP + _wrapped(20),
    "40 MB of winmail.dat": lambda: _tnef(2_900_000),
    "40 MB of delivery reports": lambda: _filled(
        TOP + b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\n",
        b"Final-Recipient: rfc822;a@hem.example\r\nAction: failed\r\n\r\n",
    ),
    "noise": lambda: bytes(range(256)) * (MOST // 256),
}


def _wrapped(depth: int) -> bytes:
    mail = b"Subject: innerst\r\n\r\nMaten"
    for _ in range(depth):
        mail = (
            b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + base64.encodebytes(mail)
        )
    return mail
