"""What may come through a reader's links to a case: so many posts a minute, so many codes, so many tries.

A door is no part of its case: nothing here changes the case, and each line of its log is only ever added.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from complaints.model import Decision, Door, Entry, Letter, Role

MOST_POSTS = 20
IN_A = timedelta(minutes=1)
MOST_CODES = 10
IN_A_DAY = timedelta(days=1)
CODE_GOOD_FOR = timedelta(minutes=10)
MOST_WRONG = 5

CODE = "one_time_code"  # the letter
STRANGER = "somebody"  # in the log: who they were is not known


def knocked(door: Door, now: datetime) -> Decision | None:
    """Something was posted; None when it is too much."""
    lately = tuple(at for at in door.knocked_at if now - at < IN_A)
    if len(lately) >= MOST_POSTS:
        return None
    return Decision(verdict="knocked", door=replace(door, knocked_at=(*lately, now)))


def asked_for_code(door: Door, reader: Role, now: datetime) -> Decision:
    """Send a code to the reader's registered address; whoever presses the button need not be the reader."""
    lately = tuple(at for at in door.coded_at if now - at < IN_A_DAY)
    if len(lately) >= MOST_CODES:
        return refused(door, "too many codes were asked for", STRANGER, now)
    number = door.codes + 1
    door = replace(door, codes=number, coded_at=(*lately, now), code_until=now + CODE_GOOD_FOR, wrong=0)
    letter = Letter(
        name=f"code-{door.case_id}-{reader.id}-{number}",
        template=CODE,
        to=reader.id,
        in_person=True,
        not_before=now,
        facts={"case": door.case_id, "reader": reader.id, "number": str(number)},
    )
    line = _line("code_sent", STRANGER, "somebody with the link asked for a code", now)
    return Decision(verdict="code sent", door=door, readings=(line,), letters=(letter,))


def tried(door: Door, reader: Role, right: bool, now: datetime) -> Decision:
    """Somebody typed a code. It opens once; after some wrong ones it opens no more."""
    if door.code_until is None or now >= door.code_until or door.wrong >= MOST_WRONG:
        return refused(door, "no code is good any more", STRANGER, now)
    if not right:
        return refused(replace(door, wrong=door.wrong + 1), "wrong code", STRANGER, now)
    line = _line("opened", reader.id, "typed the code that was mailed", now, _who(reader))
    return Decision(verdict="opened", door=replace(door, code_until=None), readings=(line,))


def read(door: Door, reader: Role, what: str, now: datetime) -> Decision:
    """The reader saw the case, or took a file of it."""
    line = _line("read", reader.id, what, now, _who(reader))
    return Decision(verdict="read", door=door, readings=(line,))


def refused(door: Door, why: str, who: str, now: datetime) -> Decision:
    """Nothing was shown."""
    return Decision(verdict="refused", door=door, readings=(_line("refused", who, why, now),))


def _line(what: str, by: str, why: str, now: datetime, facts: Mapping[str, str] | None = None) -> Entry:
    return Entry(what=what, by=by, why=why, happened_at=now, facts=facts or {})


def _who(reader: Role) -> Mapping[str, str]:
    """The person who holds the role now: the log outlives that."""
    return {"address": reader.holder.address}
