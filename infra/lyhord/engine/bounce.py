"""Bounces, as SES tells of them on EventBridge.

A recipient whose local part begins with "bounce" at a domain under .invalid (RFC 2606) bounces; the rest
is delivered. The event's shape follows "Event data that SES publishes to EventBridge".
"""

import json
from typing import Any

from lyhord.engine.post import Posted
from lyhord.engine.settings import REGION


def bouncing(posted: Posted) -> list[str]:
    """Those of a letter's recipients that do not exist."""
    return [address for address in posted.to if _bounces(address)]


def bounce_event(posted: Posted, addresses: list[str]) -> dict[str, str]:
    """An entry for PutEvents."""
    stamp = posted.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    detail: dict[str, Any] = {
        "eventType": "Bounce",
        "bounce": {
            "feedbackId": f"{posted.message_id}-bounce",
            "bounceType": "Permanent",
            "bounceSubType": "General",
            "bouncedRecipients": [
                {
                    "emailAddress": address,
                    "action": "failed",
                    "status": "5.1.1",
                    "diagnosticCode": "smtp; 550 5.1.1 user unknown",
                }
                for address in addresses
            ],
            "timestamp": stamp,
            "reportingMTA": f"dns; {REGION}.amazonses.com",
        },
        "mail": {
            "timestamp": stamp,
            "source": posted.sender,
            "messageId": posted.message_id,
            "destination": list(posted.to),
            "headersTruncated": True,
            "tags": dict(posted.tags),
        },
    }
    return {"Source": "aws.ses", "DetailType": "Email Bounced", "Detail": json.dumps(detail)}


def _bounces(address: str) -> bool:
    local, _, domain = address.lower().rpartition("@")
    return local.startswith("bounce") and domain.rpartition(".")[2] == "invalid"
