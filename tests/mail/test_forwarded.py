import pytest

from complaints.mail import read
from complaints.model import Address, Forwarded
from tests.mail.conftest import ENVELOPE
from tests.mail.programs import forms
from tests.mail.programs import mail as a_mail

MARIA = Address(name="Maria Lind", address="maria.lind@hem.example")
COLD = "Maten på Åskolan är kall varje dag."


@pytest.mark.parametrize("name", ["forward-enclosed", "forward-outlook", "forward-gmail"])
def test_who_wrote_what_is_passed_on(mail, name):
    passed_on = mail(name).forwarded

    assert passed_on.sender == MARIA
    assert passed_on.subject == "Maten är kall"
    assert passed_on.text == COLD
    assert mail(name).sender.address == "per.vakt@lindhoj.example"


def test_quoted_with_marks(mail):
    passed_on = mail("forward-iphone").forwarded

    assert passed_on.sender.address == "maria.lind@hem.example"
    assert COLD in passed_on.text


def test_what_came_with_an_enclosed_mail_is_listed_after_it(mail):
    assert [file.name for file in mail("forward-enclosed").attachments] == ["Maten.eml", "mat.png"]


@pytest.mark.parametrize(
    "name", ["plain-utf8", "reply-outlook-swedish", "reply-gmail-swedish", "reply-that-speaks-of-headers"]
)
def test_a_reply_passes_nothing_on(mail, name):
    assert mail(name).forwarded is None


DIVIDERS = [
    "---------- Forwarded message ---------",
    "---------- Vidarebefordrat meddelande ----------",
    "Vidarebefordrat mejl:",
    "Begin forwarded message:",
    "Videresendt melding:",
    "Start på videresendt besked:",
    "Välitetty viesti alkaa:",
    "-------- Välitetty viesti / Fwd.Msg --------",
    "----- Edelleenlähetetty viesti -----",
    "Anfang der weitergeleiteten Nachricht:",
    "-------- Videresendt meddelelse --------",
    "-----Ursprungligt meddelande-----",
    "",
]


@pytest.mark.parametrize("header", forms("forwards").values(), ids=forms("forwards"))
def test_every_form_of_passing_on(header):
    for divider in DIVIDERS:
        for mark in ("", "> "):
            block = "\n".join(f"{mark}{line}" for line in f"{divider}\n\n{header}\n\n{COLD}".split("\n"))
            mail = read(a_mail(f"Subject: VB: Maten\n\nHej, fick det här.\n\nMvh Per\n\n{block}"), ENVELOPE)
            assert mail.forwarded == Forwarded(sender=MARIA, subject="Maten är kall", text=COLD)
            assert mail.new_text == mail.text
