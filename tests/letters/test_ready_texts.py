"""The phrase bank and the reasons for dismissing: in every language, easy to read, in order as they are."""

from importlib.resources import files

import pytest

from complaints.process.commands.phrases import DISMISSALS, LANGUAGES, PHRASES, found, phrases
from complaints.process.outgoing.checks import Text, stopped_by, warnings
from complaints.process.outgoing.names import Names
from complaints.process.outgoing.own_words import open_slots, own_words
from tests.builders import a_case
from tests.letters.reading import lix
from tests.lindhoj import lindhoj

EVERY = [
    (kind, phrase) for kind in (PHRASES, DISMISSALS) for lang in LANGUAGES for phrase in phrases(kind, lang)
]


@pytest.mark.parametrize("kind", [PHRASES, DISMISSALS])
def test_every_language_has_the_same_texts_under_names_of_their_own(kind):
    swedish, english = (phrases(kind, language) for language in LANGUAGES)
    assert [phrase.file for phrase in swedish] == [phrase.file for phrase in english]
    assert len({phrase.name for phrase in (*swedish, *english)}) == len({p.name for p in swedish}) + len(
        english
    )
    assert files("templates") / "sv" / kind


@pytest.mark.parametrize(("kind", "phrase"), EVERY, ids=lambda each: getattr(each, "name", each))
def test_a_ready_text_is_easy_and_would_pass_as_it_is(kind, phrase):
    assert phrase.version.startswith("Version ")
    assert lix(phrase.text) <= 40
    assert open_slots(phrase.text) == []
    assert own_words(phrase.text) == phrase.text
    checked = Text(phrase.text, Names.around(a_case(), "maltidschef", lindhoj()))
    assert (warnings(checked), stopped_by(checked)) == ({}, {})


@pytest.mark.parametrize(
    ("words", "file", "rest"),
    [
        ("Rasttider", "rasttider.txt", ""),
        ("RASTTIDER. Vi ses.", "rasttider.txt", "Vi ses."),
        ("break times", "rasttider.txt", ""),
        ("vi ringer\nPå fredag.", "vi-ringer.txt", "På fredag."),
        ("rasttiderna är nya", None, None),
        ("", None, None),
    ],
)
def test_a_text_is_found_by_its_name_in_either_language(words, file, rest):
    hit = found(PHRASES, words, "sv")
    assert (hit[0].file, hit[1]) == (file, rest) if file else hit is None
