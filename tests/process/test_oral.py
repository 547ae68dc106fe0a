"""What an oral report tells, row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.model import Writer
from complaints.process.commands.oral import heard

GUARDIAN, PUPIL = Writer.GUARDIAN, Writer.PUPIL


@pytest.mark.parametrize(
    ("text", "complainants", "writer", "solved"),
    [
        ("två föräldrar missnöjda med nya rasttiderna. Pratat, löst.", 2, GUARDIAN, True),
        ("Fyra arga vårdnadshavare i 4B om läxorna.", 4, GUARDIAN, False),
        ("En mamma ringde om maten. Det är löst.", 1, GUARDIAN, True),
        ("en mamma och en pappa tycker att skolgården är mörk", 2, GUARDIAN, False),
        ("3 elever säger att toaletterna är äckliga", 3, PUPIL, False),
        ("två föräldrar säger att fem elever bråkar", 2, GUARDIAN, False),
        ("flera föräldrar missnöjda med schemat", 2, GUARDIAN, False),
        ("missnöje med bussen", 1, GUARDIAN, False),
        ("Två föräldrar. Jag pratade med en pappa. Ordnat.", 2, GUARDIAN, True),
        ("en pappa om maten. Inte löst än.", 1, GUARDIAN, False),
        ("en pappa om maten. Det är ännu inte löst.", 1, GUARDIAN, False),
        ("en pappa om maten. Delvis löst.", 1, GUARDIAN, False),
        ("en pappa om maten. Olöst.", 1, GUARDIAN, False),
        ("en pappa om maten. Hur kan det bli löst?", 1, GUARDIAN, False),
        ("en pappa om maten. Åtgärdat i dag.", 1, GUARDIAN, True),
        ("Two parents about lunch. Talked, solved.", 2, GUARDIAN, True),
        ("two parents about lunch. Not solved.", 2, GUARDIAN, False),
    ],
)
def test_what_was_told(text, complainants, writer, solved):
    told = heard(text)
    assert (told.complainants, told.writer, told.solved) == (complainants, writer, solved)


@given(st.text(max_size=100))
def test_nobody_complains_less_than_once(text):
    assert heard(text).complainants >= 1
