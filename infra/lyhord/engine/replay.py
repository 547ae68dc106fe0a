"""What a start does so that nothing is lost: mails without a mark are received again, letters are woken.

AWS has the same in its tick (objects that stay in incoming/, letters that stay unsent); here the emulator's
queues are gone too, and the table may be a moment older than the bucket.
"""

from datetime import UTC, datetime

from complaints.aws import table
from complaints.aws.values import stamp
from lyhord.engine.arrival import PREFIX
from lyhord.engine.aws import System

KEPT = "mails/"


def receive_again(system: System, now: datetime) -> int:
    """Have every mail received again that the table does not know, and say how many they are."""
    for key in unmarked(system):
        system.copy(key, PREFIX + key.rpartition("/")[2])
    waiting = [key for key, _ in system.objects(PREFIX)]
    for key in waiting:
        notice = {"notificationType": "Reconcile", "objectKey": key, "at": stamp(now)}
        system.send("Arrivals", notice)
    return len(waiting)


def wake_letters(system: System, now: datetime) -> int:
    """Wake the letters that could have left already, and say how many they are; due cases are the tick's."""
    count = 0
    for row in system.due():
        at = max(now, _last_told(system, row.pk))
        if row.letter and row.due_at <= at:
            message = {"case": row.letter.case_id, "letter": row.letter.name, "at": stamp(at)}
            system.send("Wakes", message)
            count += 1
    return count


def _last_told(system: System, pk: str) -> datetime:
    """When something of a case was last recorded.

    A mail that lay in its queue for a while is dealt with later than it came, and so may be ahead of a clock
    that stands still.
    """
    told = [row["recorded_at"]["S"] for row in system.rows(pk) if "recorded_at" in row]
    return datetime.fromisoformat(max(told)) if told else datetime.min.replace(tzinfo=UTC)


def unmarked(system: System) -> list[str]:
    """One kept object of each mail that has no mark in the table, the oldest mail first."""
    first: dict[str, str] = {}
    for key, _ in system.objects(KEPT):
        first.setdefault(key.split("/")[1], key)
    marked = system.existing([table.mail_key(identity) for identity in first])
    return [key for identity, key in first.items() if table.mail_key(identity)["pk"] not in marked]
