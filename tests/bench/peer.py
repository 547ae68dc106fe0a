"""(f) Other help desks fed with the same mails, beside our functions with every call to AWS really made."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.bench.mails import MAILS, samples
from tests.lindhoj import ROOT

ENVIRONMENT = ROOT / ".venv-peers" / "bin" / "python"
PROGRAMS = {"django-helpdesk": "of_helpdesk.py", "Roundup": "of_roundup.py"}
TIMES = 0.5  # the target: ours at most so many times django-helpdesk's


def lines(count: int = MAILS) -> Iterable[str]:
    """The table."""
    peers = {name: _fed(program, count) for name, program in PROGRAMS.items()}
    ours = _ours(count)
    used = sum(function["cpu"] for function in ours.values())
    yield "| a mail and its letters | CPU ms | wall ms | letters |"
    yield "|---|---|---|---|"
    for name, took in peers.items():
        if took["cases"] != count:
            raise RuntimeError(f"{name} made {took['cases']} cases of {count} mails")
        yield _row(name, took["cpu"], took["wall"], took["letters"], count)
    wall = sum(function["wall"] for function in ours.values())
    yield _row("Lyhörd, every AWS call made", used, wall, ours["SendLetters"]["messages"], count)
    times = used / peers["django-helpdesk"]["cpu"]
    yield f"\n{times:.2f} times django-helpdesk. Target: at most {TIMES}. Of Lyhörd's time:"
    yield "\n| function | CPU ms a message | messages a mail | AWS calls a message |"
    yield "|---|---|---|---|"
    for name, function in ours.items():
        runs = function["messages"]
        yield (
            f"| {name} | {1000 * function['cpu'] / runs:.1f} | {runs / count:.2f} "
            f"| {function['calls'] / runs:.1f} |"
        )


def _row(name: str, cpu: float, wall: float, letters: int, count: int) -> str:
    return f"| {name} | {1000 * cpu / count:.1f} | {1000 * wall / count:.1f} | {letters / count:.1f} |"


def _fed(program: str, count: int) -> dict[str, Any]:
    """What a peer took for all mails. It takes them out of their folder, so each has its own."""
    if not ENVIRONMENT.exists():
        raise RuntimeError("the other help desks are not installed: make bench does that first")
    with tempfile.TemporaryDirectory() as folder:
        mails, work = Path(folder) / "mails", Path(folder) / "work"
        mails.mkdir()
        work.mkdir()
        for number, sample in enumerate(samples(count)):
            (mails / f"{number:04d}.eml").write_bytes(sample.raw)
        program = str(Path(__file__).parent / "peers" / program)
        return _last_line([str(ENVIRONMENT), program, str(mails), str(work)])


def _ours(count: int) -> dict[str, Any]:
    return _last_line([sys.executable, "-m", "tests.bench.whole", str(count)])


def _last_line(program: list[str]) -> dict[str, Any]:
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
