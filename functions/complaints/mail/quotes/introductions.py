"""The line above a quoted mail: "Den tors 2 apr. 2026 kl 15:04 skrev Maria Lind <…>:", in any language.

Mail programs put the writer, a date and their word for "wrote" into one sentence that ends with a colon.
No list holds all the forms, but what they have in common sets them apart from what people write.
"""

import re
from typing import NamedTuple

from complaints.mail.quotes.words import QUOTING, WROTE

LONGEST = 400  # characters
MOST_LINES = 4
MOST_TORN_LINES = 7  # where a link within was put on lines of its own
WRAPPED = 30  # characters: a shorter line was hardly broken by a mail program

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(
    r"[<(\[][^<>()\[\]]{0,120}@[^<>()\[\]]{1,160}[>)\]]|mailto:|&lt;\S{1,100}@\S{1,100}&gt;"
)
_PROGRAMS_ADDRESS = re.compile(r"(?:<|&lt;)[^<>]{0,120}@")  # people put theirs in round brackets
_BARE_ADDRESS = re.compile(r"\S@\w")
_TIME = re.compile(r"\b\d{1,2}\s?[:.h]\s?\d\d\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\b\d{1,2}[/.-]\d{1,2}[/.-]\d\d\b")
# Up to three words and a number ("Den tors 2", "On Thu, Apr 2", "2026-04-02").
_DATED_START = re.compile(r"[\s>*“\"'-]*(?:(?:[^\W\d]|\u200c){1,12}[.,،]{0,2}\s+){0,3}\d")
_NAMED_START = re.compile(r"[^<>@]{1,60}<[^<>@\s]{1,64}@[^<>\s]{1,190}>")
_AFTER_OWN_WORDS = re.compile(
    r"(?:-{2,}\s*|(?<=[.!?…:)])\s+|(?<=\w)\s+)(?=(?:On|Den|Am|Le|El|Op|Il)\s(?:[^\W\d]{2,10}[.,]*\s){0,2}\d)"
)
_ISO_DATE_AND_ADDRESS = re.compile(r"\s*\d{4}[/-]\d{1,2}[/-]\d{1,2}\b.{1,200}>\s*$")
_ENDS_WITH_DAY = re.compile(r"\b\d{1,2}\.\s*$")
_SENTENCE_END = re.compile(r"[.!?]\s*$")
_COLON_WITHIN = re.compile(r"[>)\w]\s?:\s+(?=\S)")
COLONS = (":", "：")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


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


def introduces_on_the_same_line(line: str) -> bool:
    """Whether a line is an introduction and what it introduces, as Yahoo's app writes them."""
    if not _DATED_START.match(line):
        return False
    heads = (line[: colon.end()].rstrip() for colon in _COLON_WITHIN.finditer(line[:LONGEST]))
    return any(_judged(head) and position_of_wrote(head) >= 0 and _YEAR.search(head) for head in heads)


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
    return shown[-1] in ":：->" or _ends_with_wrote(shown) or _is_bare_date(shown)


def _ends_with_wrote(shown: str) -> bool:
    return shown.rsplit(None, 1)[-1].lower().removesuffix("(a)") in WROTE


def _is_bare_date(line: str) -> bool:
    return line[-1].isdigit() and len(line) <= 60 and bool(_YEAR.search(line) and _TIME.search(line))


def _starting_above(lines: list[str], end: int) -> Introduction | None:
    """One that begins as introductions begin, on this line or on one of the three above.

    The end of one may look like one ("kommun <…> skrev:"): where its date stands above, it begins there.
    """
    torn = is_only_wrote(lines[end])
    found: Introduction | None = None
    for start in range(end, max(-1, end - (MOST_TORN_LINES if torn else MOST_LINES)), -1):
        line = lines[start]
        if start < end and (line.startswith(">") or not line.strip()) and not torn:
            break
        if found and not torn and not _goes_on(line, " ".join(lines[found.start : end + 1])):
            break
        if start < end and not _may_be_broken(line):
            continue
        own, sentence = _apart(line)
        if not _begins(sentence):
            continue
        whole = " ".join([sentence, *lines[start + 1 : end + 1]])
        if len(whole) <= LONGEST and (sure := _judged(whole)) is not None:
            found = Introduction(start, own, sure)
    return found


def _begins(sentence: str) -> bool:
    return bool(_DATED_START.match(sentence) or _NAMED_START.match(sentence)) or _is_quoting(sentence)


def _goes_on(line: str, rest: str) -> bool:
    """Whether an introduction began above what looks like a whole one, since that lacks what the line has.

    "Den 31 mars 2026 10:02 Lindhöjs" goes on with "kommun <…> skrev:", "Lind <…> schrieb am 31." with
    "März 2026:".
    """
    if _NAMED_START.match(line) and not _ADDRESS.search(rest):
        return not rest[0].isupper() or bool(_ENDS_WITH_DAY.search(line))
    year = _YEAR.search(line)
    if not year or _YEAR.search(rest) or _SENTENCE_END.search(line):
        return False
    return bool(_WORD.search(line, year.end()) or _TIME.search(line))


def _may_be_broken(line: str) -> bool:
    """Whether a line may be the first of an introduction that a mail program broke."""
    line = line.translate(_DIGITS)
    if not _YEAR.search(line):
        return bool(_NAMED_START.match(line)) or _is_quoting(line)
    return len(line) >= WRAPPED or bool(_TIME.search(line)) or position_of_wrote(line) >= 0


def _on_one_line(line: str, number: int) -> Introduction | None:
    """One that begins like nothing known, such as "Wiadomość napisana przez …": short, and it says enough."""
    has_address = bool(_ADDRESS.search(line))
    verb = position_of_wrote(line)
    if verb < 0 or not (has_address or _YEAR.search(line)):
        return None
    early = verb <= 40 or bool(_ADDRESS.search(line[:verb]))
    return Introduction(number, "", sure=early and len(line) <= 200 and has_address)


def _is_quoting(line: str) -> bool:
    """Whether a line begins as Horde's do: "Citerar Maria Lind <…>:"."""
    first = _WORD.match(line)
    return first is not None and first[0].lower() in QUOTING


def _apart(line: str) -> tuple[str, str]:
    """Own words on the line and the introduction after them."""
    if not _DATED_START.match(line) and (split := _AFTER_OWN_WORDS.search(line)):
        return line[: split.start()], line[split.end() :]
    return "", line


def _judged(sentence: str) -> bool | None:
    """True if it is an introduction, False if it may be one, None if it is none."""
    shown = sentence.rstrip(" \t*").translate(_DIGITS)
    colon = shown.endswith(COLONS)
    wrote = position_of_wrote(shown) >= 0
    dated = bool(_YEAR.search(shown))
    timed = bool(_TIME.search(shown))
    address = bool(_ADDRESS.search(shown)) or (wrote and bool(_BARE_ADDRESS.search(shown)))
    by_program = dated and timed and bool(_PROGRAMS_ADDRESS.search(shown))
    if (colon or _ends_with_wrote(shown)) and address and (wrote or by_program):
        return True
    if address and (_ISO_DATE_AND_ADDRESS.match(shown) or (colon and _is_quoting(shown))):
        return False
    return False if dated and (wrote or timed or address) else None
