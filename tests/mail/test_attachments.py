import pytest

from complaints.mail.attachments import clean_name

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_the_type_is_what_the_bytes_say(mail):
    assert [(file.name, file.type) for file in mail("attachments-by-content").attachments] == [
        ("matsedel.bin", "application/pdf"),
        ("IMG_0001.HEIC", "image/heic"),
        ("brev.docx", WORD),
        ("bild.pdf", "image/jpeg"),
        ("logga.gif", "image/gif"),
        ("faktura.pdf", "application/vnd.microsoft.portable-executable"),
    ]


def test_the_bytes_are_the_files(mail):
    assert mail("attachments-by-content").attachments[0].content == b"%PDF-1.4\n%%EOF\n"


def test_names_are_for_showing_only(mail):
    names = [file.name for file in mail("attachment-names-that-climb").attachments]

    assert names[:4] == ["passwd", "bild.png", "htaccess", "bildgpj.exe"]
    assert len(names[4]) == 200
    assert names[4].endswith(".png")
    assert names[5:] == ["", "bild.png", "bild.png"]


@pytest.mark.parametrize(
    "name", ["attachment-names-in-every-coding", "attachment-name-in-undeclared-latin-1"]
)
def test_names_in_every_coding(mail, name):
    assert {file.name for file in mail(name).attachments} == {"Överklagan.pdf"}


def test_a_picture_only(mail):
    only = mail("picture-only")

    assert only.text == ""
    assert [(file.name, file.type) for file in only.attachments] == [("IMG_1.jpg", "image/jpeg")]


def test_a_torn_off_mail_keeps_its_file(mail):
    assert [file.name for file in mail("missing-end-boundary").attachments] == ["bild.png"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("..", ""),
        ("a/b\\c.png", "a_b_c.png"),
        ("Läsåret 25/26.pdf", "Läsåret 25_26.pdf"),
        ("C:\\b\\c.png", "c.png"),
        ("con<>.txt", "con__.txt"),
        ("", ""),
        (" bild .png ", "bild .png"),
    ],
)
def test_a_clean_name(written, shown):
    assert clean_name(written) == shown


def test_a_name_in_pieces_that_do_not_fit_together(mail):
    assert len(mail("attachment-name-in-pieces-with-and-without-number").attachments) == 1
