"""Make the checkout importable in the environment that runs this, and put the command `lyhord` there.

Nothing is packaged or copied: a change of the source is a change of what runs.
"""

import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = """\
#!{python}
from lyhord.cli import main

raise SystemExit(main())
"""


def main() -> None:
    """Write lyhord.pth, which names the roots of our imports, and bin/lyhord."""
    roots = (ROOT / "functions", ROOT / "infra", ROOT)
    Path(sysconfig.get_path("purelib"), "lyhord.pth").write_text(
        "".join(f"{root}\n" for root in roots), "utf-8"
    )
    command = Path(sysconfig.get_path("scripts"), "lyhord")
    command.write_text(COMMAND.format(python=sys.executable), "utf-8")
    command.chmod(0o755)


if __name__ == "__main__":
    main()
