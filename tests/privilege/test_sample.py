"""A small sample of `make privilege`: one story, and a few of the things that it asks for taken away."""

import os
import subprocess
import sys

from tests.lindhoj import ROOT

STORY = "tests/stories/test_quarantine.py::test_g92_one_word_lets_it_in_with_its_true_arrival"


def test_a_story_fails_without_anything_that_it_is_allowed():
    """In a process of its own, since it takes boto3's place on the wire."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.privilege", "--one-in=10", STORY],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(["functions", "infra", "."])},
        capture_output=True,
        text=True,
        check=False,
    )
    in_all = done.stdout.splitlines()[-1].split()
    *_, taken_away, survived, _unasked = map(int, in_all[2:])

    assert (done.returncode, survived) == (0, 0), done.stdout + done.stderr
    assert taken_away > 1, done.stdout
