"""(e) What the ways cost when many cases lie in the table: the same; all is read by key or by what is due."""

from collections.abc import Iterable

from tests.bench.cost import measured

CASES = (0, 1_000)
WAYS = (
    ("new case", "ReceiveMail"),
    ("new case", "SendLetters"),
    ("tick, nothing due", "Tick"),
    ("reminder", "Tick"),
    ("reminder", "FollowUp"),
)


def lines() -> Iterable[str]:
    """The table; through the DynamoDB adapter and the emulator's own table."""
    yield "| way | function | " + " | ".join(f"{cases:,} cases" for cases in CASES) + " |"
    yield "|---|---|" + "---|" * len(CASES)
    runs = [{(run["way"], run["function"]): run for run in measured(cases)} for cases in CASES]
    for way in WAYS:
        told = (f"{run[way]['calls']} calls, {run[way]['read']:g} R, {run[way]['write']:g} W" for run in runs)
        yield f"| {' | '.join(way)} | {' | '.join(told)} |"
    yield "\nR and W: read and write units."
