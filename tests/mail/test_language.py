import pytest

from complaints.mail.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Maten är kall varje dag och det är inte okej.", "sv"),
        ("Hej! Min son får inte skolskjuts.", "sv"),
        ("The food at the school is cold every day and nobody answers.", "en"),
        ("Maden er kold hver dag, og det er ikke i orden. Jeg skriver fordi ingen svarer.", "other"),
        ("Ruoka on kylmää joka päivä ja se ei ole oikein.", "other"),
        ("الطعام بارد كل يوم في المدرسة", "other"),
        ("Їжа холодна щодня", "other"),
        ("ምግቡ በየቀኑ ቀዝቃዛ ነው", "other"),
        ("Ok", "unknown"),
        ("", "unknown"),
        ("4B 12.30", "unknown"),
    ],
)
def test_the_language(text, language):
    assert language_of(text) == language
