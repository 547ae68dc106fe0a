"""What was tried, and what came of it."""

import sys
from collections import Counter
from dataclasses import dataclass, field

from tests.proof.forks import Outcome

SHOWN, BEFORE = 300, 80  # characters of a difference, and how many of them come before it


@dataclass
class Findings:
    """`twice` counts letters that left twice in SES's window, `wrong` holds every other difference.

    `otherwise` counts lives in which a story stopped at what it says of times or tries, with every promise
    kept.
    """

    twice: int = 0
    otherwise: int = 0
    wrong: list[str] = field(default_factory=list)

    def judge(self, story: str, undisturbed: Outcome, outcome: Outcome) -> None:
        """Compare how another life of a story ended with how it ended undisturbed."""
        said = outcome.failure or undisturbed.failure or undisturbed.stopped
        if outcome.stopped and not said:
            self.otherwise += 1
            self.twice += outcome.again
            print(f"\n{story}, otherwise: {'; '.join(outcome.met)}: {outcome.stopped}", file=sys.stderr)
            return
        for meant, came in zip(undisturbed.endings, outcome.endings, strict=not said):
            again = came.letters - meant.letters
            if outcome.in_window and again <= meant.letters:
                self.twice += again.total()
                again = Counter()
            said += _told("letters", again, meant.letters - came.letters)
            said += _told("kept", came.kept - meant.kept, meant.kept - came.kept)
        if said:
            self._tell(f"{story}: {'; then '.join(outcome.met) or outcome.life}: {said}")

    def _tell(self, finding: str) -> None:
        self.wrong.append(finding)
        print(f"\n{finding}", file=sys.stderr, flush=True)


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
