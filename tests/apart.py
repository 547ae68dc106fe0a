"""Programs of ours in a process of their own: they fork, or take boto3's place on the wire."""

import os
import subprocess
import sys

from tests.lindhoj import ROOT

ROOTS = {"PYTHONPATH": os.pathsep.join(str(ROOT / part) for part in ("functions", "infra", ""))}


def run_apart(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Python with our import roots and these arguments, to its end; what it said and how it ended."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | ROOTS,
        capture_output=True,
        text=True,
        check=False,
    )
