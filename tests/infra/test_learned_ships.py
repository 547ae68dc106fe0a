"""What was learned is deployed with what judges."""

from lyhord.build import _tree
from tests.lindhoj import ROOT


def test_the_learned_weights_are_among_the_files_of_every_function():
    assert "complaints/judgement/learned.bin" in _tree(ROOT / "functions/complaints", "complaints")
