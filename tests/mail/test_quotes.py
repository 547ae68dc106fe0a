import pytest

from complaints.mail.quotes import new_text_of

STILL_COLD = "Tack, men maten är fortfarande kall."


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("reply-gmail-swedish", STILL_COLD),
        ("reply-outlook-swedish", f"{STILL_COLD}\n\nMed vänlig hälsning\nMaria Lind"),
        ("reply-iphone-swedish", STILL_COLD),
        ("reply-original-message-line", STILL_COLD),
        ("reply-gmail-english", "Thanks, but the food is still cold."),
        ("signature-delimiter", "Maten är fortfarande kall."),
    ],
)
def test_history_and_signature_are_taken_off(mail, name, new):
    assert mail(name).new_text == new
    assert len(mail(name).text) > len(new)


@pytest.mark.parametrize(
    "name",
    ["reply-between-the-lines", "reply-that-speaks-of-headers", "forward-without-own-words", "plain-utf8"],
)
def test_in_doubt_all_is_kept(mail, name):
    assert mail(name).new_text == mail(name).text


@pytest.mark.parametrize(
    "text", ["\n" * 16_000 + "x", "On " + "x" * 32_000, ">\n" * 50_000 + "x", "On x wrote:\n" * 9_000]
)
def test_hostile_texts_keep_something(text):
    assert new_text_of(text.strip())


def test_a_forwarded_mail_is_what_its_sender_wants_to_say():
    text = (
        "Se nedan.\n\n---------- Forwarded message ---------\n"
        "Från: Per Lind\nDatum: 30 mars\nÄmne: Maten\n\nKall igen."
    )
    assert new_text_of(text) == text


def test_what_is_new_is_part_of_the_whole(mail, museum):
    for path in museum:
        assert mail(path.stem).new_text in mail(path.stem).text
