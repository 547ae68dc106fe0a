"""The language of a text: Swedish, English, another one, or unknown when there is too little to go by."""

import re
import unicodedata

LONGEST = 4_000  # characters looked at
FEWEST = 3  # words


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_WORD = re.compile(r"[^\W\d_]+")

SWEDISH = _words(
    """
    och att det som en på är av för med den till inte har jag de ett om vi var min mitt mina han hon
    hans hennes men kan när så ska från vad hej hejsan tack mvh vill får också bara sedan eller där här
    nu måste varför skolan barn dotter son ni er ert era man igår idag blev varit mycket någon något
    några alla efter innan hälsningar du dig dem deras oss upp ut vår vårt våra klagomål lärare mat
    maten
    """
)
ENGLISH = _words(
    """
    the and to of a in is that it for was on with he she be this have has not are but my i you we they
    his her from at as your our so what when there their been were will would can could please hello hi
    dear thanks thank school child daughter son regards about who why how
    """
)
# Words of the languages that are easily taken for one of the two.
NEITHER = _words(
    """
    og ikke jeg hun til af fra hva hvad mitt barnet vil skal kan være også nei ei blir das der die und
    ist nicht ich ein eine mit auf wir sie von zu den le la les et est que pas je une des pour dans el
    los las y por con no ja on se että ei hän minun koulu lapsi i w nie się że na jest do moje dziecko
    szkoła joka ole oli mutta het een van niet ik
    """
)
OTHER_SCRIPTS = ("ARABIC", "CYRILLIC", "ETHIOPIC", "HEBREW", "CJK", "THAI", "GREEK", "DEVANAGARI", "HANGUL")


def language_of(text: str) -> str:
    """ "sv", "en", "other", or "unknown" for short or mixed texts."""
    start = text[:LONGEST]
    if _is_of_another_script(start):
        return "other"
    words = [word.lower() for word in _WORD.findall(start)]
    counts = {
        "sv": sum(word in SWEDISH and word not in NEITHER for word in words) + _letters(words, "å"),
        "en": sum(word in ENGLISH and word not in NEITHER for word in words),
        "other": 2 * sum(word in NEITHER and word not in SWEDISH | ENGLISH for word in words)
        + _letters(words, "øæßñłęąż"),
    }
    best, second = sorted(counts, key=lambda language: -counts[language])[:2]
    sure = len(words) >= FEWEST and counts[best] >= 2 and counts[best] > 1.5 * counts[second]
    return best if sure else "unknown"


def _letters(words: list[str], letters: str) -> int:
    return sum(any(letter in word for letter in letters) for word in words)


def _is_of_another_script(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    foreign = [letter for letter in letters if ord(letter) > 0x24F and _script(letter) in OTHER_SCRIPTS]
    return len(letters) >= FEWEST and 2 * len(foreign) > len(letters)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
