"""Words as typed in haste: without capitals, accents and dots, and with slips of the finger."""

import unicodedata
from functools import lru_cache


def plain(text: str) -> str:
    """In lower case, without accents and dots."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def flat(text: str) -> str:
    """The same, letter by letter: what is found in it stands at the same place in the text."""
    return "".join(map(_flat_letter, text))


@lru_cache(maxsize=1024)
def _flat_letter(letter: str) -> str:
    return plain(letter)[:1] or letter
