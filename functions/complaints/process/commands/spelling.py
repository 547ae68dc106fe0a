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


def distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out, changed or swapped with the next (Damerau, OSA)."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
