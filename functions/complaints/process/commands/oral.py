"""What a few words of staff tell of an oral complaint: how many complained, who they are, if it is solved."""

import re
from dataclasses import dataclass

from complaints.model import Writer
from complaints.process.commands.spelling import flat

_NUMBERS = {
    **dict.fromkeys(("en", "ett", "one", "a", "1"), 1),
    **dict.fromkeys(("tva", "bada", "ett par", "nagra", "flera", "two", "both", "several", "some"), 2),
    **{word: n for n, word in enumerate(("tre", "fyra", "fem", "sex", "sju", "atta", "nio", "tio"), start=3)},
    **{word: n for n, word in enumerate(("three", "four", "five", "six", "seven", "eight"), start=3)},
}
_PUPILS = r"elev(?:er)?|pupils?|students?"
_ADULTS = (
    r"foraldrar|foralder|vardnadshavare|mamm(?:a|or)|papp(?:a|or)|familj(?:er)?|mor|far|grannar|personer|person"
    r"|parents?|guardians?|mothers?|fathers?|famil(?:y|ies)|people"
)
_COUNTED = re.compile(rf"\b(\d{{1,2}}|{'|'.join(_NUMBERS)})\s+(?:\w+\s+){{0,2}}?(?:{_PUPILS}|{_ADULTS})\b")
_MATTER = re.compile(r"[.!?;\n]|\b(?:att|om|med|som|pa|tycker|sager|klagar|that|about|with|who|say)\b")
_SOLVED = re.compile(r"\b(?:lost|lostes|atgardat|atgardad|ordnat|utrett|solved|resolved|fixed)\b")
_NOT_YET = re.compile(
    r"\b(?:inte|ej|icke|aldrig|delvis|nastan|annu|snart|ska|maste|kan|far|bor|vill|om|hur"
    r"|not|never|partly|nearly|soon|will|must|can|should|if|how)\b[^.!?;]*$"
)


@dataclass(frozen=True)
class Heard:
    """What was told: `complainants` is one where no number stands."""

    complainants: int
    writer: Writer
    solved: bool


def heard(text: str) -> Heard:
    """Read it: "två föräldrar missnöjda med nya rasttiderna. Pratat, löst."."""
    words = flat(text)
    who = _MATTER.split(words, maxsplit=1)[0]
    pupils = re.search(rf"\b(?:{_PUPILS})\b", who) and not re.search(rf"\b(?:{_ADULTS})\b", who)
    return Heard(
        complainants=sum(_number(found[1]) for found in _COUNTED.finditer(who)) or 1,
        writer=Writer.PUPIL if pupils else Writer.GUARDIAN,
        solved=any(not _NOT_YET.search(words[: found.start()]) for found in _SOLVED.finditer(words)),
    )


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]
