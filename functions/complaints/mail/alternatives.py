"""Regular expressions of many alternatives, written as a table: some on a line."""

import re
from functools import cached_property


class AnyOf:
    """Finds any of some phrases. The lines are cut from the white space around them.

    They are long, and many of them are asked of few mails: each is compiled when it is first asked.
    """

    def __init__(self, phrases: str, before: str = r"\b", flags: re.RegexFlag = re.IGNORECASE):
        self._phrases, self._before, self._flags = phrases, before, flags

    def match(self, text: str) -> re.Match[str] | None:
        """One of them at the beginning of a text."""
        return self._pattern.match(text)

    def search(self, text: str) -> re.Match[str] | None:
        """The first of them in a text."""
        return self._pattern.search(text)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        alternatives = "|".join(map(str.strip, self._phrases.strip().split("\n")))
        return re.compile(f"{self._before}(?:{alternatives})", self._flags)
