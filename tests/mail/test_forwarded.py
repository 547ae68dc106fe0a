import pytest

from complaints.model import Address

COLD = "Maten på Åskolan är kall varje dag."


@pytest.mark.parametrize("name", ["forward-enclosed", "forward-outlook", "forward-gmail"])
def test_who_wrote_what_is_passed_on(mail, name):
    passed_on = mail(name).forwarded

    assert passed_on.sender == Address(name="Maria Lind", address="maria.lind@hem.example")
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
