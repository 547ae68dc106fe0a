"""The files of a case: read out of the raw mails when somebody asks, and never kept apart from them."""

from complaints.mail import read
from complaints.model import COMPLAINANT, Attachment, Case, Entry, Envelope, Verdict
from complaints.process.confidentiality import anonymity
from complaints.process.conversation.replies import OTHER_SENDER
from complaints.workflow.ports import GoneError, Mailbox


def files_of(entry: Entry, case: Case, mailbox: Mailbox) -> tuple[Attachment, ...]:
    """The files of the mail that an entry tells of; none of one that was erased, and none of none.

    What somebody sent who is to be anonymous is called by a number.
    """
    raw_key = entry.facts.get("raw", "")
    if not raw_key or entry.facts.get("attachments", "0") == "0":
        return ()
    try:
        raw = mailbox.fetch(raw_key)
    except GoneError:
        return ()
    files = read(raw, Envelope(received_at=entry.happened_at)).attachments
    outside = entry.by in (COMPLAINANT, OTHER_SENDER)
    return anonymity.neutral(files) if outside and anonymity.is_anonymous(case) else files


def may_be_taken(file: Attachment, entry: Entry) -> bool:
    """Whether a file is given to a person: of a harmless kind, and the receiving server warned of nothing."""
    return file.safe and entry.facts.get("virus") != Verdict.FAIL
