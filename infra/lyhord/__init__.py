"""What stands around Lyhörd: the local engine, the operator's command line, build and deploy steps."""

import sys


class LyhordError(Exception):
    """Something the operator can mend. Its text is one line: what is wrong, where, and what to do."""


def say(text: str) -> None:
    """Tell the operator something, in one line on the standard error stream."""
    print(f"lyhord: {text}", file=sys.stderr, flush=True)
