"""Foreign text: what is cleaned away, and how little of it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.mail.cleaning import MOST_MARKS, clean_line, clean_text

ABOVE, BELOW = "\u0300", "\u0323"
MADE_OF_TWO = "\u0f73"  # Tibetan; its own combining class is 0, theirs is not


@pytest.mark.parametrize("marks", [ABOVE + BELOW, MADE_OF_TWO], ids=["accents", "made of two"])
@pytest.mark.parametrize("clean", [clean_text, clean_line])
def test_of_a_hostile_run_of_marks_the_first_are_kept(clean, marks):
    cleaned = clean(f"Maten{marks * 100_000} är kall")
    assert cleaned.startswith("Mate")
    assert cleaned.endswith(" är kall")
    assert len(cleaned) < len("Maten är kall") + 2 * MOST_MARKS + 1


@pytest.mark.parametrize("text", ["—" * 80, "═" * 80, "🎉" * 80, "❤️" * 80, "👩‍👩‍👧" * 40, "สวัสดีครับ", "שָׁלוֹם"])
def test_no_rule_and_no_emoji_is_cut(text):
    assert clean_text(text) == unicodedata.normalize("NFC", text)


@given(st.text(st.sampled_from("ao\u030a\u0308\u0323—🎉 "), max_size=MOST_MARKS))
def test_marks_of_a_letter_are_composed_with_it(text):
    assert clean_text(f"x{text}x") == unicodedata.normalize("NFC", f"x{text}x")
