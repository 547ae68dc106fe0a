"""What complainants say of the answers, by quarter and group: `lyhord evaluations`.

A share of fewer than FEWEST answers is not told: it would tell of somebody. How many were asked, and how many
let the question lie, always is.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from complaints.aws import table
from complaints.aws.wire import plain
from complaints.model import Outcome, Tally
from lyhord.engine.aws import System

FEWEST = 5
SAID = (Outcome.YES, Outcome.PARTLY, Outcome.NO)

Item = dict[str, Any]


def counted(system: System) -> list[Item]:
    """A line for each quarter and group, the earliest first."""
    rows = system.rows(table.evaluations_key()["pk"])
    return list(lines(table.tally_from(plain(row)) for row in rows))


def lines(tallies: Iterable[Tally]) -> Iterator[Item]:
    """The tallies as they are told."""
    for tally in sorted(tallies, key=lambda tally: (tally.quarter, tally.writer)):
        solved, treated = _said(tally, ""), _said(tally, "treated_")
        yield {
            "quarter": tally.quarter,
            "writer": tally.writer.value,
            "asked": tally.counts.get("asked", 0),
            "answers": solved if sum(solved.values()) >= FEWEST else None,
            "solved": _share(solved),
            "treated_well": _share(treated),
            "no_reply": tally.counts.get(Outcome.NO_REPLY.value, 0),
            "unread": tally.counts.get(Outcome.UNREAD.value, 0),
            "declined": tally.counts.get(Outcome.DECLINED.value, 0),
        }


def _said(tally: Tally, prefix: str) -> dict[str, int]:
    return {outcome.value: tally.counts.get(prefix + outcome.value, 0) for outcome in SAID}


def _share(said: dict[str, int]) -> float | None:
    """How many of those who answered said yes, between 0 and 1; None where too few answered."""
    answers = sum(said.values())
    return round(said[Outcome.YES.value] / answers, 2) if answers >= FEWEST else None
