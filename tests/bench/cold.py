"""(c) The cold start: what importing each handler costs in a fresh process, and what boto3 alone does."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable

from tests.lindhoj import ROOT

ROUNDS = 5  # of which the quickest counts
TIMES = 2.0  # the target for receive_mail: at most so many times the floor
FLOOR = "import boto3; boto3.client('dynamodb')"
HANDLERS = ("receive_mail", "send_letters", "follow_up", "tick", "show_page", "note_delivery")
SETTINGS = {
    "AWS_DEFAULT_REGION": "eu-north-1",
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
    "POWERTOOLS_METRICS_NAMESPACE": "Lyhord",
    "POWERTOOLS_SERVICE_NAME": "lyhord",
}


def lines() -> Iterable[str]:
    """The table."""
    floor = _seconds(FLOOR)
    yield "| fresh process | CPU ms | times the floor |"
    yield "|---|---|---|"
    yield f"| `import boto3` and one client: the floor | {1000 * floor:.0f} | 1.00 |"
    for handler in HANDLERS:
        seconds = _seconds(f"import {handler}")
        yield f"| `import {handler}` | {1000 * seconds:.0f} | {seconds / floor:.2f} |"
    yield f"\nTarget for `receive_mail`: at most {TIMES} times. Its clients are made at import."


def _seconds(code: str) -> float:
    """CPU seconds of the quickest of some fresh processes, the interpreter's own start taken off."""
    return min(_run(code) for _ in range(ROUNDS)) - min(_run("pass") for _ in range(ROUNDS))


def _run(code: str) -> float:
    settings = dict.fromkeys(_settings(), "x")
    told = f"import time\n{code}\nprint(time.process_time())"
    done = subprocess.run(
        [sys.executable, "-c", told],
        env=os.environ | settings | SETTINGS | {"PYTHONPATH": str(ROOT / "functions")},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def _settings() -> list[str]:
    """What the handlers are told by their environment."""
    return re.findall(r'_read\("(\w+)"\)', (ROOT / "functions/complaints/aws/settings.py").read_text("utf-8"))
