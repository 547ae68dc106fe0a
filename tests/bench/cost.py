"""(b) What each way asks of AWS, and what 1,000 complaints cost by the price table."""

import json
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

from tests.bench import prices

Run = dict[str, Any]  # a line of `tests.proof.calls`

COMPLAINTS = 1_000
MEMORY_GB = 1769 / 1024
CALL_SECONDS, CODE_SECONDS = 0.015, 0.1  # assumed: one call to AWS and back, and the code of a run
KMS_CALLS = 2  # assumed, for each run: bucket key and data keys are kept for minutes
TWO_LETTERS = (("new case", "ReceiveMail", 1), ("new case", "SendLetters", 2))
FOLLOW_UP = (
    ("follow-up question", "FollowUp", 1),
    ("follow-up question", "SendLetters", 1),
    ("page", "ShowPage", 2),
)
ANSWER = (
    ("reminder", "FollowUp", 1),
    ("collected reminder", "SendLetters", 1),
    ("answer", "ReceiveMail", 1),
    ("answer", "SendLetters", 1),
    ("answer leaves", "FollowUp", 1),
    ("answer leaves", "SendLetters", 1),
    ("new case", "SendLetters", 1),  # the copy to the school
)
LIVES = {
    "two letters and the follow-up question": (*TWO_LETTERS, *FOLLOW_UP),
    "a whole life: also a copy, a reminder, and an answer that was shown first": (
        *TWO_LETTERS,
        *ANSWER,
        *FOLLOW_UP,
    ),
}
TICKS_A_MONTH = 12 * 24 * 30


def measured(others: int = 0) -> list[Run]:
    """The ways beside so many other cases, in a process of its own: it takes boto3's place on the wire."""
    program = [sys.executable, "-m", "tests.proof.calls", str(others)]
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def lines(runs: list[Run]) -> Iterable[str]:
    """The table of ways, and what lives cost."""
    yield "| way | function | steps | calls | read units | write units | dollars for 1,000 |"
    yield "|---|---|---|---|---|---|---|"
    for run in {(run["way"], run["function"]): run for run in runs}.values():
        yield (
            f"| {run['way']} | {run['function']} | {run['steps']} | {run['calls']} | {run['read']:g} "
            f"| {run['write']:g} | {COMPLAINTS * price(run):.4f} |"
        )
    yield ""
    yield "| 1,000 complaints, each with | dollars | of these SES | by the Essentials plan |"
    yield "|---|---|---|---|"
    for name, life in LIVES.items():
        parts = [(count, _first(runs, way, function)) for way, function, count in life]
        mail = COMPLAINTS * sum(count * _mail(run) for count, run in parts)
        whole = COMPLAINTS * sum(count * price(run) for count, run in parts)
        sent = sum(count * run["requests"].get("sesv2.SendEmail", 0) for count, run in parts)
        more = COMPLAINTS * sent * (prices.MAIL_OUT_ESSENTIALS - prices.MAIL_OUT)
        yield f"| {name} | {whole:.3f} | {mail:.3f} | {whole + more:.3f} |"
    tick = price(_first(runs, "tick, nothing due", "Tick"))
    yield f"| (the tick, for a month, whatever comes) | {TICKS_A_MONTH * tick:.3f} | | |"


def price(run: Run) -> float:
    """What one run costs, in dollars."""
    seconds = CODE_SECONDS + CALL_SECONDS * run["steps"]
    asked = sum(prices.REQUESTS.get(name, 0) * count for name, count in run["requests"].items())
    rows = prices.READ_UNIT * run["read"] + prices.WRITE_UNIT * run["write"]
    machine = prices.LAMBDA_RUN + prices.LAMBDA_GB_SECOND * MEMORY_GB * seconds
    return asked + rows + machine + prices.TAKEN_MESSAGE + KMS_CALLS * prices.KMS_CALL + _mail(run)


def _mail(run: Run) -> float:
    received = prices.MAIL_IN + prices.STORED_MAIL if run["function"] == "ReceiveMail" else 0.0
    return received + prices.MAIL_OUT * run["requests"].get("sesv2.SendEmail", 0)


def _first(runs: list[Run], way: str, function: str) -> Run:
    return next(run for run in runs if (run["way"], run["function"]) == (way, function))
