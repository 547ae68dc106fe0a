"""The first line of a staff mail, row by row: this table is the policy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.judgement.naming import distance
from complaints.process.commands.reading import read
from complaints.process.commands.spelling import plain
from complaints.process.commands.table import COMMANDS, OPENINGS
from complaints.process.outgoing.own_words import leaks
from tests.builders import a_case
from tests.lindhoj import lindhoj

COMMAND, HELP, NOTE = "command", "help", "note"


def understood(text):
    found = read(text, COMMANDS)
    kind = COMMAND if found.command else HELP if found.meant or found.unknown else NOTE
    return kind, found.command.words[0] if found.command else "", found.order.text


@pytest.mark.parametrize(
    ("text", "kind", "command", "words"),
    [
        ("Klart. Vi har bytt kock.", COMMAND, "Klart", "Vi har bytt kock."),
        ("klart: Vi har bytt kock.", COMMAND, "Klart", "Vi har bytt kock."),
        ("KLART!\nVi har bytt kock.\n\n/Peter", COMMAND, "Klart", "Vi har bytt kock.\n\n/Peter"),
        ("  Klart\nVi har bytt kock.", COMMAND, "Klart", "Vi har bytt kock."),
        ("Hej!\n\nKlart. Vi har bytt kock.", COMMAND, "Klart", "Vi har bytt kock."),
        ("Hej Annika,\nKlart! Vi har bytt kock.", COMMAND, "Klart", "Vi har bytt kock."),
        ("**Klart.** Vi har bytt kock.", COMMAND, "Klart", "Vi har bytt kock."),
        ("Done. We have a new cook.", COMMAND, "Klart", "We have a new cook."),
        # help: nearly a command, one we do not have, one without words
        ("Klar. Vi har bytt kock.", HELP, "", None),
        ("Klatr. Vi har bytt kock.", HELP, "", None),
        ("Klart vi ska ordna det", HELP, "", None),
        ("Klart.", HELP, "", ""),
        ("Hyfs: Kullaskolan", HELP, "", None),
        # notes: words that only resemble
        ("Jag ringer i morgon.", NOTE, "", "Jag ringer i morgon."),
        ("Det är klart. Vi har bytt kock.", NOTE, "", "Det är klart. Vi har bytt kock."),
        ("Hej!\nHon klagar alltid.", NOTE, "", "Hon klagar alltid."),
        ("", NOTE, "", ""),
        ("👍", NOTE, "", "👍"),
    ],
)
def test_the_first_line_decides(text, kind, command, words):
    found = understood(text)
    assert found[:2] == (kind, command)
    if words is not None:
        assert found[2] == words


@pytest.mark.parametrize("table", [COMMANDS, OPENINGS])
def test_no_two_commands_share_a_word(table):
    words = [word.casefold() for command in table for word in command.words]
    assert len(words) == len(set(words))


@given(st.text(max_size=200))
def test_only_a_commands_own_word_ever_commands(text):
    found = read(text, COMMANDS)
    if found.command:
        starts = [plain(line.strip(" *")) for line in text.strip().splitlines()[:3]]
        words = tuple(plain(word) for word in found.command.words)
        assert any(start.startswith(words) for start in starts)


@given(
    st.text(max_size=100), st.sampled_from(["skola.lindhoj.example", "[LH-2026-0001]"]), st.text(max_size=100)
)
def test_no_answer_ever_carries_our_own_letter_out(before, mark, after):
    assert leaks(f"{before}\n{mark}{after}", a_case(), lindhoj())


@given(st.text("klart", max_size=6), st.text("klart", max_size=6))
def test_distance_is_symmetric_and_nought_for_equals_alone(one, other):
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
