from complaints.mail import read
from tests.mail.conftest import ENVELOPE


def test_the_conversation_of_outlook():
    index = "AQHZ" + "A" * 28
    longer = index + "AAAAAAAA"
    of = [
        read(f"Thread-Index: {x}\r\n\r\nHej".encode(), ENVELOPE).conversation
        for x in (index, longer, "x", "")
    ]

    assert of[0] == of[1] != ""
    assert of[2:] == ["", ""]


def test_nearest_first_each_once(mail):
    assert mail("reply-gmail-swedish").thread == (
        "<brev-2@skola.lindhoj.example>",
        "<brev-1@skola.lindhoj.example>",
        "<plain@hem.example>",
    )


def test_only_what_is_well_formed(mail):
    rubbish = mail("threads-of-rubbish")

    assert rubbish.message_id == ""
    assert rubbish.thread == ("<ok-1@hem.example>", "<ok-2@hem.example>")


def test_the_fifty_nearest_of_many():
    references = "\r\n ".join(f"<{number}@hem.example>" for number in range(10_000))
    thread = read(f"References: {references}\r\n\r\nHej".encode(), ENVELOPE).thread

    assert len(thread) == 50
    assert thread[0] == "<9999@hem.example>"


def test_too_long_ids_are_none():
    assert read(f"Message-ID: <{'x' * 999}@hem.example>\r\n\r\nHej".encode(), ENVELOPE).message_id == ""
