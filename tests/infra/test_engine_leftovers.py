"""A start ends what a killed run on the same state folder left, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

from lyhord.engine.leftovers import MARK, end_leftovers


def sleeper(snapshot: Path) -> subprocess.Popen[bytes]:
    program = "import sys; print(flush=True); sys.stdin.read()"
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {MARK: str(snapshot)},
    )
    process.stdout.readline()  # it runs, with its own environment
    return process


def test_only_processes_of_the_same_state_folder_end(tmp_path: Path) -> None:
    ours, others = sleeper(tmp_path / "table.json"), sleeper(tmp_path / "table.json.old")
    with ours, others:
        assert end_leftovers(tmp_path / "table.json") == 1
        assert ours.wait(10) == -9
        assert others.poll() is None
        others.kill()
    assert end_leftovers(tmp_path / "table.json") == 0
