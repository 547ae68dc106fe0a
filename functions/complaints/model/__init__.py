"""The nouns of Lyhörd, a file for each part of the house: frozen values that do nothing.

All instants are aware datetimes in UTC; a `date` is a calendar day in Europe/Stockholm.
"""

from complaints.model.amendments import Absence, Amendments, Silent, Topic
from complaints.model.case import (
    UNANSWERED,
    Case,
    Channel,
    Complainant,
    Counted,
    Deficiency,
    Entry,
    Errand,
    ErrandKind,
    Held,
    Outcome,
    Outgoing,
    Result,
    State,
)
from complaints.model.decision import Change, Decision, Tally
from complaints.model.door import Door
from complaints.model.judgement import Judgement, Lane, Part, Reason, Writer
from complaints.model.letter import (
    COMPLAINANT,
    FORWARDER,
    WRITER,
    Due,
    Fate,
    Letter,
    LetterRef,
    LetterState,
    Nudge,
    Tick,
)
from complaints.model.mail import Address, Attachment, Envelope, Forwarded, Mail, MailKind, Verdict
from complaints.model.organisation import Person, Role, Unit

__all__ = [
    "COMPLAINANT",
    "FORWARDER",
    "UNANSWERED",
    "WRITER",
    "Absence",
    "Address",
    "Amendments",
    "Attachment",
    "Case",
    "Change",
    "Channel",
    "Complainant",
    "Counted",
    "Decision",
    "Deficiency",
    "Door",
    "Due",
    "Entry",
    "Envelope",
    "Errand",
    "ErrandKind",
    "Fate",
    "Forwarded",
    "Held",
    "Judgement",
    "Lane",
    "Letter",
    "LetterRef",
    "LetterState",
    "Mail",
    "MailKind",
    "Nudge",
    "Outcome",
    "Outgoing",
    "Part",
    "Person",
    "Reason",
    "Result",
    "Role",
    "Silent",
    "State",
    "Tally",
    "Tick",
    "Topic",
    "Unit",
    "Verdict",
    "Writer",
]
