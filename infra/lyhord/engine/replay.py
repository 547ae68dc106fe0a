"""What a start does so that nothing is lost: mails without a mark are received again, letters are woken.

AWS has the same in its tick (objects that stay in incoming/, letters that stay unsent); here the emulator's
queues are gone too, and the table may be a moment older than the bucket.
"""

from collections.abc import Iterator
from datetime import datetime

from complaints.aws import table
from lyhord.engine.arrival import PREFIX
from lyhord.engine.aws import System

KEPT = "mails/"
KEYS_AT_ONCE = 100  # BatchGetItem takes no more


def receive_again(system: System) -> int:
    """Have every mail received again that the table does not know, and say how many they are."""
    for key in _unmarked(system):
        system.copy(key, PREFIX + key.rpartition("/")[2])
    waiting = [key for key, _ in system.objects(PREFIX)]
    for key in waiting:
        system.send("Arrivals", {"notificationType": "Reconcile", "objectKey": key})
    return len(waiting)


def wake_letters(system: System, now: datetime) -> int:
    """Wake the letters that could have left by now, and say how many they are."""
    count = 0
    for row in system.due(now):
        case = row.pk.removeprefix("CASE#") if row.pk.startswith("CASE#") else ""
        if not case:
            message = {"outbox": row.pk.removeprefix("OUTBOX#")}
        elif row.sk.startswith("LETTER#"):
            message = {"case": case, "letter": row.sk.removeprefix("LETTER#")}
        else:
            continue  # a case that waits for its hour is the tick's
        system.send("Wakes", message | {"at": table.stamp(now)})
        count += 1
    return count


def _unmarked(system: System) -> Iterator[str]:
    """One object of each mail that has no mark in the table, the oldest mail first."""
    by_identity = {key.split("/")[1]: key for key, _ in reversed(system.objects(KEPT))}
    identities = list(reversed(by_identity))
    for start in range(0, len(identities), KEYS_AT_ONCE):
        some = identities[start : start + KEYS_AT_ONCE]
        marked = system.existing([table.mail_key(identity) for identity in some])
        yield from (by_identity[i] for i in some if table.mail_key(i)["pk"] not in marked)
