"""`make bench`: what Lyhörd costs, in processor time, calls and dollars. Name parts to run only these."""

import os
import platform
import sys

from tests.bench import cold, cost, cpu, growth

PARTS = {
    "a": ("Reading, judging and deciding", cpu.lines),
    "b": ("AWS calls and dollars", lambda: cost.lines(cost.measured())),
    "c": ("Cold start", cold.lines),
    "e": ("Growth", growth.lines),
}


def main() -> None:
    """Print the tables."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores\n")
    for part in sys.argv[1:] or PARTS:
        title, lines = PARTS[part]
        print(f"### ({part}) {title}\n", *lines(), sep="\n", flush=True)
        print()


if __name__ == "__main__":
    main()
