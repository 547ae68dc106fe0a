"""`make bench`: what Lyhörd costs, in processor time, calls and dollars. Name parts to run only these.

What is measured is printed, and written into its place in docs/measurements.md.
"""

import subprocess
import sys
from datetime import date

from tests.bench import cold, cost, cpu, growth, page, peer, sizes, throughput


def _reading() -> list[str]:
    program = [sys.executable, "-m", "tests.mail.bench"]
    return subprocess.run(program, capture_output=True, text=True, check=True).stdout.splitlines()


PARTS = {
    "a": ("Reading, judging and deciding", cpu.lines),
    "b": ("AWS calls and dollars", lambda: cost.lines(cost.measured())),
    "c": ("Cold start", cold.lines),
    "d": ("The local run", throughput.lines),
    "e": ("Growth", growth.lines),
    "f": ("Other help desks", peer.lines),
    "g": ("What is deployed", sizes.lines),
    "h": ("Reading a mail", _reading),
}


def main() -> None:
    """Measure, print and write."""
    for part in sys.argv[1:] or PARTS:
        title, lines = PARTS[part]
        told = page.written(page.PAGE, part, lines(), date.today())  # noqa: DTZ011 - the day on this machine
        print(f"### ({part}) {title}\n", told, "", sep="\n", flush=True)


if __name__ == "__main__":
    main()
