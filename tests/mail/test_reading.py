"""From outside: bytes in, the whole Mail out; and whatever the bytes, no exception."""

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.mail import identity, read, reading
from complaints.model import Address, Envelope, MailKind
from tests.mail.conftest import ENVELOPE, MUSEUM

NAMES = sorted(path.stem for path in MUSEUM.glob("*.eml"))
UNREADABLE = {"nested-too-deep", "encrypted-pgp", "smime-that-hides-its-words"}


def test_an_ordinary_complaint(mail, raw):
    read_mail = mail("plain-utf8")

    assert read_mail.sender == Address(name="Maria Lind", address="maria.lind@hem.example")
    assert read_mail.subject == "Klagomål på maten"
    assert read_mail.text.startswith("Hej!\n\nMaten på Åskolan är kall varje dag.")
    assert read_mail.new_text == read_mail.text
    assert read_mail.message_id == "<plain@hem.example>"
    assert read_mail.thread == ()
    assert read_mail.attachments == ()
    assert read_mail.kind is MailKind.PERSON
    assert read_mail.language == "sv"
    assert read_mail.unreadable == ""
    assert read_mail.envelope == ENVELOPE
    assert read_mail.identity == identity(raw("plain-utf8"))


@pytest.mark.parametrize("name", NAMES)
def test_every_mail_of_the_museum_is_read(mail, name):
    assert bool(mail(name).unreadable) == (name in UNREADABLE)


def test_a_mail_nested_too_deeply_still_gives_sender_subject_and_words(mail):
    deep = mail("nested-too-deep")

    assert deep.sender is not None
    assert deep.subject == "Klagomål på maten"
    assert "Maten är kall." in deep.text
    assert "nested too deeply" in deep.unreadable


def test_what_nobody_foresaw_is_saved_for_a_human(monkeypatch, raw):
    def give_up(*_: object) -> str:
        raise ArithmeticError

    monkeypatch.setattr(reading, "words_of", give_up)
    saved = read(raw("plain-utf8"), ENVELOPE)

    assert saved.unreadable == f"{reading.BROKEN} (ArithmeticError)"
    assert saved.subject == "Klagomål på maten"
    assert saved.sender == Address(name="Maria Lind", address="maria.lind@hem.example")
    assert "Maten på Åskolan" in saved.text


def test_no_words_but_a_subject(mail):
    assert (mail("empty-body-with-subject").subject, mail("empty-body-with-subject").text) == (
        "Ring mig om maten på Åskolan",
        "",
    )


def test_nothing_at_all(mail):
    nothing = mail("nothing")

    assert nothing.sender is None
    assert (nothing.subject, nothing.text, nothing.thread, nothing.kind) == ("", "", (), MailKind.PERSON)


def test_words_without_any_header_are_text(mail):
    assert mail("no-headers-at-all").text == "Hej\nmaten är kall\noch jag heter Maria"


@given(st.binary(max_size=2000))
def test_any_bytes_are_read(octets):
    assert _is_whole(read(octets, ENVELOPE))


@given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_mutilated_mails_are_read(name, chance):
    octets = _mutilated((MUSEUM / f"{name}.eml").read_bytes()[:20_000], chance)

    assert _is_whole(read(octets, ENVELOPE))


def _is_whole(mail) -> bool:
    mail.text.encode("utf-8")
    mail.subject.encode("utf-8")
    assert "\n" not in mail.subject
    assert reading.BROKEN not in mail.unreadable
    assert mail.sender is None or "@" in mail.sender.address
    return True


def _mutilated(octets: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, some pieces left out, doubled, or torn off."""
    mail = bytearray(octets)
    for _ in range(chance.randint(1, 8)):
        start = chance.randint(0, len(mail))
        end = start + chance.randint(0, 40)
        way = chance.randint(0, 4)
        piece = bytes(mail[start:end])
        mail[start:end] = (
            b"",
            piece * 2,
            bytes(chance.randint(0, 255) for _ in piece),
            piece + chance.choice((b"\r\n", b"\r", b"\0", b";", b'"', b"=?utf-8?b?", b"--mix\r\n", b"\xff")),
            piece.swapcase(),
        )[way]
    return bytes(mail)


def test_a_charset_named_with_nul_in_a_header():
    mail = read(b"Subject: =?utf-8\0?q?Mat?=\r\nFrom: =?x\0?q?M?= <m@hem.example>\r\n\r\nHej", ENVELOPE)

    assert (mail.unreadable, mail.text) == ("", "Hej")


def test_nothing_of_a_mail_is_logged(caplog, capfd):
    read(b"Subject: =?utf-=?utf-8?b?maten?=\r\n\r\nHej", ENVELOPE)

    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("many", [3_000, 30_000])
def test_parts_are_counted(many):
    parts = b"--b\r\nContent-Type: image/png; name=x.png\r\n\r\nx\r\n" * many
    mail = read(b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + parts, ENVELOPE)

    assert len(mail.attachments) == 200
    assert "more parts" in mail.unreadable


def test_a_long_text_is_cut_and_says_so():
    mail = read(b"Subject: x\r\n\r\n" + b"Hej igen. " * 100_000, ENVELOPE)

    assert 199_000 < len(mail.text) <= 200_010
    assert mail.text.endswith("[…]")


def test_many_header_fields_in_a_part_are_too_much():
    octets = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + b"a: b\r\n" * 50_000 + b"\r\nhej"

    assert "more parts" in read(octets, ENVELOPE).unreadable


def test_the_same_mail_reads_the_same(mail):
    assert mail("attachments-by-content") == mail("attachments-by-content")


def test_an_envelope_is_passed_on_as_it_is(raw):
    other = replace(ENVELOPE, sender="")
    assert read(raw("plain-utf8"), other).envelope is other
    assert isinstance(other, Envelope)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<div id="divRplyFwdMsg">发件人: Lindhöj</div><p>Vilken dag?</p>', "Maten är kall.\n\nVarje dag."),
        ("<p>发件人: Lindhöj</p><p>Vilken dag?</p>", "all"),
        ("<p>发件人: Lindhöj</p><blockquote>Vilken dag?</blockquote><p>I måndags.</p>", "all"),
    ],
)
def test_the_structure_of_the_html_tells_what_is_old_in_the_plain_text(old, new):
    shown = re.sub(r"<[^>]*>", "\n", old)
    plain = f"Maten är kall.\n\nVarje dag.\n\n{shown}"
    octets = (
        "Subject: SV: Maten\nContent-Type: multipart/alternative; boundary=b\n\n--b\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{plain}\n--b\n"
        f"Content-Type: text/html; charset=utf-8\n\n<p>Maten är kall.</p><p>Varje dag.</p>{old}\n--b--\n"
    ).encode()
    mail = read(octets, ENVELOPE)
    assert mail.new_text == (mail.text if new == "all" else new)
    assert "Vilken dag?" in mail.text


def test_line_ends_that_were_made_twice(raw):
    octets = raw("attachments-by-content")
    single = octets.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    twice = read(single.replace(b"\r\n", b"\r\r\n"), ENVELOPE)

    assert replace(twice, raw_sha256="") == replace(read(single, ENVELOPE), raw_sha256="")
    assert twice.sender
    assert twice.attachments
