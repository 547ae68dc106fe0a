"""Words of staff about a case without what tells who it is about: for a colleague who is asked, and for HR.

Whoever wrote them is shown what was sent: no list of names is whole. Schools may be named, and who holds an
office here by their whole name: a first name alone may be a child's.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from complaints.judgement.words import Words
from complaints.model import Case
from complaints.organisation import Organisation
from complaints.process.outgoing.checks import Text
from complaints.process.outgoing.lists import word_lists
from complaints.process.outgoing.names import Names

SHORTEST = 3  # letters of a name that is looked for without its capital
ASIDE = 0xE000  # of Unicode's private characters, the first that stands for a whole name meanwhile
NAME, HEALTH, NUMBER = "[namn]", "[hälsa]", "[nummer]"
STREETS = "gatan|gata|vägen|väg|gränden|gränd|stigen|torget|allén|backen"
YEARS = "ettan|tvåan|trean|fyran|femman|sexan|sjuan|åttan|nian|etta|tvåa|trea|fyra|femma|sexa|sjua|åtta|nia"
MONTHS = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
BIRTH = (
    rf"\d{{6,8}}|\d{{2,4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}(?::e)?\s+(?:{MONTHS})\w*(?:\s+\d{{2,4}})?"
    r"|\d{1,2}/\d{1,2}(?:[\s-]+\d{2,4})?|(?:år\s+)?(?:19|20)\d{2}"
)
ALSO_WORDS = {"juni", "lova", "lykke", "frank", "ester"}  # of the common names: they need their capital
PATTERNS = (
    (re.compile(r"[\w.+-]*@[\w.-]*\w|\b(?:https?://|www\.)\S+\w", re.IGNORECASE), "[adress]"),
    (re.compile(rf"\b\w*(?:{STREETS})\s+\d+(?:\s?[A-Za-z]\b)?", re.IGNORECASE), "[adress]"),
    (re.compile(r"(?<!\d)(?:\d{2})?\d{6}\s?[-+]?\s?\d{4}(?!\d)"), "[personnummer]"),
    (re.compile(r"(?<![\d\w])(?:\+46|0)[\s-]?\d(?:[\s-]?\d){5,10}(?!\d)"), "[telefon]"),
    (
        re.compile(rf"\b(född|födda|f\.|born)\s+((?:den|on)\s+)?(?:{BIRTH})(?!\w)", re.IGNORECASE),
        r"\1 \2[datum]",
    ),
    (re.compile(r"\b(?:klass(?:en)?\s+)?[1-9][a-h]\b", re.IGNORECASE), "[klass]"),
    (re.compile(rf"(?:\bklass(?:en)?\s+|(?<=\bi\s))(?:[1-9]|{YEARS})\s[a-h]\b", re.IGNORECASE), "[klass]"),
    (re.compile(r"\b[1-9]\s?:?\s?(?:ans?|ornas?)\b", re.IGNORECASE), "[klass]"),
    (re.compile(rf"\b(?i:klass(?:en)?\s+)?(?:[1-9]|(?i:{YEARS}))\s[A-H]\b"), "[klass]"),
    (re.compile(r"\b(?:[A-ZÅÄÖ]\.\s?){2,}"), f"{NAME} "),
)


def masked(text: str, case: Case, organisation: Organisation, *, name_officials: bool = True) -> str:
    """The text with names, addresses, numbers, classes and words of health covered.

    Whole names of those who hold an office stay unless `name_officials` is false. Then what begins a sentence
    or is shouted is covered too, unless it is a word that we know.
    """
    officials = sorted({role.holder.name for role in organisation.roles.values()})
    text = re.sub(f"[{chr(ASIDE)}-{chr(0xF8FF)}]", "", text)
    if not name_officials:
        text, officials = _covered(text.replace(case.number, NUMBER), officials), []
    for place, official in enumerate(officials):
        text = text.replace(official, chr(ASIDE + place))
    own = [part for part in re.findall(r"\w+", case.complainant.name) if len(part) >= SHORTEST]
    text = _common_names().sub(NAME, _covered(_plain(text), own, re.IGNORECASE))
    text = _nameless(text, organisation, doubtful=not name_officials)
    return "".join(_back(letter, officials) for letter in text)


def _plain(text: str) -> str:
    """Without what is known by its form, and without words of health."""
    for pattern, cover in PATTERNS:
        text = pattern.sub(cover, text)
    for health in word_lists()["diagnosis"].found_in(Words("", text)):
        text = re.sub(re.escape(health), HEALTH, text)
    return text


@lru_cache(maxsize=1)
def _common_names() -> re.Pattern[str]:
    """Those long enough to be known however they are written: alma, ALMA, Almas."""
    listed = (name.strip().lower() for line in word_lists()["given"].words for name in line.split("/"))
    names = sorted({name for name in listed if len(name) > SHORTEST} - ALSO_WORDS)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})s?\b", re.IGNORECASE)


def _nameless(text: str, organisation: Organisation, *, doubtful: bool) -> str:
    names = Names.of_places(organisation)
    sentences = Text(text, names).sentences
    unplaced = names.unplaced(sentences) if doubtful else []
    return _covered(text, [*names.staff(sentences), *names.strangers(sentences), *unplaced])


def _back(letter: str, officials: list[str]) -> str:
    place = ord(letter) - ASIDE
    return officials[place] if 0 <= place < len(officials) else letter


def _covered(text: str, names: Iterable[str], flags: int = 0) -> str:
    for name in sorted(set(names), key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}s?\b", NAME, text, flags=flags)
    return text
