"""What was learned is deployed with what judges."""

from pathlib import Path

from lyhord.build import _tree

ROOT = Path(__file__).parents[2]


def test_the_learned_weights_are_among_the_files_of_every_function():
    assert "complaints/judgement/learned.bin" in _tree(ROOT / "functions/complaints", "complaints")
