"""Under the Swedish of an acknowledgement stands the sender's own language, read aloud as such."""

import re
from dataclasses import replace

import pytest

from complaints.model import Complainant
from complaints.process.arrival.complainants import SECOND_LANGUAGES
from lyhord.gallery.scenes import ACKNOWLEDGEMENTS, CASE, SCENE, SCENES, write
from tests.letters.reading import shown, tags, words_of_text
from tests.lindhoj import GUARDIAN, at
from tests.town import Town

SCRIPTS = {
    "ar": "\u0600-\u06ff",
    "fa": "\u0600-\u06ff",
    "ti": "\u1200-\u137f",
    "uk": "\u0400-\u04ff",
}
MAILS = {
    "fi": "Koulubussi on aina myöhässä, ja lapset joutuvat odottamaan sateessa. Voitteko auttaa?",
    "ar": "الحافلة المدرسية تتأخر كل يوم والأطفال ينتظرون في البرد. أرجو أن تجدوا حلا.",
    "pl": "Autobus szkolny zawsze się spóźnia i dzieci czekają na deszczu. Proszę coś z tym zrobić.",
    "uk": "Шкільний автобус завжди запізнюється, і діти чекають під дощем. Будь ласка, зробіть щось.",
}


def in_language(template, language):
    complainant: Complainant = replace(CASE.complainant, second_language=language)
    scene = SCENES.get(template, SCENE)
    return write(template, scene=replace(scene, case=replace(CASE, complainant=complainant)))


@pytest.mark.parametrize("template", ACKNOWLEDGEMENTS)
@pytest.mark.parametrize("language", SECOND_LANGUAGES)
def test_every_acknowledgement_has_it_in_both_forms(template, language):
    written = in_language(template, language)
    paragraphs = [attributes for tag, attributes in tags(written.html) if attributes.get("lang") == language]
    assert [attributes["dir"] for attributes in paragraphs] == ["auto"]
    assert words_of_text(written.text) == shown(written.html).split()
    if script := SCRIPTS.get(language):
        assert len(re.findall(f"[{script}]", written.text)) > 15


@pytest.mark.parametrize("language", SECOND_LANGUAGES)
def test_it_says_number_date_and_whom_to_ring(language):
    added = in_language("acknowledgement", language).text
    assert added.count("LH-2026-0147") == 2
    assert "12.3.2026" in added
    assert "112" in in_language("acknowledgement_acute", language).text.split("In English")[0][-400:]


@pytest.mark.parametrize("language", SECOND_LANGUAGES)
def test_a_protected_sender_gets_no_detail_in_any_language(language):
    written = in_language("acknowledgement_protected", language)
    assert "LH-" not in written.text
    assert "2026" not in written.text


@pytest.mark.parametrize("language", MAILS)
def test_g85_the_letter_follows_the_mails_language(language):
    town = Town()
    town.writes(MAILS[language], at=at("2026-03-10T10:00"))
    letter = town.letters_to(GUARDIAN)[0]
    assert f'lang="{language}"' in letter.html
    assert letter.text.index("Tack") < letter.text.index("In English")


def test_an_english_mail_is_answered_in_english_with_swedish_beside_it():
    town = Town()
    town.writes("The school bus never comes on time and nobody answers our letters about it.")
    letter = town.letters_to(GUARDIAN)[0]
    assert "We have received your email" in letter.subject
    assert "På svenska" in letter.text
