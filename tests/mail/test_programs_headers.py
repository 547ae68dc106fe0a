"""Fields of the header in each form that programs write them: who wrote, about what, with which files."""

import pytest

from complaints.mail import read
from tests.mail.conftest import ENVELOPE
from tests.mail.programs import forms, lines

PDF = "%PDF-1.4 %%EOF"


def written(table):
    """The lines of a table, taken apart; \\r\\n and \\t in them are line ends and tabs."""
    unfolded = (line.replace("\\r\\n", "\r\n").replace("\\t", "\t") for line in lines(table))
    return [tuple(part.strip(" ") for part in line.split(" =>")) for line in unfolded]


@pytest.mark.parametrize(("field", "name", "address"), written("senders"))
def test_who_wrote(field, name, address):
    sender = read(f"From: {field}\r\nSubject: Maten\r\n\r\nHej".encode(), ENVELOPE).sender
    assert (sender.name, sender.address) == (name, address)


@pytest.mark.parametrize(("field", "subject"), written("subjects"))
def test_about_what(field, subject):
    assert read(f"From: a@hem.example\r\nSubject: {field}\r\n\r\nHej".encode(), ENVELOPE).subject == subject


@pytest.mark.parametrize("name", forms("filenames"))
def test_with_which_file(name):
    header, _, shown = forms("filenames")[name].partition("\n\n")
    octets = (
        f"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHej\n--b\n{header}\n\n{PDF}\n--b--\n".encode()
    )
    [file] = read(octets, ENVELOPE).attachments
    assert (file.name, file.type, file.size) == (shown, "application/pdf", len(PDF))
