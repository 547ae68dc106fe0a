"""The pattern language that coordinators write word lists in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.judgement.groups import groups
from complaints.judgement.lists import word_lists
from complaints.judgement.matching import find, find_all
from complaints.judgement.patterns import PatternError, parse
from complaints.judgement.words import LONGEST_SENTENCE, MOST_WORDS, Words


def found(pattern, text, subject=""):
    return [hit.words for hit in find(pattern, Words(subject, text))]


@pytest.mark.parametrize(
    ("pattern", "text", "hits"),
    [
        ("mat", "mat", ["mat"]),
        ("mat", "Mat, MAT och mat!", ["Mat", "MAT", "mat"]),
        ("mat", "information, klimat, matte, automat", []),
        ("skolmat*", "Skolmaten i skolmatsalen", ["Skolmaten", "skolmatsalen"]),
        ("skolmat*", "förskolmat", []),
        ("får inga svar", "vi får inga svar", ["får inga svar"]),
        ("får inga svar", "vi får. Inga svar", []),
        ("buss-kompis*", "Buss-kompisarna, busskompisar", ["Buss kompisarna"]),
        ("rast / rasten + kort", "rasten är för kort", ["rasten kort"]),
        ("rast / rasten + kort", "kort är rasten", ["kort rasten"]),
        ("rast / rasten + kort", "Rasten är bra. Lektionen är kort.", []),
        ("rasten + kort", "rasten " + "är " * 12 + "kort", []),
        ("rasten + kort", "kort " + "är " * 12 + "rasten", []),
        ("Ås", "på Ås", ["Ås"]),
        ("Ås", "på ås", []),
        ("Ås", "PÅ ÅS", ["ÅS"]),
        ("rast + rast", "en rast", []),
        ("lås*", "laset ar trasigt och dorren ar oppen", ["laset"]),
        ("lås*", "Det är på Åskolan där vi läser en lasagne på gården", []),
    ],
)
def test_a_pattern_matches_what_it_says(pattern, text, hits):
    assert found(pattern, text) == hits


def test_a_pattern_does_not_reach_from_the_subject_into_the_text():
    assert found("kall mat", "mat", subject="kall") == []
    assert found("kall + mat", "mat", subject="kall") == []


@pytest.mark.parametrize(
    "pattern", ["", " ", "+", "a +", "a / ", "*", "ab*", "a*b", "**", "…", "a b c d e f g h i j k l m"]
)
def test_a_pattern_that_cannot_be_meant_so_is_refused(pattern):
    with pytest.raises(PatternError):
        parse(pattern)


def test_a_trap_takes_away_only_what_it_covers():
    hits = find_all(["buss", "bussen"], ["buss kompis*"], Words("", "buss kompisar bråkar på bussen"))

    assert [hit.words for hit in hits] == ["bussen"]


def test_a_wider_hit_counts_instead_of_the_words_within():
    hits = find_all(["mat", "kall mat"], [], Words("", "kall mat"))

    assert [hit.words for hit in hits] == ["kall mat"]


@given(st.text(max_size=300), st.text(max_size=3000))
def test_any_text_can_be_read_in_bounds(subject, text):
    words = Words(subject, text)
    sentences = [word.sentence for word in words.all]

    assert len(words.all) <= MOST_WORDS + LONGEST_SENTENCE
    assert sentences == sorted(sentences)
    assert max(map(sentences.count, set(sentences)), default=0) <= LONGEST_SENTENCE


def test_every_list_of_the_release_is_readable():
    lists = word_lists()
    signals = [*lists.lanes.values(), lists.dissatisfaction, lists.sensitive, lists.right_to_education]
    leaders = lists.leaders
    patterns = [p for s in signals for p in (*s.words, *s.traps, *s.subject, *s.from_staff)]
    patterns += [p for words in lists.matters.values() for p in words]
    patterns += [*leaders.others, *leaders.surely, *leaders.likely]
    patterns += [p for pair in leaders.together for side in pair for p in side]
    patterns += [p for titles in leaders.titles.values() for p in titles]
    patterns += [*lists.units.traps, *lists.units.before, *lists.units.open_country]
    patterns += groups().values()

    assert all(parse(pattern) for pattern in patterns)
