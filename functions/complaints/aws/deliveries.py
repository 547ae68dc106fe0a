"""What SES says of a mail it sent: its EventBridge events, reduced to those that mean "it did not arrive".

https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from complaints.aws.postman import message_id
from complaints.idna import as_written

NOT_DELIVERED = {
    "Bounce": "the address takes no mail",
    "Complaint": "the receiver calls it spam",
    "Reject": "SES did not send it",
    "Rendering Failure": "SES could not send it",
}
SUPPRESSED = {"OnAccountSuppressionList", "Suppressed"}  # kinds of reports: on our list, on SES's own
NOT_TRIED = "SES sends nothing there any more since an earlier bounce or complaint: docs/runbooks/ses.md"


@dataclass(frozen=True)
class Report:
    """A letter that did not arrive. `id` is the same for each delivery of the same event."""

    id: str
    message_id: str
    what: str
    addresses: tuple[str, ...]  # of those whom it did not reach


def report_from(event: Mapping[str, Any]) -> Report | None:
    """The report in an event; None for one that changes nothing, such as a delivery or a delay."""
    detail = event["detail"]
    what = _not_delivered(detail)
    if what is None or _is_answered_by_a_machine(detail.get("bounce", {})):
        return None
    ses_id = detail["mail"]["messageId"]
    addresses = _missed(detail)
    identity = hashlib.sha256(f"{detail['eventType']}/{ses_id}/{addresses}".encode()).hexdigest()
    return Report(id=identity, message_id=message_id(ses_id, event["region"]), what=what, addresses=addresses)


def _not_delivered(detail: Mapping[str, Any]) -> str | None:
    """Why a letter did not arrive, in a few words; None where nothing says so."""
    bounced, complained = detail.get("bounce", {}), detail.get("complaint", {})
    if SUPPRESSED & {bounced.get("bounceSubType"), complained.get("complaintSubType")}:
        return NOT_TRIED
    return NOT_DELIVERED.get(detail["eventType"])


def _is_answered_by_a_machine(bounce: Mapping[str, Any]) -> bool:
    """Whether somebody's out-of-office came back: SES calls it a transient bounce, too.

    Any other transient bounce is one that SES gave up on. It comes with a report of what failed.
    """
    reports = (recipient.keys() - {"emailAddress"} for recipient in bounce.get("bouncedRecipients", ()))
    return bounce.get("bounceType") == "Transient" and not any(reports)


def _missed(detail: Mapping[str, Any]) -> tuple[str, ...]:
    """Those of its receivers that the report names; all of them if it names none.

    It names none when the letter never left, and somebody else where a receiver's mail is forwarded.
    """
    named = (
        *detail.get("bounce", {}).get("bouncedRecipients", ()),
        *detail.get("complaint", {}).get("complainedRecipients", ()),
    )
    missed = {recipient["emailAddress"].lower() for recipient in named}
    receivers = detail["mail"].get("destination", ())
    return tuple(map(as_written, [to for to in receivers if to.lower() in missed] or receivers))
