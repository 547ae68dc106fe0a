"""One of each noun, with only the interesting fields spelled out by the test."""

from datetime import date, timedelta

from complaints.model import (
    Case,
    Complainant,
    Decision,
    Entry,
    Envelope,
    Judgement,
    Lane,
    Letter,
    Mail,
    Reason,
    State,
)
from tests.lindhoj import GUARDIAN, TUESDAY

NOW = TUESDAY


def a_mail(**changes) -> Mail:
    return Mail(
        **{
            "identity": "ab" * 32,
            "raw_sha256": "cd" * 32,
            "envelope": Envelope(received_at=NOW),
            "message_id": "<1@hem.example>",
        }
        | changes
    )


def a_judgement(**changes) -> Judgement:
    return Judgement(
        **{
            "lane": Lane.COMPLAINT,
            "category": "maltid",
            "owner": "maltidschef",
            "unit": "askolan",
            "copies": ("rektor-askolan",),
            "matters": 1,
            "barred": ("rektor-kullaskolan",),
            "reasons": (Reason(about="category", says="maltid", because=("maten",)),),
        }
        | changes
    )


def a_case(**changes) -> Case:
    return Case(
        **{
            "id": "abcdefghijklmnop",
            "number": "LH-2026-0001",
            "state": State.RECEIVED,
            "received_at": NOW,
            "clock_from": NOW,
            "complainant": Complainant(name="Maria Lind", address=GUARDIAN, language="sv", mailable=True),
            "subject": "Maten",
            "judgement": a_judgement(),
            "owner": "maltidschef",
            "first_contact_by": date(2026, 3, 12),
            "answer_by": date(2026, 3, 19),
            "thread": ("<1@hem.example>",),
            "due_at": NOW + timedelta(days=2),
        }
        | changes
    )


def an_entry(**changes) -> Entry:
    return Entry(
        **{
            "what": "received",
            "by": "complainant",
            "why": "a mail arrived",
            "happened_at": NOW,
            "facts": {"dmarc": "PASS"},
            "text": "Maten är kall.",
        }
        | changes
    )


def a_letter(**changes) -> Letter:
    return Letter(
        **{"name": "acknowledgement", "template": "acknowledgement", "to": "complainant", "not_before": NOW}
        | changes
    )


def a_decision(**changes) -> Decision:
    return Decision(
        **{
            "verdict": "new case",
            "mail": "ab" * 32,
            "case": a_case(),
            "entries": (an_entry(),),
            "letters": (a_letter(),),
            "traces": ("<1@hem.example>",),
        }
        | changes
    )
