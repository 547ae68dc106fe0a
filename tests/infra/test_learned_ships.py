"""What was learned is deployed with what judges."""

from lyhord.build import _tree
from tests.lindhoj import ROOT


def test_the_learned_weights_are_among_the_files_of_every_function():
    shipped = _tree(ROOT / "functions/complaints", "complaints")
    assert {"complaints/judgement/learned.bin", "complaints/judgement/passages.bin"} <= set(shipped)
