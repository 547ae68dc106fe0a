import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.mail.language import language_of

SWEDISH = [
    "Maten är kall.",
    "Ok tack",
    "Hej! När öppnar fritids på måndag?",
    "Min son vågar inte gå till skolan.",
    "Tack för snabbt svar!",
    "Ja det stämmer",
    "Nej, det räcker inte.",
    "Vi vill ha ett möte med rektor så fort som möjligt.",
    "Ingen vuxen såg något på rasten.",
    "Varför får Vera inte stöd i matte?",
    "Hon har blivit slagen igen",
    "Kan någon ringa mig?",
    "Personalen skrek åt honom",
    "Kall mat varje dag i åk 4",
    "Vi har väntat i tre veckor på besked",
    "Jag tycker det är för dåligt. Mvh Maria",
]
OTHERS = {
    "en": [
        "The food is cold.",
        "My son is afraid of going to school.",
        "Can someone call me?",
        "No, it is not enough.",
    ],
    "no": [
        "Maten er kald.",
        "Sønnen min tør ikke gå på skolen.",
        "Hvorfor får ikke Vera hjelp i matte?",
    ],
    "da": [
        "Maden er kold.",
        "Vi vil have et møde med skolelederen.",
        "Hvorfor får Vera ikke hjælp i matematik?",
    ],
    "fi": [
        "Poikani ei uskalla mennä kouluun.",
        "Miksi Vera ei saa apua matematiikassa?",
        "Ei, se ei riitä.",
    ],
    "de": [
        "Das Essen ist kalt.",
        "Warum bekommt Vera keine Hilfe in Mathe?",
        "Nein, das reicht nicht.",
    ],
    "ar": [
        "الطعام بارد كل يوم",
        "ابني يخاف من الذهاب إلى المدرسة",
        "أريد موعدا مع المدير",
    ],
    "fa": [
        "غذا هر روز سرد است",
        "پسرم از رفتن به مدرسه می‌ترسد",
        "می‌خواهم با مدیر ملاقات کنم",
    ],
    "ti": [
        "እቲ ምግቢ መዓልታዊ ዝሑል እዩ",
        "ወደይ ናብ ቤት ትምህርቲ ክኸይድ ይፈርህ ኣሎ",
    ],
    "so": [
        "Cuntada waa qabow maalin kasta",
        "Wiilkaygu wuu ka baqayaa inuu dugsiga aado",
    ],
    "uk": [
        "Їжа холодна щодня",
        "Мій син боїться йти до школи",
        "Автобус сьогодні не приїхав",
    ],
    "pl": [
        "Jedzenie jest zimne.",
        "Mój syn boi się chodzić do szkoły",
        "Chcę spotkać się z dyrektorem",
    ],
    "other": [
        "Еда холодная каждый день",
        "ምግቡ በየቀኑ ቀዝቃዛ ነው",
        "La comida está fría todos los días",
        "食物很冷。孩子们饿。",
    ],
    "unknown": [
        "",
        "Ok",
        "4B 12.30",
        "Vera My Lind",
        "070-174 06 05",
        "https://the.example/and/of/you",
        "you@they.example",
    ],
}


@pytest.mark.parametrize("text", SWEDISH)
def test_swedish_is_swedish_however_short(text):
    assert language_of(text) == "sv"


@pytest.mark.parametrize(
    ("text", "language"), [(text, language) for language in OTHERS for text in OTHERS[language]]
)
def test_the_language(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hej! The food is cold and nobody answers us. Med vänlig hälsning, Maria", "en"),
        ("Hei! Maten är kall varje dag. Thank you!", "sv"),
        ("Min svenska är inte bra. My son is hit every day at school, please help us.", "en"),
        ("The food is cold. Maten är kall varje dag här.", "unknown"),
        ("Ikke jeg, hva nå ble inte och", "unknown"),
    ],
)
def test_a_mixture_is_what_most_of_it_is(text, language):
    assert language_of(text) == language


@given(st.lists(st.sampled_from(SWEDISH), min_size=1).map(" ".join), st.integers(0, 60), st.integers(8, 90))
def test_no_piece_of_swedish_is_taken_for_another_language(text, start, length):
    piece = " ".join(text[start : start + length].split(" ")[1:-1])
    assert language_of(piece) in {"sv", "unknown"}


@given(st.text())
def test_any_text_has_an_answer(text):
    assert language_of(text) in {*OTHERS, "sv"}


@pytest.mark.parametrize("piece", ["1 ", "@", "a", "a.b", "w.", "å", "ي", "a'"])
def test_long_texts_are_borne(piece):
    assert language_of(piece * 100_000)
