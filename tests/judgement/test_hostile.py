"""Mails made to cost time are judged like others: work that is quadratic in a length takes minutes."""

import pytest

from complaints.judgement import judge
from complaints.judgement.features import traits
from complaints.judgement.naming import Names
from complaints.judgement.words import LONGEST_WORD, SENTENCE_END, Words, split
from complaints.mail.text import LONGEST_TEXT
from complaints.model import Lane

SAID = "Skolmaten på Åskolan är kall"
HOSTILE = {
    "dots": ".",
    "marks": "!?",
    "abbreviations": "kl.",
    "commas": ",",
    "quotation marks": '"',
    "quote marks": "> ",
    "line breaks": "\n",
    "line breaks and spaces": " \n\t",
    "spaces": " ",
    "one huge word": "Åskola",
    "underscores": "_",
    "one word": "rektor ",
    "words of many patterns": "jag vill inte ha svar ",
    "names": "Tomas Rydell ",
    "titles and schools": "Rektor Rydell på Åskolan ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_mail_full_of_one_thing_is_judged_by_what_it_says(piece, lindhoj, mail):
    length = LONGEST_TEXT - len(SAID) - 3
    found = judge(mail(f"{SAID}. {piece * (length // len(piece))}x"), lindhoj)
    assert (found.unit, found.lane) == ("askolan", Lane.COMPLAINT)


def test_a_run_of_marks_ends_one_sentence_or_none():
    assert [word.sentence for word in split("Maten....x är kall!? Igen... Ja")] == [0, 0, 0, 0, 1, 2]
    assert [found.group() for found in SENTENCE_END.finditer("kl. 8 kom den...! Sent.")] == ["...!", "."]
    assert not list(SENTENCE_END.finditer("." * LONGEST_TEXT + "x"))


def test_a_name_is_found_at_the_beginning_of_however_long_a_word(lindhoj):
    names = Names(lindhoj.units.values(), lindhoj.municipality, ("fritids",))
    assert {name.unit for name in names.of("askolan" + "x" * LONGEST_TEXT)} == {"askolan"}
    assert not names.of("x" * LONGEST_TEXT)


def test_of_however_long_a_word_no_more_is_read_and_kept_than_of_any():
    huge = "å" * LONGEST_TEXT
    for words in ([word.text for word in Words(huge, huge).all], *traits(huge, huge).sentences):
        assert {len(word) for word in words} == {LONGEST_WORD}
