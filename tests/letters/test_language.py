"""Klarspråk: short, warm and plain, in words that nobody needs to look up (språklagen 11 §)."""

import re
from dataclasses import replace

import pytest

from complaints.model import Lane
from complaints.process.arrival.acknowledging import MILD
from complaints.process.outgoing.leaving import WITHDRAWN
from lyhord.gallery.pages import PAGES, page
from lyhord.gallery.scenes import (
    ACKNOWLEDGEMENTS,
    LANGUAGES,
    LETTERS,
    LINE,
    SCENE,
    SCENES,
    from_pupil,
    in_lane,
    write,
)
from tests.letters.reading import body, lix, shown, words

FORBIDDEN = (
    "härmed",
    "avseende",
    "erhåll",
    "föreligg",
    "anmälare",
    "motpart",
    "tyvärr",
    "påstår",
    "upplevd",
    "vederbörande",
    "uppfattning",
    "missförstått",
    "prata först",
    "redan har svarat",
    "vi har läst",
)


def parts_of_reading(template: str, language: str) -> str:
    written = write(template, language)
    return f"{written.subject}\n{body(written.text)}"


@pytest.mark.parametrize("template", LETTERS)
def test_no_stiff_or_hurtful_words(template):
    text = parts_of_reading(template, "sv").lower()

    assert not [word for word in FORBIDDEN if word in text]


@pytest.mark.parametrize("lane", Lane)
def test_no_stiff_or_hurtful_words_in_any_lane(lane):
    for template in ("routed", "acknowledgement_other"):
        text = write(template, scene=in_lane(SCENE, lane)).text.lower()
        assert not [word for word in FORBIDDEN if word in text]


@pytest.mark.parametrize("template", LETTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_are_easy_to_read(template, language):
    assert lix(parts_of_reading(template, language)) <= 40


@pytest.mark.parametrize("why", WITHDRAWN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_why_words_did_not_leave_is_easy_to_read(why, language):
    assert lix(body(write("stopped", language, why=why).text)) <= 40


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_easy_to_read(name, language):
    assert lix(shown(page(name, language))) <= 40


@pytest.mark.parametrize("template", ["acknowledgement_pupil", "acknowledgement_krankning"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pupil_gets_few_and_short_words(template, language):
    text = body(write(template, language, scene=from_pupil(SCENES[template])).text)

    assert len(words(text)) <= 80
    assert lix(text) <= 30


@pytest.mark.parametrize("lane", MILD)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pupil_who_does_not_complain_gets_few_and_short_words_too(lane, language):
    scene = in_lane(from_pupil(SCENES["acknowledgement_pupil"]), lane)
    text = body(write("acknowledgement_pupil", language, scene=scene).text)

    assert len(words(text)) <= 80
    assert lix(text) <= 30
    assert "116 111" in text
    assert bool(re.search("12 mars|12 March", text)) is (lane is not Lane.PRAISE)


@pytest.mark.parametrize("template", ACKNOWLEDGEMENTS)
def test_the_opening_holds_no_but(template):
    assert not re.search(r"\bmen\b", body(write(template).text).partition("\n#")[0])


@pytest.mark.parametrize("template", LETTERS)
def test_no_english_letter_has_swedish_left_in_it(template):
    text = body(write(template, "en", quote="x", sender="x@y.example").text)
    text = re.sub(r"^På svenska:.*$", "", text.replace(SCENE.department, ""), flags=re.MULTILINE)

    assert not re.findall(r"\b(?:och|det|som|inte|senast|ditt|mejl|ärende|svar|måltidschef)\b", text)


def test_the_measure_tells_easy_from_hard():
    easy = "Hej! Tack för att du skrev. Vi hör av oss i dag."
    hard = "Härmed bekräftas mottagandet av klagomålshandlingen avseende förskolans måltidsverksamhet."

    assert lix(easy) < 10
    assert lix(hard) > 60


def test_a_long_reminder_stays_easy():
    lines = tuple(replace(LINE, number=f"LH-2026-{n:04}") for n in range(20))

    assert lix(body(write("reminder", scene=replace(SCENE, lines=lines)).text)) <= 40
