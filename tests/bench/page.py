"""The page of measurements: each part of the bench has its place between two marks, and writes it anew."""

import os
import platform
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tests.lindhoj import ROOT

PAGE = ROOT / "docs" / "measurements.md"


def written(page: Path, part: str, lines: Iterable[str], today: date) -> str:
    """Put what a part measured in its place on the page; the words around it are for people to write.

    Returns what was put there. Raises ValueError when the page has no such place.
    """
    machine = f"Measured {today}, Python {platform.python_version()}, {os.cpu_count()} cores."
    told = "\n".join([machine, "", *lines])
    before = page.read_text("utf-8")
    place = re.compile(rf"(<!-- bench {part} -->\n).*?(<!-- end -->)", re.DOTALL)
    after, places = place.subn(lambda found: f"{found[1]}{told}\n{found[2]}", before)
    if places != 1:
        raise ValueError(f"{page} has {places} places for part {part} of the bench")
    page.write_text(after, "utf-8")
    return told
