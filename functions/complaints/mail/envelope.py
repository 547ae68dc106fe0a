"""The envelope of a mail of which only the object is left, read from the block of headers SES put on top.

Nothing below that block is believed, since the sender may have written it.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import islice

from complaints.mail.head import fields, unfolded
from complaints.model import Envelope, Verdict

LAST_OF_THE_BLOCK = "x-ses-receipt"
BLOCK = frozenset(
    {
        "return-path",
        "received",
        "received-spf",
        "authentication-results",
        "x-ses-spam-verdict",
        "x-ses-virus-verdict",
        LAST_OF_THE_BLOCK,
    }
)
# "Received: from … by inbound-smtp.eu-north-1.amazonaws.com with SMTP id … for <address>; date"
_BY_SES = re.compile(r"\bby\s+inbound-smtp\.[a-z0-9-]+\.amazonaws\.com\b")
_FOR = re.compile(r"\bfor\s+<?([^\s<>;]{1,320}@[^\s<>;]{1,255})>?")
_DMARC = re.compile(r";\s*dmarc=([a-z]+)")
_DMARC_VERDICTS = {"pass": Verdict.PASS, "fail": Verdict.FAIL, "none": Verdict.GRAY}


def envelope_from_headers(raw: bytes, arrived: datetime) -> Envelope:
    """The envelope as SES wrote it on top of the object; `arrived` (UTC) serves where its date is missing.

    Without a whole block of SES, each of its fields once, the mail is "not verified": no envelope sender,
    no recipients, every verdict UNKNOWN.
    """
    block = _block(raw)
    if not block:
        return Envelope(received_at=arrived)
    recipient = _FOR.search(block["received"])
    dmarc = _DMARC.search(block.get("authentication-results", ""))
    return Envelope(
        received_at=_received_at(block["received"]) or arrived,
        sender=block.get("return-path", "").strip("<> ").lower(),
        recipients=(recipient[1].lower(),) if recipient else (),
        dmarc=_DMARC_VERDICTS.get(dmarc[1], Verdict.UNKNOWN) if dmarc else Verdict.UNKNOWN,
        spam=_verdict(block.get("x-ses-spam-verdict", "")),
        virus=_verdict(block.get("x-ses-virus-verdict", "")),
    )


def _block(raw: bytes) -> dict[str, str]:
    block: dict[str, str] = {}
    for name, value, _ in islice(fields(raw), len(BLOCK)):
        if name not in BLOCK or name in block:
            return {}
        block[name] = unfolded(value[:4000])
        if name == LAST_OF_THE_BLOCK:
            return block if _is_by_ses(block) else {}
    return {}


def _is_by_ses(block: dict[str, str]) -> bool:
    """Whether SES received it, and its own server did the checks (RFC 8601: authserv-id comes first)."""
    checked_by = block.get("authentication-results", "amazonses.com").partition(";")[0].strip()
    return bool(_BY_SES.search(block.get("received", ""))) and checked_by == "amazonses.com"


def _received_at(received: str) -> datetime | None:
    try:
        received_at = parsedate_to_datetime(received.rpartition(";")[2].strip())
        return received_at.replace(tzinfo=received_at.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError, IndexError):
        return None


def _verdict(word: str) -> Verdict:
    return Verdict(word) if word in Verdict.__members__ else Verdict.UNKNOWN
