import pytest

from complaints.mail import read
from complaints.mail.flowed import unflowed
from tests.mail.conftest import ENVELOPE

COLD = "Maten på Åskolan är kall varje dag."


@pytest.mark.parametrize(
    "name",
    [
        "plain-utf8",
        "iso-8859-1",
        "iso-8859-1-that-is-windows-1252",
        "latin-1-declared-as-us-ascii",
        "latin-1-declared-as-utf-8",
        "unknown-charset",
        "charset-with-nul",
        "charset-punycode",
        "utf-16-in-base64",
        "undeclared-8-bit-headers",
        "quoted-printable",
        "base64-with-garbage",
        "flowed",
        "alternative",
        "bare-line-feeds",
        "boundary-never-found",
        "alternative-that-says-more",
        "forward-enclosed",
        "signed-beside-its-words",
        "rubbish-within-the-header",
        "spaces-before-the-header",
        "mail-in-base64-within-the-mail",
        "raw-8-bit-within-encoded-words",
        "missing-end-boundary",
        "ses-block",
    ],
)
def test_the_words_come_through(mail, name):
    assert COLD in mail(name).text


def test_signs_that_only_windows_knows(mail):
    assert "”Kall” mat kostar 35 € – varje dag…" in mail("iso-8859-1-that-is-windows-1252").text


def test_flowed_lines_are_joined_and_the_signature_is_not(mail):
    assert mail("flowed").text == (
        f"{COLD} Det är inte okej, och jag vill att ni gör något åt det.\n\nHälsningar\n-- \nMaria"
    )


def test_a_signature_ends_a_flowed_paragraph():
    assert unflowed("Maten är \n-- \nMaria", delete_space=False) == "Maten är \n-- \nMaria"


def test_flowed_with_deleted_spaces(mail):
    assert mail("flowed-delsp").text == f"{COLD} Skolmaten är inte okej."


@pytest.mark.parametrize("name", ["html-only", "html-with-stub-text"])
def test_html_is_made_readable(mail, name):
    text = mail(name).text

    assert COLD in text
    assert "[bilden](https://hem.example/bild)" in text
    assert "1. Kall" in text
    assert "Maria Lind" in text.replace("\xa0", " ")
    for unseen in ("alert", "color", "dold", "spion", "Ett brev", "<"):
        assert unseen not in text


def test_plain_text_goes_before_html(mail):
    assert "https" not in mail("alternative").text


def test_nothing_hidden_is_kept(mail):
    assert mail("hidden-and-reversed-characters").text == "Maten är kall varje dag. Det är inte okej."


def test_headers_in_undeclared_8_bit(mail):
    assert mail("undeclared-8-bit-headers").subject == "Klagomål på maten på Åskolan"


def test_a_subject_stays_on_one_line(mail):
    assert mail("subject-with-encoded-line-break").subject == "Klagomål Bcc: offer@mejl.example"


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<a ", "<", "<![CDATA[", "</", "<table>", "<div>", "&", "\n", "<br>", "<p>x", "1. ", "[x]("],
)
def test_hostile_html_is_only_long(piece):
    octets = b"Content-Type: text/html\r\n\r\nHej " + piece.encode() * (2_000_000 // len(piece))
    mail = read(octets, ENVELOPE)

    assert mail.text.startswith("Hej")
    assert len(mail.text) <= 200_010


def test_an_invitation_keeps_its_words(mail):
    assert mail("calendar-invitation").text == "Välkommen till ett möte om maten på Åskolan."
    assert [file.type for file in mail("calendar-invitation").attachments] == ["text/calendar"]


def test_a_mail_within_the_mail_is_a_file_and_its_words_follow(mail):
    outer = mail("mail-within-the-mail")

    assert outer.text == "Se det bifogade brevet från Per.\n\nDet inre brevet."
    assert outer.new_text == "Se det bifogade brevet från Per."
    [inner] = outer.attachments
    assert (inner.name, inner.type) == ("mail.eml", "message/rfc822")
    assert "Det inre brevet." in inner.content.decode()


def test_html_that_says_more_than_the_plain_text_is_not_left_out(mail):
    assert mail("alternative-that-says-more").text.startswith("Ditt mejlprogram kan inte visa")


def test_words_lost_between_boundaries_are_found(mail):
    assert mail("boundaries-that-contain-each-other").text == "Maten i skolan."


def test_a_mail_without_words_stays_without():
    parts = b"This is a multi-part message.\r\n--b\r\n\r\n\r\n--b--\r\n"
    octets = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + parts
    assert read(octets, ENVELOPE).text == ""


@pytest.mark.parametrize("name", ["rubbish-within-the-header", "spaces-before-the-header"])
def test_the_header_is_found_among_rubbish(mail, name):
    assert (mail(name).subject, mail(name).sender.address) == ("Maten", "maria.lind@hem.example")


@pytest.mark.parametrize(
    "fields",
    [
        'Content-Type: text/plain; charset=utf-8; name="meddelande.txt"',
        "Content-Type: text/plain; charset=utf-8\nContent-Disposition: attachment",
        'Content-Type: text/html; charset=utf-8; name="mail.html"',
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8; name=a",
    ],
)
def test_words_that_a_program_named_are_the_mails_own(fields):
    read_mail = read(f"Subject: Maten\n{fields}\n\n{COLD}\n".encode(), ENVELOPE)

    assert read_mail.text == read_mail.new_text == COLD
    assert len(read_mail.attachments) == 1


def test_a_file_of_text_beside_other_words_is_only_a_file():
    parts = f"--b\n\n{COLD}\n--b\nContent-Type: text/plain; name=a.txt\n\nSchema\n--b--\n"
    read_mail = read(f"Content-Type: multipart/mixed; boundary=b\n\n{parts}".encode(), ENVELOPE)

    assert read_mail.text == COLD
    assert [file.name for file in read_mail.attachments] == ["a.txt"]
