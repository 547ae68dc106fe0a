"""What a person writes of a case for the leaders' sheet: what happened, what is wished for, names covered.

Loaded words do not come on the sheet; neutral ones are proposed in their place, and nothing is forced.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from complaints.model import Case, ForMeeting, Writer
from complaints.organisation import Organisation
from complaints.process.confidentiality.masking import masked
from complaints.process.confidentiality.secrecy import is_secret
from complaints.process.outgoing.own_words import own_words
from complaints.process.outgoing.parts import parts_of
from complaints.process.outgoing.tone import neutral

LONGEST = 400  # characters: a sentence or three
WISH = re.compile(r"\b(?:önskemål|wish)\s*:\s*", re.IGNORECASE)
PRINTED = ("understood", "found", "done", "not_done")  # parts of an answer
NOTHING = ForMeeting()


def read(text: str) -> ForMeeting:
    """`<what happened>. Önskemål: <what is wished for>`, and the parts of an answer on lines of their own."""
    parts = parts_of(own_words(text))
    event, *wish = map(_paragraph, WISH.split(parts.get("said", ""), maxsplit=1))
    return ForMeeting(event=event, wish="".join(wish), answer=answer_in(parts))


def answer_in(parts: dict[str, str]) -> dict[str, str]:
    """What of an answer the sheet has room for: what stands under its neutral headings."""
    return {part: _paragraph(parts[part]) for part in PRINTED if part in parts}


def covered(words: ForMeeting, case: Case, organisation: Organisation) -> ForMeeting:
    """Nobody is named, those who hold an office neither."""
    return _each(words, lambda text: masked(text, case, organisation, name_officials=False))


def softened(words: ForMeeting) -> ForMeeting:
    """In neutral words."""
    return _each(words, lambda text: neutral(text) or text)


def together(before: ForMeeting | None, words: ForMeeting) -> ForMeeting:
    """The newer words, and the older ones where there are none."""
    before = before or NOTHING
    return ForMeeting(
        event=words.event or before.event,
        wish=words.wish or before.wish,
        answer=words.answer or before.answer,
    )


def without(before: ForMeeting | None, words: ForMeeting) -> ForMeeting | None:
    """The older words where there are no newer ones; None when that leaves nothing."""
    before = before or NOTHING
    left = ForMeeting(
        event="" if words.event else before.event,
        wish="" if words.wish else before.wish,
        answer={} if words.answer else before.answer,
    )
    return left if left != NOTHING else None


def is_too_long(words: ForMeeting) -> bool:
    """Whether one of them is no line of a sheet."""
    return any(len(text) > LONGEST for text in (words.event, words.wish, *words.answer.values()))


def told(words: ForMeeting) -> dict[str, str]:
    """As the letter has them that shows them."""
    named = {"event": words.event, "wish": words.wish, **words.answer}
    return {name: text for name, text in named.items() if text}


def is_answered_on_the_sheet(case: Case) -> bool:
    """Whether the sheet is the one place to answer: whoever wrote is unknown and has no address."""
    writer = case.complainant
    return writer.writer is Writer.ANONYMOUS and not writer.mailable and not is_secret(case)


def _each(words: ForMeeting, change: Callable[[str], str]) -> ForMeeting:
    answer = {part: change(text) for part, text in words.answer.items()}
    return replace(words, event=change(words.event), wish=change(words.wish), answer=answer)


def _paragraph(text: str) -> str:
    """The first one, on one line: what follows may be a greeting and a name."""
    return " ".join(text.strip().partition("\n\n")[0].split())
