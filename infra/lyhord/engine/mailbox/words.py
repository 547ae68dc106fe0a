"""The page's words in one language, and its dates written out."""

import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from complaints import wording

LANGUAGES = ("sv", "en")
_FOLDER = Path(__file__).parent / "words"


class Words:
    """What the page says in `language`, one of LANGUAGES; Swedish for anything else."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self.other = next(other for other in LANGUAGES if other != self.language)
        self._words = _read(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """The words for `key`, with `values` in their places. Raises KeyError for a key that has none."""
        return str(self._words[key]).strip("\n").format(**values)

    def count(self, one: str, many: str, n: int) -> str:
        """The words for one or for several."""
        return self(one) if n == 1 else self(many, n=n)

    def kind(self, template: str) -> str:
        """What a letter written from `template` is called."""
        kinds: dict[str, str] = self._words["kinds"]
        return next(
            (kinds[name] for name in (template, template.partition("_")[0]) if name in kinds), kinds["letter"]
        )

    def when(self, instant: datetime) -> str:
        """An instant in Stockholm's time, written out: "torsdag 2 april 2026 kl. 15.00"."""
        return wording.moment(instant, self.language)

    def day(self, instant: datetime) -> str:
        """Its day, where there is little room: "to 2 april"."""
        return wording.short_day(instant, self.language)


@cache
def _read(language: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))
