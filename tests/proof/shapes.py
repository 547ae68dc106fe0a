"""Values of the town in the shape in which AWS hands them to the functions."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from complaints.model import Absence
from complaints.organisation import Organisation
from complaints.organisation_file import FORMAT
from complaints.pages.exchange import SESSION, Request


def asked(request: Request) -> dict[str, Any]:
    """A request as the Function URL's event."""
    path = f"/{'/'.join(request.path)}"
    return {
        "version": "2.0",
        "rawPath": path,
        "rawQueryString": urlencode(request.query),
        "headers": {"sec-fetch-site": "cross-site" if request.from_elsewhere else "same-origin"},
        "cookies": [f"{SESSION}={value}" for value in request.sessions],
        "requestContext": {
            "http": {"method": request.method, "path": path},
            "timeEpoch": int(request.now.timestamp() * 1000),
        },
        "body": urlencode(request.form),
        "isBase64Encoded": False,
    }


def bounced(message_id: str, address: str, at: datetime) -> dict[str, Any]:
    """SES's event that a letter, by the id that its receivers see, did not reach an address."""
    detail = {
        "eventType": "Bounce",
        "bounce": {"bounceType": "Permanent"},
        "mail": {"messageId": message_id.strip("<>").partition("@")[0], "destination": [address]},
    }
    return {"region": "eu-north-1", "time": at.astimezone(UTC).isoformat(), "detail": detail}


def written(organisation: Organisation) -> dict[str, Any]:
    """The organisation as its compiled file spells it."""
    return {"format": FORMAT} | _plain(organisation)


def _plain(value: Any) -> Any:
    if isinstance(value, Absence):
        return [str(value.first), str(value.last)]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        if all(map(is_dataclass, value.values())):
            return [_plain(one) for one in value.values()]
        return {_plain(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, date | time | ZoneInfo) else value
