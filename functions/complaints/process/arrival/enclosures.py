"""Which files of a mail go along to staff: safe ones, as many as fit. The others stay in the raw mail."""

from collections.abc import Iterable

from complaints.model import Attachment, Mail, Verdict

UNNAMED = "–"
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


def files_go_along(mail: Mail) -> bool:
    """Whether any file is sent on; none is when the receiving server warns of a virus."""
    return mail.envelope.virus is not Verdict.FAIL and bool(enclosed(mail.attachments))


def files_named(mail: Mail) -> dict[str, str]:
    """The names of the files that go along and of those that do not, a line each."""
    sent_on = enclosed(mail.attachments) if files_go_along(mail) else ()
    kept = [file.name or UNNAMED for file in mail.attachments if file not in sent_on]
    return {"attachments": "\n".join(file.name or UNNAMED for file in sent_on), "withheld": "\n".join(kept)}
