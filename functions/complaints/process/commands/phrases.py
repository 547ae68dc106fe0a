"""Ready texts that people fetch by name: the phrase bank, and the reasons for dismissing.

A text is a file `templates/<language>/<kind>/*.txt`: its name, its version, an empty line, the words. So the
log can say which words were sent, and adding one is adding a file for each language.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from complaints.process.commands.spelling import flat

PHRASES = "phrases"
DISMISSALS = "dismissals"
LANGUAGES = ("sv", "en")
LONGEST_NAME = 2  # words


@dataclass(frozen=True)
class Phrase:
    """A ready text. `file` is the same in every language, `name` is what people write."""

    file: str
    name: str
    version: str
    text: str


@cache
def phrases(kind: str, language: str) -> tuple[Phrase, ...]:
    """All of a kind, in the order of their files."""
    folder = files("templates") / language / kind
    return tuple(_read(file) for file in sorted(folder.iterdir(), key=lambda file: file.name))


def found(kind: str, words: str, language: str) -> tuple[Phrase, str] | None:
    """The text that the words begin with the name of, and the words behind it; the longest name wins.

    Staff write Swedish or English; the text is in the complainant's language.
    """
    flattened = flat(words)
    everything = [phrase for known in LANGUAGES for phrase in phrases(kind, known)]
    for phrase in sorted(everything, key=lambda phrase: -len(phrase.name)):
        if _begins(flattened, flat(phrase.name)):
            rest = words[len(phrase.name) :].lstrip(" .,:;–-\n").rstrip()
            return next(p for p in phrases(kind, language) if p.file == phrase.file), rest
    return None


def is_a_name(words: str) -> bool:
    """Whether somebody wrote a name rather than a text: a word or two, and no sentence."""
    return len(words.split()) <= LONGEST_NAME and not words.rstrip().endswith((".", "!", "?"))


def _begins(words: str, name: str) -> bool:
    return words.startswith(name) and not words[len(name) : len(name) + 1].isalnum()


def _read(file: Traversable) -> Phrase:
    name, version, _, words = file.read_text(encoding="utf-8").split("\n", 3)
    return Phrase(file.name, name.strip(), version.strip(), words.strip())
