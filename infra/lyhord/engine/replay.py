"""What a start does so that nothing is lost: mails without a mark are received again, letters are woken.

AWS has the same in its tick (objects that stay in incoming/, letters that stay unsent); here the emulator's
queues are gone too, and the table may be a moment older than the bucket.
"""

from datetime import datetime

from complaints.aws import table
from lyhord.engine.arrival import PREFIX
from lyhord.engine.aws import System

KEPT = "mails/"


def receive_again(system: System, now: datetime) -> int:
    """Have every mail received again that the table does not know, and say how many they are."""
    for key in _unmarked(system):
        system.copy(key, PREFIX + key.rpartition("/")[2])
    waiting = [key for key, _ in system.objects(PREFIX)]
    for key in waiting:
        notice = {"notificationType": "Reconcile", "objectKey": key, "at": table.stamp(now)}
        system.send("Arrivals", notice)
    return len(waiting)


def wake_letters(system: System, now: datetime) -> int:
    """Wake the letters that could have left by now, and say how many they are."""
    letters = [row.letter for row in system.due(now) if row.letter]  # due cases are the tick's
    for ref in letters:
        system.send("Wakes", {"case": ref.case_id, "letter": ref.name, "at": table.stamp(now)})
    return len(letters)


def _unmarked(system: System) -> list[str]:
    """One object of each mail that has no mark in the table, the oldest mail first."""
    first: dict[str, str] = {}
    for key, _ in system.objects(KEPT):
        first.setdefault(key.split("/")[1], key)
    marked = system.existing([table.mail_key(identity) for identity in first])
    return [key for identity, key in first.items() if table.mail_key(identity)["pk"] not in marked]
