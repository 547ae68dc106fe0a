"""The training mails, written for this project (infra/training/README.md)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from complaints.judgement.learned import DANGEROUS
from complaints.model import Lane
from lyhord import LyhordError

MAILS = Path(__file__).parents[2] / "training" / "mails"


@dataclass(frozen=True)
class TrainingMail:
    """A mail and what a person says of it. `style`: the imagined writer. `category` may be empty."""

    style: str
    sender: str  # guardian, pupil, staff, other
    subject: str
    text: str
    lanes: tuple[Lane, ...]  # the main one first
    category: str
    swedish: bool

    @property
    def dangers(self) -> frozenset[Lane]:
        """The dangerous lanes it belongs to."""
        return frozenset(self.lanes) & frozenset(DANGEROUS)


def read_mails(folder: Path = MAILS) -> list[TrainingMail]:
    """Every mail, in the order of files and lines. Raises LyhordError naming the wrong file and line."""
    return [
        _mail(file, number, line)
        for file in sorted(folder.glob("*/*.jsonl"))
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if line.strip()
    ]


def digest(mails: Iterable[TrainingMail]) -> str:
    """The same for the same mails: the artefact says what it was learned from."""
    return sha256("\n".join(map(repr, mails)).encode("utf-8", "replace")).hexdigest()


def _mail(file: Path, number: int, line: str) -> TrainingMail:
    try:
        given = json.loads(line)
        return TrainingMail(
            style=given["style"],
            sender=given["from"],
            subject=given["subject"],
            text=given["text"],
            lanes=tuple(dict.fromkeys(map(Lane, (given["lane"], *given["also"])))),
            category=given["category"] or "",
            swedish=given["language"] == "sv",
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise LyhordError(f"{file}, line {number} is no training mail: {problem!r}") from problem
