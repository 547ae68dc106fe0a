"""G85: who writes in another language is answered in it where we can, and staff know before they answer."""

import pytest

from tests.lindhoj import GUARDIAN, PETER, at
from tests.town import Town

LATER = at("2026-03-10T11:00")
ENGLISH = "The school lunch at Åskolan is always cold."
ARABIC = "أنا لا أتكلم السويدية، من فضلكم اكتبوا لي بالعربية عن الطعام في المدرسة"


def written(text):
    town = Town()
    town.writes(text, Subject="Food")
    return town


def replies(town, text):
    before = len(town.letters)
    town.replies(town.letters_to(GUARDIAN)[-1], text, sender=GUARDIAN, at=LATER)
    return [letter for letter in town.letters[before:] if PETER in letter.recipients]


def test_the_owner_reads_that_the_complaint_is_in_english():
    assert "skriver på engelska" in written(ENGLISH).letters_to(PETER)[0].text


def test_nothing_is_said_of_the_language_of_a_swedish_complaint():
    assert "skriver på" not in written("Skolmaten på Åskolan är kall.").letters_to(PETER)[0].text


@pytest.mark.parametrize(
    ("answer", "warned"),
    [
        ("Klart. Vi har köpt en ny värmevagn till skolan.", True),
        ("Klart. We have bought a new trolley that keeps the food warm.", False),
    ],
)
def test_whoever_answers_in_another_language_sees_so_in_the_preview(answer, warned):
    town = written(ENGLISH)
    town.replies(town.letters_to(PETER)[0], answer, sender=PETER, at=LATER)
    preview = town.letters_to(PETER)[-1]
    assert ("skriver på engelska" in preview.text) is warned


def test_who_asks_in_a_reply_to_be_answered_in_english_is():
    town = written("Skolmaten på Åskolan är kall.")
    [told] = replies(town, "I do not speak Swedish. Please answer in English.")
    assert "skriver på engelska" in told.text
    town.replies(town.letters_to(PETER)[0], "Klart. We have a new trolley.", sender=PETER, at=LATER)
    town.quarter_passes()
    assert "Your case number" in town.letters_to(GUARDIAN)[-1].text


def test_a_reply_in_another_language_is_told_to_the_owner():
    [told] = replies(written("Skolmaten på Åskolan är kall."), ARABIC)
    assert "skriver på arabiska" in told.text


DISCLAIMER = (
    "This e-mail and any attachments are confidential and intended solely for the use of the individual to "
    "whom it is addressed. If you are not the intended recipient please delete it."
)


@pytest.mark.parametrize(
    "text",
    [
        "Yes, thanks",
        "OK thank you",
        "OK thanks, see you Monday then",
        "Nej, det är samma sak igen som förut.",
        f"Hej igen, det gäller klass 3B. Mvh Maria Lind\n\n{DISCLAIMER}",
        "Ni behöver inte svara på engelska, det går bra ändå.",
    ],
)
def test_a_few_words_change_no_language(text):
    town = written("Skolmaten på Åskolan är kall.")
    replies(town, text)
    assert (town.case.complainant.language, town.case.complainant.second_language) == ("sv", "")


@pytest.mark.parametrize(
    "text",
    [
        "Nu har det hänt igen, maten var kall både i måndags och i tisdags, tyvärr.",
        "Svara gärna på svenska.",
    ],
)
def test_who_goes_on_in_swedish_is_answered_in_swedish_again(text):
    town = written("Skolmaten på Åskolan är kall.")
    replies(town, "I do not speak Swedish. Please answer in English.")
    assert town.case.complainant.language == "en"
    replies(town, text)
    assert town.case.complainant.language == "sv"


def test_who_was_answered_in_english_still_is_after_a_line_in_swedish():
    town = written(ENGLISH)
    replies(town, "Tack så mycket, hej då, vi hörs!")
    assert town.case.complainant.language == "en"


def test_an_english_disclaimer_makes_no_complaint_english():
    town = written(f"Skolmaten på Åskolan är kall.\n\n{DISCLAIMER}")
    assert town.case.complainant.language == "sv"
