"""What programs put below every mail, when it is all there is: a greeting, a closing phrase, who wrote.

Such words tell nobody anything. In doubt they count as nothing: their writer is asked, and nothing is lost.
"""

import re

from complaints.model import Role
from complaints.process.commands.spelling import flat

_COURTESY = re.compile(
    r"\W*(?:hej(?:san)?|hej ?hej|hello|hi|dear|kara|basta|goddag"
    r"|god (?:morgon|formiddag|eftermiddag|dag|kvall)"
    r"|tack(?: sa mycket)?(?: pa forhand)?|thanks|thank you)(?:\W+\w+){0,2}\W*"
)
_CLOSING = re.compile(
    r"\W*(?:(?:(?:med )?(?:basta|manga|varma|vanliga?|venlig|hjartliga|soliga) )+halsning(?:ar)?"
    r"|halsning(?:ar|en)?|m\W?v\W?h|vh|bh|vanligen|ha det (?:bra|gott)"
    r"|(?:with )?(?:(?:kind|best|warm|many) )*regards|best wishes"
    r"|sincerely|yours(?: sincerely| faithfully)?|all the best|best|cheers)\b(?:\W+\w+){0,6}\W*"
)
_BY_HAND = re.compile(r"\s*[/–—-]{1,2}\s*\w+(?:[ .-]+\w+){0,2}\W*")  # "/Peter"
_WAY = re.compile(  # a telephone, an address, a page
    r"\W*(?:(?:tel(?:efon)?|tfn|mobil(?:telefon)?|phone|mobile|vaxel|direkt|e-?post|e-?mail|mejl)\b\W*)*"
    r"(?:\+?\d[\d\s()/–-]{4,}|\S+@\S+|(?:https?://|www\.)\S+)?\W*"
)
_WORD = re.compile(r"\w+")
LONGEST = 200  # characters of a line of a signature


def says_something(words: str, writer: Role, *places: str) -> bool:
    """Whether anything but courtesy and who wrote (name, title, how to reach them) stands above a closing.

    `places` are where the writer may say that they work.
    """
    about = " ".join((writer.holder.name, *writer.title.values(), *places))
    own = set(_WORD.findall(flat(about)))
    for line in filter(str.strip, flat(words).split("\n")):
        if len(line) > LONGEST:
            return True
        if _CLOSING.fullmatch(line):
            return False
        if not (_COURTESY.fullmatch(line) or _BY_HAND.fullmatch(line) or _is_who(line, own)):
            return True
    return False


def _is_who(line: str, own: set[str]) -> bool:
    return bool(_WAY.fullmatch(line)) or own.issuperset(_WORD.findall(line))
