"""What a person sees on a terminal."""

import pytest

from complaints.model import State
from lyhord.cli import show


def a_line(**changes: object) -> dict[str, object]:
    return {
        "number": "LH-2026-0001",
        "state": "acknowledged",
        "category": "undervisning",
        "unit": "Centralskolan",
        "answer_by": "2026-03-19",
        "subject": "Skolskjutsen från Norrhult är sen varje morgon",
        "owner": {"name": "Kristina Lindqvist"},
    } | changes


def test_in_eighty_columns_no_word_of_the_list_of_cases_is_cut(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    show.cases([a_line(state=state.value) for state in State], as_json=False)
    said = capsys.readouterr().out
    assert max(map(len, said.splitlines())) <= 80
    words = {"undervisning,", "Centralskolan", "Skolskjutsen", "Lindqvist", "2026-03-19", "LH-2026-0001"}
    assert words | {state.value for state in State} <= set(said.split())
