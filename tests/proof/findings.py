"""What was tried, and what came of it."""

import sys
from collections import Counter
from dataclasses import dataclass, field

import pytest

from tests.proof.ending import MAILS, Ending
from tests.proof.forks import Outcome

LOST, DOUBLED_CASES, DOUBLED_LETTERS = "lost", "doubled cases", "doubled"
CASE = '"sk": "CASE"'
SHOWN, BEFORE = 300, 80  # characters of a difference, and how many of them come before it


@dataclass
class Findings:
    """`wrong` holds whatever is not as it must be, `measured` what further programs say of themselves.

    `counts` has, by their names in the report, what was tried and what came of it.
    """

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    measured: list[str] = field(default_factory=list)

    def add(self, other: "Findings") -> None:
        """Have what another process found, too."""
        self.counts += other.counts
        self.wrong += other.wrong
        self.measured += other.measured

    def ran(self, report: pytest.TestReport) -> None:
        """A further program told how it went."""
        if report.failed:
            self.tell(f"{report.nodeid}:\n{report.longreprtext[-3000:]}")
        if report.when == "call":
            self.counts["program"] += report.passed
            self.measured += [str(value) for name, value in report.user_properties if name == "measured"]

    def undisturbed(self, report: pytest.TestReport) -> None:
        """A story fails, though nothing befell it."""
        self.tell(f"{report.nodeid} fails undisturbed:\n{report.longreprtext}")

    def judge(self, story: str, undisturbed: Outcome, outcome: Outcome) -> None:
        """Compare how another life of a story ended with how it ended undisturbed."""
        self.counts[outcome.kind] += 1
        self.counts["met two"] += outcome.kind == "pair" and len(outcome.met) > 1
        said = outcome.failure or undisturbed.failure or undisturbed.stopped
        for broken in (LOST, DOUBLED_LETTERS):
            self.counts[broken] += outcome.failure.count(f"{broken}: ")
        if outcome.stopped and not said:
            self.counts["otherwise"] += 1
            self.counts["twice"] += outcome.again
            print(f"\n{story}, otherwise: {'; '.join(outcome.met)}: {outcome.stopped}", file=sys.stderr)
            return
        for meant, came in zip(undisturbed.endings, outcome.endings, strict=not said):
            self.counts.update(_losses(meant, came, in_window=outcome.in_window))
            again = came.letters - meant.letters
            if outcome.in_window and again <= meant.letters:
                self.counts["twice"] += again.total()
                again = Counter()
            said += _told("letters", again, meant.letters - came.letters)
            said += _told("kept", came.kept - meant.kept, meant.kept - came.kept)
        if said:
            self.tell(f"{story}: {'; then '.join(outcome.met) or outcome.life}: {said}")

    def tell(self, finding: str) -> None:
        """Something is wrong: say so at once."""
        self.wrong.append(finding)
        print(f"\n{finding}", file=sys.stderr, flush=True)


def _losses(meant: Ending, came: Ending, *, in_window: bool) -> dict[str, int]:
    """What of it must never be, under any name."""
    kept = [key for key in meant.kept - came.kept if key.startswith(MAILS)]
    cases = [sum(CASE in row for row in ending.kept.elements()) for ending in (came, meant)]
    again = (came.letters - meant.letters) & meant.letters
    return {
        LOST: len(kept) + max(meant.letters.total() - came.letters.total(), 0),
        DOUBLED_CASES: max(cases[0] - cases[1], 0),
        DOUBLED_LETTERS: 0 if in_window else again.total(),
    }


def _told(what: str, more: Counter[str], less: Counter[str]) -> str:
    """What is there too much and what is missing; of what is nearly the same only where it differs."""
    lines, missing = [], list(less.elements())
    for came in more.elements():
        meant = max(missing, key=lambda one: _shared(one, came), default="")
        start = max(_shared(meant, came) - BEFORE, 0)
        if start:
            missing.remove(meant)
            lines.append(f"{what} differ: {came[start:][:SHOWN]}\n         from: {meant[start:][:SHOWN]}")
        else:
            lines.append(f"{what}, too much: {came[:SHOWN]}")
    lines += [f"{what}, missing: {meant[:SHOWN]}" for meant in missing]
    return "".join(f"\n    {line}" for line in lines)


def _shared(one: str, other: str) -> int:
    """How many characters at the beginning of two texts are the same."""
    return next((n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
