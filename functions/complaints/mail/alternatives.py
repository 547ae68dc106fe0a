"""Regular expressions of many alternatives, written as a table: some on a line."""

import re


def any_of(phrases: str, before: str = r"\b", flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """A pattern that finds any of them. The lines are cut from the white space around them."""
    alternatives = "|".join(map(str.strip, phrases.strip().split("\n")))
    return re.compile(f"{before}(?:{alternatives})", flags)
