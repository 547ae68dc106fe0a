"""Sentences that say a danger outright, and such as only sound so (infra/training/README.md)."""

import json
from dataclasses import dataclass
from pathlib import Path

from complaints.model import Lane
from lyhord import LyhordError

SENTENCES = Path(__file__).parents[2] / "training" / "sentences"
EXAM_SENTENCES = SENTENCES.with_name("sentences-exam")  # never learned from: `make judge` measures by them


@dataclass(frozen=True)
class Sentence:
    """One of those. `lane`: the danger that it says outright; None: it only sounds so."""

    lane: Lane | None
    language: str
    text: str


def read_sentences(folder: Path = SENTENCES) -> list[Sentence]:
    """Every sentence, in the order of files and lines. Raises LyhordError naming the wrong file and line."""
    return [
        _sentence(file, number, line)
        for file in sorted(folder.glob("*.jsonl"))
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
    ]


def _sentence(file: Path, number: int, line: str) -> Sentence:
    try:
        given = json.loads(line)
        lane = Lane(given["lane"]) if given["lane"] else None
        return Sentence(lane, given["language"], given["text"])
    except (KeyError, TypeError, ValueError) as problem:
        raise LyhordError(f"{file}, line {number} is no sentence to learn from: {problem!r}") from problem
