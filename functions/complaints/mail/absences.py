"""Whether a mailbox says that nobody is there: by a subject only programs write, or by many signs.

People write of leave and absence too, and to a school they do. So words that both use count only together.
"""

import re

from complaints.mail.absence_words import AWAY, MAYBE, OTHERS, SURE, THANKS, UNREAD, UNTIL

SIGNS = (THANKS, AWAY, UNTIL, OTHERS, UNREAD)
LONGEST = 1_000  # characters of a text that can be such a notice
BEGINNING = 300  # characters in which it says so
ENOUGH = 3  # of the signs
ENOUGH_WITH_SUBJECT = ENOUGH_IF_ALL = 2  # if the subject may say so too, or nothing else is said
FEW_WORDS = 3  # of a name
LONGEST_GREETING = 6  # words: "Sehr geehrte Damen und Herren,"

_SENTENCES = re.compile(r"\n\s*|(?<=[^\W\d]{3}[.!])\s+")
_ANSWERED = re.compile(r"\b(?:re|sv|vs|aw|svar)\s*:", re.IGNORECASE)


def says_away(subject: str, text: str) -> bool:
    """Whether a mail is such a notice. Its subject lost its reply prefixes; the text is its own words."""
    if SURE.match(subject):
        return True
    signs, is_all = _signs(text)
    if maybe := MAYBE.match(subject):
        needed = 1 if subject[maybe.end() :].lstrip().startswith(":") else ENOUGH_WITH_SUBJECT
        if signs >= needed or _ANSWERED.search(subject):
            return True
    return signs >= ENOUGH or (signs >= ENOUGH_IF_ALL and is_all)


def _signs(text: str) -> tuple[int, bool]:
    """How many signs a text has, and whether each of its sentences has one.

    None if it asks something, does not begin with what it is about, or has more to say than this.
    """
    beginning = text[:BEGINNING]
    if len(text) > LONGEST or "?" in text or not (AWAY.search(beginning) or UNREAD.search(beginning)):
        return 0, False
    sentences = [part for part in _SENTENCES.split(text) if _says_something(part)]
    bearing = sum(any(sign.search(sentence) for sign in SIGNS) for sentence in sentences)
    if 2 * bearing < len(sentences):
        return 0, False
    return sum(bool(sign.search(text)) for sign in SIGNS), bearing == len(sentences)


def _says_something(sentence: str) -> bool:
    """Whether it is more than a greeting or a name."""
    return len(sentence.split()) > (LONGEST_GREETING if sentence.rstrip().endswith(",") else FEW_WORDS)
