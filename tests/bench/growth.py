"""(e) What the ways cost however many cases there are: the same, since all is read by key or in bites."""

from collections.abc import Iterable, Sequence

from tests.bench.cost import Run, measured

CASES = (1_000, 100_000, 1_000_000)
REACHED_BY_CALCULATION = 10_000_000
WAYS = (
    ("new case", "ReceiveMail"),
    ("new case of who has many", "ReceiveMail"),
    ("reply", "ReceiveMail"),
    ("new topic", "ReceiveMail"),
    ("new case", "SendLetters"),
    ("tick, nothing due", "Tick"),
    ("reminder", "Tick"),
    ("tick, organisation changed", "Tick"),
    ("reminder", "FollowUp"),
    ("answer leaves", "FollowUp"),
)
COUNTED = {"items": "items", "read": "R", "write": "W", "calls": "calls"}


def lines(sizes: Sequence[int] = CASES) -> Iterable[str]:
    """The table; through the DynamoDB adapter and the emulator's own table."""
    runs = [{(run["way"], run["function"]): run for run in measured(cases)} for cases in sizes]
    yield "| way | function | " + " | ".join(f"{cases:,} cases" for cases in sizes) + " | 10 million | |"
    yield "|---|---|" + "---|" * (len(sizes) + 2)
    for way in WAYS:
        told = [run[way] for run in runs]
        cells = [*map(_told, told), _told(reached(sizes, told)), "flat" if is_flat(told) else "grows"]
        yield f"| {' | '.join(way)} | {' | '.join(cells)} |"
    yield ""
    yield (
        "Rows read, R and W: read and write units. A tenth of the cases are one sender's, all came within"
        " eight days, and ten thousand wait for a step. The last column is calculated: on the line through"
        " the two before it."
    )


def reached(sizes: Sequence[int], runs: Sequence[Run]) -> Run:
    """What ten million cases would take, on the line through the two largest sizes that were measured."""
    (low, high), (before, after) = sizes[-2:], runs[-2:]
    ahead = (REACHED_BY_CALCULATION - high) / (high - low)
    return {name: round(after[name] + ahead * (after[name] - before[name]), 1) for name in COUNTED}


def is_flat(runs: Sequence[Run]) -> bool:
    """Whether the largest table costs no more than the one before it."""
    return all(runs[-1][name] <= runs[-2][name] for name in COUNTED)


def _told(run: Run) -> str:
    return ", ".join(f"{run[name]:g} {unit}" for name, unit in COUNTED.items())
