"""Which files of a mail go along to staff: safe ones, as many as fit. The others stay in the raw mail."""

from collections.abc import Iterable

from complaints.model import Attachment

MOST_ENCLOSED = 20 * 1024 * 1024  # bytes in one letter; base64 makes them a third larger, and SES takes 40 MB


def enclosed(attachments: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """Those that are sent on, in their order."""
    room, chosen = MOST_ENCLOSED, []
    for attachment in attachments:
        if attachment.safe and attachment.size <= room:
            room -= attachment.size
            chosen.append(attachment)
    return tuple(chosen)


def too_large(attachments: tuple[Attachment, ...]) -> int:
    """How many are left out for their size alone: the complainant is told, and may send them otherwise."""
    sent_on = enclosed(attachments)
    return sum(attachment.safe and attachment not in sent_on for attachment in attachments)
