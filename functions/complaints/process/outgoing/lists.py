"""The word lists of `checks.toml`, read once."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from complaints.judgement.matching import find_all
from complaints.judgement.words import Words

FILE = Path(__file__).with_name("checks.toml")


@dataclass(frozen=True)
class WordList:
    """What is looked for, and the traps that do not count."""

    words: tuple[str, ...]
    traps: tuple[str, ...] = ()

    def found_in(self, words: Words) -> list[str]:
        """What of it stands there, as it stands, each once."""
        return list(dict.fromkeys(hit.words for hit in find_all(self.words, self.traps, words)))


@lru_cache(maxsize=1)
def word_lists() -> dict[str, WordList]:
    """The lists of this release, by name; of names the given ones and those of nobody."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    names = {name: WordList(tuple(words)) for name, words in data.pop("names").items()}
    return names | {
        name: WordList(tuple(table["words"]), tuple(table["traps"])) for name, table in data.items()
    }
