"""What a mail may be recognised by, as texts that the store turns into keyed hashes; each leads to one case.

A case is known by the Message-IDs of its mails and letters, by those that its opening mail answers and that
have not come yet, by Outlook's conversation, and for a week by what its opening mail looks like and who
sent it.
"""

from datetime import date, timedelta
from enum import StrEnum

from complaints.model import Mail

LOOKED_UP = 50  # Message-IDs of a mail's References
AWAITED = 3  # of them that a case waits for
ALIKE_FOR = timedelta(days=7)  # RFC 3834 2: the same response to the same sender at most once in a week


class Way(StrEnum):
    """How a mail found its case, the strongest first."""

    SIGNED = "signed address"
    THREAD = "message ids"
    AWAITED = "a reply that came before it"
    CONVERSATION = "Outlook's conversation"
    NUMBER = "number in subject"
    ALIKE = "looks like the opening mail"


def answered(mail: Mail) -> tuple[str, ...]:
    """The Message-IDs that the mail answers, the nearest first."""
    return tuple(dict.fromkeys(mail.thread[:LOOKED_UP]))


def conversation(mail: Mail) -> tuple[str, ...]:
    """What Outlook calls the conversation, also where a server took References off; a weak hint."""
    return (f"conversation {mail.conversation}",) if mail.conversation else ()


def way_of(trace: str) -> Way:
    """The way that a trace leads; a Message-ID begins with an angle bracket."""
    kind = trace.partition(" ")[0]
    weak = {"awaited": Way.AWAITED, "conversation": Way.CONVERSATION, "alike": Way.ALIKE}
    return weak.get(kind, Way.THREAD)


def awaited(message_id: str) -> str:
    """The trace of a mail that an earlier one has answered already: the reply overtook it."""
    return f"awaited {message_id}"


def alike(mail: Mail, day: date) -> tuple[str, ...]:
    """What mails of one sender share that look alike, for this week and the one before."""
    if not (mail.sender and mail.likeness):
        return ()
    week = week_of(day)
    return tuple(f"alike {mail.sender.address} {mail.likeness} {number}" for number in (week, week - 1))


def week_of(day: date) -> int:
    """The number of its week, of all weeks there were."""
    return day.toordinal() // ALIKE_FOR.days


def left_by(mail: Mail, day: date) -> tuple[str, ...]:
    """The traces of a mail that opens a case."""
    own = (mail.message_id,) if mail.message_id else ()
    return (*own, *map(awaited, answered(mail)[:AWAITED]), *conversation(mail), *alike(mail, day)[:1])
