"""The first line of a staff reply, row by row: this table is the policy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.process.commands import Kind, understand

MARKS = ("skola.lindhoj.example", "[LH-2026-0001]")


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Klart. Vi har bytt kock.", Kind.ANSWER, "Vi har bytt kock."),
        ("klart: Vi har bytt kock.", Kind.ANSWER, "Vi har bytt kock."),
        (
            "KLART!\nVi har bytt kock.\n\nHälsningar Peter",
            Kind.ANSWER,
            "Vi har bytt kock.\n\nHälsningar Peter",
        ),
        ("  Klart\nVi har bytt kock.", Kind.ANSWER, "Vi har bytt kock."),
        ("Hej!\n\nKlart. Vi har bytt kock.", Kind.ANSWER, "Vi har bytt kock."),
        ("Hej Annika,\nKlart! Vi har bytt kock.", Kind.ANSWER, "Vi har bytt kock."),
        ("**Klart.** Vi har bytt kock.", Kind.ANSWER, "Vi har bytt kock."),
        ("Done. We have a new cook.", Kind.ANSWER, "We have a new cook."),
        # help: nearly a command, one we do not have, one without words, one that would leak
        ("Klar. Vi har bytt kock.", Kind.HELP, None),
        ("Klatr. Vi har bytt kock.", Kind.HELP, None),
        ("Klart vi ska ordna det", Kind.HELP, None),
        ("Klart.", Kind.HELP, None),
        ("Enhet: Kullaskolan", Kind.HELP, None),
        ("förläng: 24 mars", Kind.HELP, None),
        ("Klart. Bra.\nFrån: Lindhöj <klagomal@skola.lindhoj.example>", Kind.HELP, None),
        ("Klart. Bra.\nÄmne: [LH-2026-0001] Svara senast", Kind.HELP, None),
        # notes: words that only resemble
        ("Jag ringer i morgon.", Kind.NOTE, "Jag ringer i morgon."),
        ("Det är klart. Vi har bytt kock.", Kind.NOTE, "Det är klart. Vi har bytt kock."),
        ("ok", Kind.NOTE, "ok"),
        ("Hej!\nHon klagar alltid.", Kind.NOTE, "Hon klagar alltid."),
        ("", Kind.NOTE, ""),
        ("👍", Kind.NOTE, "👍"),
    ],
)
def test_the_first_line_decides(text, kind, words):
    command = understand(text, quoted_marks=MARKS)
    assert command.kind is kind
    if words is not None:
        assert command.text == words


@given(st.text(max_size=200))
def test_only_the_word_itself_ever_answers(text):
    if understand(text, quoted_marks=MARKS).kind is Kind.ANSWER:
        first_words = {line.strip(" *").casefold()[:5] for line in text.strip().splitlines()[:3]}
        assert any(word.startswith(("klart", "done")) for word in first_words)


@given(st.text(max_size=100), st.sampled_from(MARKS), st.text(max_size=100))
def test_no_answer_ever_carries_our_own_letter_out(before, mark, after):
    assert understand(f"Klart. {before}\n{mark}{after}", quoted_marks=MARKS).kind is not Kind.ANSWER
