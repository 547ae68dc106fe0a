"""docs/rows.md names tests that there are, each row once and in order."""

import re

import pytest

from tests.lindhoj import ROOT

TEXT = (ROOT / "docs" / "rows.md").read_text("utf-8")
NUMBERS = [int(number) for number in re.findall(r"^\| G(\d+) \|", TEXT, re.MULTILINE)]


def test_the_rows_stand_in_order_and_none_twice():
    assert len(NUMBERS) > 50
    assert sorted(set(NUMBERS)) == NUMBERS


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`(tests/[^`]*)`", TEXT))))
def test_what_a_row_names_is_there(named):
    path, _, function = named.partition("::")
    assert (ROOT / path).exists()
    if function:
        assert f"def {function.rstrip('*')}" in (ROOT / path).read_text("utf-8")
