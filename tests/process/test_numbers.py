"""Numbers as staff write them, row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.process.commands.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("LH-2026-0003", ["LH-2026-0003"]),
        ("lh-2026-3", ["LH-2026-0003"]),
        ("LH-2025-0140, 12 och 15", ["LH-2025-0140", "LH-2026-0012", "LH-2026-0015"]),
        ("12, LH-2026-0012", ["LH-2026-0012"]),
        ("ärendet från 3/4 kl 10:30", []),
        ("7B är samma sak", []),
        ("3\nDet var 14 barn.", ["LH-2026-0003"]),
        ("", []),
    ],
)
def test_the_first_line_names_cases(text, numbers):
    assert list(numbers_in(text, "LH", 2026)) == numbers


@given(st.text(max_size=60))
def test_nothing_that_is_written_breaks_the_reader(text):
    assert all(number.startswith("LH-") for number in numbers_in(text, "LH", 2026))
