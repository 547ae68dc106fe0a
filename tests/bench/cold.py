"""(c) The cold start: what importing each handler costs in a fresh process, and what boto3 alone does."""

import os
import re
import subprocess
import sys
import tempfile
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
    """The table. What is built by another Python than Lambda's has no bytecode: so both are measured."""
    with tempfile.TemporaryDirectory() as kept, tempfile.TemporaryDirectory() as empty:
        compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": kept}
        uncompiled = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": empty}
        floors = _seconds(FLOOR, compiled), _seconds(FLOOR, uncompiled)
        yield "| fresh process | CPU ms | times the floor | compiled anew each time | times |"
        yield "|---|---|---|---|---|"
        yield f"| `import boto3` and one client: the floor | {_cells(floors, floors)} |"
        for handler in HANDLERS:
            code = f"import {handler}"
            took = _seconds(code, compiled), _seconds(code, uncompiled)
            yield f"| `{code}` | {_cells(took, floors)} |"
    yield f"\nTarget for `receive_mail`: at most {TIMES} times. Its clients are made at import."


def _cells(took: tuple[float, float], floors: tuple[float, float]) -> str:
    pairs = zip(took, floors, strict=True)
    return " | ".join(f"{1000 * seconds:.0f} | {seconds / floor:.2f}" for seconds, floor in pairs)


def _seconds(code: str, settings: dict[str, str]) -> float:
    """CPU seconds of the quickest of some fresh processes, the interpreter's own start taken off."""
    return min(_run(code, settings) for _ in range(ROUNDS)) - min(
        _run("pass", settings) for _ in range(ROUNDS)
    )


def _run(code: str, more: dict[str, str]) -> float:
    settings = dict.fromkeys(_settings(), "x") | more
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
