"""The language of a text: an ISO 639-1 code, "other", or "unknown" when there is too little to go by.

Latin letters: by the commonest words and the letters that few languages have. Other scripts: by the script,
and by letters that Arabic and Persian, Ukrainian and Russian, Tigrinya and Amharic do not share.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from complaints.mail.language_words import COMMON, ENDINGS, LETTERS, SHORTEST_WITH_ENDING

LONGEST = 1_500  # characters looked at
MOST_KNOWN = 5_000  # words of which it is kept what they speak for: most came in another mail
FEWEST = 3  # letters in another script
SURE = 1.4  # how much more there must be for the best than for the second
ENOUGH = 1.5  # of weight: more than one word that only one language has ("My" is a name, too)
ENOUGH_SWEDISH = 0.9  # which most write
HINT = 0.5  # weight of a letter or an ending in a word
NEIGHBOURS = frozenset({"no", "da"})  # which one it is matters little, as long as it is not Swedish
SURE_NOT_SWEDISH = 2.0  # how much more there must be for one of them than for Swedish

_NO_WORDS = re.compile(r"@|://|www\.|\.(?:jpe?g|png|pdf|heic|docx?)\b")  # addresses, links, names of files
_LETTER, _NOT_LATIN = re.compile(r"[^\W\d_]"), re.compile(r"[^\W\d_\u0000-\u024f]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

# Languages of one script with the letters and words that only they have, and which it is if none occur.
SCRIPTS = {
    "ARABIC": (
        ("fa", "پچژگکی", "است هر از به را که این با"),
        ("ar", "يكةىأإؤئ", "في من على لا ما هذا"),
        "ar",
    ),
    "CYRILLIC": (("uk", "іїєґ", "та що не він"), ("other", "ыэъё", "и что не он"), "other"),
    "ETHIOPIC": (("ti", "ኣኸቐኹኽኺቕቓ", "እዩ እቲ ናይ"), ("other", "አዘኘከ", "ነው እና ላይ"), "ti"),
}


def language_of(text: str) -> str:
    """Swedish is never guessed to be one of its neighbours: words they share say next to nothing."""
    pieces = text[:LONGEST].lower().split()
    shown = " ".join(piece for piece in pieces if not _NO_WORDS.search(piece))
    words = _WORD.findall(shown.replace("’", "'"))
    foreign = [] if shown.isascii() else _NOT_LATIN.findall(shown)
    if len(foreign) >= FEWEST and 2 * len(foreign) > len(_LETTER.findall(shown)):
        return _by_script(foreign, words)
    return _by_words(words)


def _by_words(words: list[str]) -> str:
    weights: defaultdict[str, float] = defaultdict(float)
    for word in words:
        for language, weight in _speaks_for(word):
            weights[language] += weight
    ranked = sorted(weights, key=lambda language: -weights[language])
    if not ranked:
        return "unknown"
    best = ranked[0]
    rivals = [weights[other] for other in ranked[1:] if {best, other} != NEIGHBOURS]
    needed = [ENOUGH_SWEDISH if best == "sv" else ENOUGH, SURE * max(rivals, default=0)]
    if best in NEIGHBOURS:
        needed.append(SURE_NOT_SWEDISH * weights["sv"])
    return best if weights[best] >= max(needed) else "unknown"


@lru_cache(maxsize=MOST_KNOWN)
def _speaks_for(word: str) -> tuple[tuple[str, float], ...]:
    """Languages, each with how much the word speaks for it."""
    spoken = _vocabulary().get(word, ())
    weight = HINT / 2 if "sv" in spoken and not NEIGHBOURS.isdisjoint(spoken) else 1 / len(spoken or " ")
    common = ((language, weight) for language in spoken)
    hinted = ((language, HINT / len(few)) for few in _hints(word) for language in few)
    return (*common, *hinted)


def _hints(word: str) -> Iterator[tuple[str, ...]]:
    """The languages that each telling letter or ending of a word speaks for."""
    if not word.isascii():
        yield from (LETTERS[letter] for letter in LETTERS.keys() & set(word))
    if len(word) >= SHORTEST_WITH_ENDING:
        yield from ((language,) for language, endings in ENDINGS.items() if word.endswith(endings))


@cache
def _vocabulary() -> dict[str, tuple[str, ...]]:
    """Which languages a word is common in."""
    spoken: dict[str, tuple[str, ...]] = {}
    for language, listed in COMMON.items():
        for word in set(listed.split()):
            spoken[word] = (*spoken.get(word, ()), language)
    return spoken


def _by_script(letters: list[str], words: list[str]) -> str:
    script = Counter(map(_script, letters)).most_common(1)[0][0]
    if script not in SCRIPTS:
        return "other"
    *languages, if_neither = SCRIPTS[script]
    counts = Counter(
        {
            language: sum(letter in own for letter in letters) + sum(word in common.split() for word in words)
            for language, own, common in languages
        }
    )
    (best, most), (_, second) = counts.most_common(2)
    return best if most > second else if_neither


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
