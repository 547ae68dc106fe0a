"""What programs put below every mail, when it is all there is: a greeting, a closing phrase, who wrote.

Such words tell nobody anything, and their writer is asked. Whatever is not a name may be a short answer, and
is one: it is shown before it leaves.
"""

import re

from complaints.model import Complainant, Role
from complaints.process.commands.spelling import flat
from complaints.process.courtesies import CLOSING, HELLO, KIND_WORDS, THANKS

_HELLO = re.compile(rf"\W*{HELLO}(?: \w+)?\W*")  # by whatever name they call each other
_COURTESY = re.compile(rf"\W*(?:{HELLO}|{THANKS}|{KIND_WORDS})\b(?P<rest>.*)")
_CLOSING = re.compile(rf"\W*{CLOSING}\b(?P<rest>.*)")
_BY_HAND = re.compile(r"\s*[/–—-]{1,2}\s*\w+(?:[ .-]+\w+){0,2}\W*")  # "/Peter"
_WAY = re.compile(  # a telephone, an address, a page
    r"(?:\b(?:tel(?:efon)?|tfn|mobil(?:telefon)?|phone|mobile|vaxel|direkt|e-?post|e-?mail|mejl)\b\W*)*"
    r"(?:\+?\d[\d\s()/–-]{4,}|\S+@\S+|(?:https?://|www\.)\S+)"
)
_JOINS = frozenset(("pa", "i", "vid", "at", "of", "och", "and"))  # "måltidschef på Lindhöj kommun"
_WORD = re.compile(r"\w+")
LONGEST = 200  # characters of a line of a signature


def says_something(words: str, writer: Role, *known: str) -> bool:
    """Whether anything but courtesy and who wrote (name, title, how to reach them) stands above a closing.

    `known` are other names that may stand beside: where the writer works, and how the reader is called.
    """
    about = " ".join((writer.holder.name, *writer.title.values(), *known))
    names = {*_WORD.findall(flat(about)), *_JOINS}
    for line in filter(str.strip, flat(words).split("\n")):
        if len(line) > LONGEST:
            return True
        closing = _CLOSING.fullmatch(line)
        if closing and len(_others(closing["rest"], names)) <= 1:  # by whatever name they sign
            return False
        courtesy = _COURTESY.fullmatch(line)
        rest = courtesy["rest"] if courtesy else line
        if _others(rest, names) and not (_HELLO.fullmatch(line) or _BY_HAND.fullmatch(line)):
            return True
    return False


def called(complainant: Complainant) -> str:
    """The words by which somebody may be called: their name, and what of their address is like one."""
    return f"{complainant.name} {complainant.address.partition('@')[0]}"


def _others(line: str, names: set[str]) -> list[str]:
    """The words of a line that are no names, no initials of one, and no way to reach somebody."""
    words = _WORD.findall(_WAY.sub(" ", line))
    initials = {name[0] for name in names}
    return [word for word in words if word not in names and word not in initials]
