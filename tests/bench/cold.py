"""(c) The cold start: what importing each handler costs in a fresh process, and what boto3 alone does."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import partial

from tests.bench.turns import quickest
from tests.lindhoj import ROOT

TIMES = 2.0  # the target for receive_mail: at most so many times the floor
FLOOR = "import boto3; boto3.client('dynamodb')"
NOTHING = "pass"
IMPORTS = tuple(
    f"import {handler}"
    for handler in ("receive_mail", "send_letters", "follow_up", "tick", "show_page", "note_delivery")
)
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
        compiled = _quickest({"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": kept})
        uncompiled = _quickest({"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": empty})
    yield "| fresh process | CPU ms | times the floor | compiled anew each time | times |"
    yield "|---|---|---|---|---|"
    for code in (FLOOR, *IMPORTS):
        name = "`import boto3` and one client: the floor" if code == FLOOR else f"`{code}`"
        cells = (
            f"{1000 * took[code]:.0f} | {took[code] / took[FLOOR]:.2f}" for took in (compiled, uncompiled)
        )
        yield f"| {name} | {' | '.join(cells)} |"
    yield f"\nTarget for `receive_mail`: at most {TIMES} times. Its clients are made at import."


def _quickest(settings: dict[str, str]) -> dict[str, float]:
    """CPU seconds of each in a fresh process, the interpreter's own start taken off."""
    best = quickest({code: partial(_run, code, settings) for code in (NOTHING, FLOOR, *IMPORTS)})
    return {code: seconds - best[NOTHING] for code, seconds in best.items()}


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
