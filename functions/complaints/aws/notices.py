"""What SES says of a mail it received: the notice of a receipt rule, read tolerantly.

https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html
A verdict that is missing, DISABLED or unknown is UNKNOWN, and never taken for a pass.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from complaints.model import Envelope, Verdict


def envelope_from(notice: Mapping[str, Any]) -> Envelope:
    """The envelope of the mail that the notice tells of."""
    mail, receipt = notice.get("mail") or {}, notice["receipt"]
    return Envelope(
        received_at=datetime.fromisoformat(receipt["timestamp"]),
        sender=(mail.get("source") or "").strip("<>").lower(),  # the null sender may be spelt out as <>
        recipients=tuple(address.lower() for address in receipt.get("recipients") or ()),
        dmarc=_verdict(receipt, "dmarcVerdict"),
        spam=_verdict(receipt, "spamVerdict"),
        virus=_verdict(receipt, "virusVerdict"),
    )


def is_receipt(notice: Mapping[str, Any]) -> bool:
    """Whether SES wrote it; else the tick did, of a mail that was left lying."""
    return "receipt" in notice


def object_key(notice: Mapping[str, Any]) -> str:
    """Where the mail lies."""
    key: str = notice["receipt"]["action"]["objectKey"] if is_receipt(notice) else notice["objectKey"]
    return key


def _verdict(receipt: Mapping[str, Any], name: str) -> Verdict:
    status = (receipt.get(name) or {}).get("status", "")
    return Verdict(status) if status in Verdict.__members__ else Verdict.UNKNOWN
