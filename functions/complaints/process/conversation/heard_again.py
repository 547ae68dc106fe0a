"""A complainant who writes on an answered case is never met with silence, and never with a second answer by a
machine: a short letter refers to the one they have, and a human reads what is new (JO on Nordanstig).
"""

import re
from datetime import datetime

from complaints.model import COMPLAINANT, UNANSWERED, Case, Letter
from complaints.organisation import Organisation
from complaints.process.outgoing.ways import Outlet, outlet

_THANKS = (
    r"tack|tusen|stort|så|jätte|mycket|för|svaret|svar|det|ditt|ert|hjälpen|snabbt|hej|hälsningar|mvh|vänliga"
    r"|ok|okej|bra|toppen|perfekt|vad|du|ni|oss|mig|att"
    r"|thanks?|you|very|much|the|your|quick|reply|answer|great|good|help|best|regards"
)
_ONLY_THANKS = re.compile(rf"(?:[^\w?]*\b(?:{_THANKS})\b)+[^\w?]*", re.IGNORECASE)
LONGEST = 80  # characters of what is read as thanks alone


def short_answer(
    text: str, case: Case, before: Case, organisation: Organisation, now: datetime
) -> Letter | None:
    """The letter; None where the case waits for an answer, for thanks alone, and twice in a day.

    `before` is the case as it was before this mail.
    """
    day = organisation.calendar.day_of
    told_today = any(
        heard > (case.answered_at or now) and day(heard) == day(now) for heard in before.heard_at
    )
    if case.state in UNANSWERED or not case.answered_at or told_today or _is_thanks(text):
        return None
    if outlet(case) is Outlet.NOTHING:
        return None
    name = f"heard_again-{case.entries + 1}"
    return Letter(name=name, template="heard_again", to=COMPLAINANT, not_before=now)


def _is_thanks(text: str) -> bool:
    return len(text) <= LONGEST and bool(_ONLY_THANKS.fullmatch(text))
