import pytest

from complaints.mail.filetypes import is_safe, type_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("content", "declared", "kind"),
    [
        (b"%PDF-1.7", "image/png", "application/pdf"),
        (b"\0\0\0\x18ftypheic", "application/octet-stream", "image/heic"),
        (b"\0\0\0\x18ftypqt  ", "application/octet-stream", "video/mp4"),
        (b"RIFF\0\0\0\0WEBP", "image/jpeg", "image/webp"),
        (b"<svg onload=alert(1)>", "image/png", "image/svg+xml"),
        (b"<?xml version='1.0'?>\n<svg>", "image/png", "image/svg+xml"),
        (b"<!DOCTYPE html><html>", "image/jpeg", "text/html"),
        (b"\n <script>", "text/plain", "text/html"),
        (b"PK\x03\x04word/", "application/octet-stream", DOCX),
        (b"PK\x03\x04", "application/octet-stream", "application/zip"),
        (b"hej", "text/plain", "text/plain"),
        (b"hej", "inte en typ", "application/octet-stream"),
    ],
)
def test_the_type(content, declared, kind):
    assert type_of(content, declared) == kind


@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("bild.jpg", "image/jpeg", b"\xff\xd8\xff"),
        ("bild.HEIC", "image/heic", b""),
        ("brev.docx", DOCX, b"PK\x03\x04word/document.xml"),
        ("brev.doc", "application/msword", b"\xd0\xcf\x11\xe0"),
        ("anteckning.txt", "text/plain", b"Hej"),
        ("mail.eml", "message/rfc822", b""),
        ("", "image/png", b""),
    ],
)
def test_harmless(name, kind, content):
    assert is_safe(content, kind, name)


@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("faktura.pdf", "application/vnd.microsoft.portable-executable", b"MZ"),
        ("bild.jpg.exe", "image/jpeg", b""),
        ("bild.jpg.js ", "text/plain", b""),
        ("sida.html", "text/html", b""),
        ("bild.svg", "image/svg+xml", b""),
        ("arkiv.zip", "application/zip", b""),
        ("brev.docx", DOCX, b"PK\x03\x04word/vbaProject.bin"),
        ("brev.docm", DOCX, b""),
        ("brev.doc", "application/msword", "_VBA_PROJECT".encode("utf-16-le")),
        ("okänd.bin", "application/octet-stream", b"\0"),
    ],
)
def test_listed_but_never_sent_on(name, kind, content):
    assert not is_safe(content, kind, name)
