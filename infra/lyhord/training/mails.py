"""The training mails, written for this project (infra/training/README.md)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from complaints.model import Lane
from complaints.policy import DANGEROUS
from lyhord import LyhordError

MAILS = Path(__file__).parents[2] / "training" / "mails"
EXAM = MAILS.with_name("exam")  # never learned from: `make judge` measures by them
LANE_BY_LANE = MAILS.with_name("lane-by-lane.txt")  # writers whose mails are not as they come


@dataclass(frozen=True)
class TrainingMail:
    """A mail and what a person says of it. `style`: the imagined writer. `category` may be empty."""

    style: str
    sender: str  # guardian, pupil, staff, other
    subject: str
    text: str
    lanes: tuple[Lane, ...]  # the main one first
    category: str
    language: str
    unit: str = ""  # id, where the mail itself lets one know
    against: str = ""  # head_of_unit, deputy_head or head: the leader complained about
    matters: int = 1  # that need different people
    sensitive: bool = False
    evidence: tuple[str, ...] = ()  # pieces of subject or text that show the danger, word for word

    @property
    def writer(self) -> str:
        """Who invented it, all styles together."""
        return self.style.partition("-")[0]

    @property
    def swedish(self) -> bool:
        """Whether it is written in Swedish."""
        return self.language == "sv"

    @property
    def dangers(self) -> frozenset[Lane]:
        """The dangerous lanes it belongs to."""
        return frozenset(self.lanes) & frozenset(DANGEROUS)


def read_mails(folder: Path = MAILS) -> list[TrainingMail]:
    """Every mail, in the order of files and lines. Raises LyhordError naming the wrong file and line."""
    return [mail for file in sorted(folder.glob("*/*.jsonl")) for mail in read_file(file)]


def read_file(file: Path) -> list[TrainingMail]:
    """The mails of one file, a line each. Raises LyhordError naming the wrong line."""
    lines = enumerate(file.read_text("utf-8").splitlines(), start=1)
    return [_mail(file, number, line) for number, line in lines if line.strip()]


def writers_lane_by_lane() -> frozenset[str]:
    """The first writers, who wrote one lane after the other, much of it to be mistaken."""
    return frozenset(LANE_BY_LANE.read_text("utf-8").split())


def digest(examples: Iterable[object]) -> str:
    """The same for the same mails or sentences: the artefact says what it was learned from."""
    return sha256("\n".join(map(repr, examples)).encode("utf-8", "replace")).hexdigest()


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
            language=given["language"],
            unit=given["unit"] or "",
            against=given.get("against") or "",
            matters=given.get("matters", 1),
            sensitive=given["sensitive"],
            evidence=tuple(given.get("evidence", ())),
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise LyhordError(f"{file}, line {number} is no training mail: {problem!r}") from problem
