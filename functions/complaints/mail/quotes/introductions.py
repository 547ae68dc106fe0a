"""The line above a quoted mail: "Den tors 2 apr. 2026 kl 15:04 skrev Maria Lind <…>:", in any language.

Mail programs put the writer, a date and their word for "wrote" into one sentence that ends with a colon.
No list holds all the forms, but what they have in common sets them apart from what people write.
"""

import re
from typing import NamedTuple

from complaints.mail.quotes.words import WROTE

LONGEST = 400  # characters
MOST_LINES = 4
MOST_TORN_LINES = 7  # where a link within was put on lines of its own
WRAPPED = 30  # characters: shorter lines were not broken by a mail program

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(
    r"[<(\[][^<>()\[\]]{0,120}@[^<>()\[\]]{1,160}[>)\]]|mailto:|&lt;\S{1,100}@\S{1,100}&gt;"
)
_BARE_ADDRESS = re.compile(r"\S@\w")
_TIME = re.compile(r"\b\d{1,2}\s?[:.h]\s?\d\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d\d\b")
# Up to three words and a number ("Den tors 2", "On Thu, Apr 2", "2026-04-02"), or a name and an address.
_START = re.compile(
    r"[\s>*“\"'-]*(?:[^\W\d]{1,12}[.,،]?\s+){0,3}\d|[^<>@]{1,60}<[^<>@\s]{1,64}@[^<>\s]{1,190}>"
)
_AFTER_OWN_WORDS = re.compile(
    r"(?:-{2,}\s*|(?<=[.!?…:)])\s+|(?<=\w)\s+)(?=(?:On|Den|Am|Le|El|Op|Il)\s(?:[^\W\d]{2,10}[.,]*\s){0,2}\d)"
)
_ISO_DATE_AND_ADDRESS = re.compile(r"\s*\d{4}[/-]\d{1,2}[/-]\d{1,2}\b.{1,200}>\s*$")


class Introduction(NamedTuple):
    """Where an introduction stands. `own` are the sender's words before it on its first line.

    Only if `sure` it is one whatever follows; else only if quoted lines follow.
    """

    start: int
    own: str
    sure: bool


def introduction_ending_at(lines: list[str], end: int) -> Introduction | None:
    """The introduction that ends with this line, if one does."""
    last = lines[end]
    if not _may_end(last):
        return None
    if last.rstrip().endswith("--"):  # "---- Maria Lind skrev ----"
        dashed = last.lstrip().startswith("--") and position_of_wrote(last) >= 0
        return Introduction(end, "", sure=True) if dashed else None
    return _starting_above(lines, end) or _on_one_line(last, end)


def position_of_wrote(line: str) -> int:
    """Where the word for "wrote" stands in a line, -1 if it has none."""
    found = (word.start() for word in _WORD.finditer(line) if word[0].lower() in WROTE)
    return next(found, -1)


def is_only_wrote(line: str) -> bool:
    """Whether a line is only the torn-off end of an introduction: "> wrote:"."""
    return len(line) < WRAPPED and line.rstrip().endswith(":") and line.strip("\t >:").lower() in WROTE | {""}


def _may_end(line: str) -> bool:
    shown = line.rstrip(" \t*")
    if len(shown) > LONGEST or not shown:
        return False
    return shown[-1] in ":->" or _ends_with_wrote(shown) or _is_bare_date(shown)


def _ends_with_wrote(shown: str) -> bool:
    return shown.rsplit(None, 1)[-1].lower().removesuffix("(a)") in WROTE


def _is_bare_date(line: str) -> bool:
    return line[-1].isdigit() and len(line) <= 60 and bool(_YEAR.search(line) and _TIME.search(line))


def _starting_above(lines: list[str], end: int) -> Introduction | None:
    """One that begins as introductions begin, on this line or on one of the three above."""
    torn = is_only_wrote(lines[end])
    for start in range(end, max(-1, end - (MOST_TORN_LINES if torn else MOST_LINES)), -1):
        line = lines[start]
        if start < end and (line.startswith(">") or not line.strip()) and not torn:
            return None
        if start < end and (len(line) < WRAPPED or not _YEAR.search(line)):
            continue
        own, sentence = _apart(line)
        if not _START.match(sentence):
            continue
        whole = " ".join([sentence, *lines[start + 1 : end + 1]])
        if len(whole) <= LONGEST and (sure := _judged(whole)) is not None:
            return Introduction(start, own, sure)
    return None


def _on_one_line(line: str, number: int) -> Introduction | None:
    """One that begins like nothing known, such as "Wiadomość napisana przez …": short, and it says enough."""
    verb = position_of_wrote(line)
    if verb < 0 or not (_YEAR.search(line) or _ADDRESS.search(line)):
        return None
    early = verb <= 40 or bool(_ADDRESS.search(line[:verb]))
    return Introduction(number, "", sure=early and len(line) <= 200 and bool(_ADDRESS.search(line)))


def _apart(line: str) -> tuple[str, str]:
    """Own words on the line and the introduction after them."""
    if not _START.match(line) and (split := _AFTER_OWN_WORDS.search(line)):
        return line[: split.start()], line[split.end() :]
    return "", line


def _judged(sentence: str) -> bool | None:
    """True if it is an introduction, False if it may be one, None if it is none."""
    shown = sentence.rstrip(" \t*")
    colon = shown.endswith(":")
    wrote = position_of_wrote(shown) >= 0
    dated = bool(_YEAR.search(shown))
    timed = bool(_TIME.search(shown))
    address = bool(_ADDRESS.search(shown)) or (wrote and bool(_BARE_ADDRESS.search(shown)))
    if (colon or _ends_with_wrote(shown)) and address and (wrote or dated):
        return True
    if address and _ISO_DATE_AND_ADDRESS.match(shown):
        return False
    return False if dated and (wrote or timed or address) else None
