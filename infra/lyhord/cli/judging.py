"""What Lyhörd makes of mails given as lines of JSON. The keys are the contract's."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from email.header import Header
from pathlib import Path
from typing import Any

from complaints.judgement import judge
from complaints.mail import read
from complaints.model import Envelope, Verdict
from complaints.organisation import Organisation, from_json
from lyhord import LyhordError
from lyhord.cli.cases import owner
from lyhord.engine.content import ORGANISATION_FILE, compiled_organisation

ENCODING = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
}
OVERRULED = ("from", "subject", "mime-version", "content-")

Item = dict[str, Any]


def judged(file: Path, organisation_file: Path | None) -> Iterator[Item]:
    """Each line's judgement, in order. Raises LyhordError for a line that is no JSON object."""
    compiled = compiled_organisation(organisation_file or ORGANISATION_FILE)
    organisation = from_json(json.loads(compiled))
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _judged(_parsed(file, number, line), organisation)


def _parsed(file: Path, number: int, line: str) -> Item:
    try:
        found = json.loads(line)
    except ValueError as problem:
        raise LyhordError(f"{file}, line {number} is no JSON: {problem}.") from problem
    if not isinstance(found, dict):
        raise LyhordError(f"{file}, line {number} is no JSON object.")
    return found


def _judged(given: Mapping[str, Any], organisation: Organisation) -> Item:
    mail = read(_raw(given), _envelope(given))
    found = judge(mail, organisation)
    unit = organisation.unit(found.unit)
    return {
        "id": given.get("id"),
        "lane": found.lane.value,
        "also": [lane.value for lane in found.also],
        "category": found.category,
        "also_categories": list(found.also_categories),
        "unit": unit.name if unit else None,
        "owner": owner(organisation, found.owner),
        "sensitive": found.sensitive,
        "urgent": found.urgent,
        "matters": found.matters,
        "new_text": mail.new_text,
        "reasons": [asdict(reason) for reason in found.reasons],
    }


def _raw(given: Mapping[str, Any]) -> bytes:
    """The line as the mail it tells of. Its body is text already: how it once was encoded is past."""
    own = {
        "From": f"{Header(_line(given, 'from_name'), 'utf-8').encode()} <{_line(given, 'from_addr')}>",
        "Subject": Header(_line(given, "subject"), "utf-8").encode(),
    }
    told = {str(name): str(value) for name, value in (given.get("headers") or {}).items()}
    kept = {name: value for name, value in told.items() if not name.lower().startswith(OVERRULED)}
    fields = own | {name: " ".join(value.split()) for name, value in kept.items()} | ENCODING
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"{head}\r\n{given.get('body') or ''}".encode("utf-8", "replace")


def _envelope(given: Mapping[str, Any]) -> Envelope:
    headers = {name.lower(): str(value) for name, value in (given.get("headers") or {}).items()}
    sender = headers.get("return-path", _line(given, "from_addr")).strip("<> ")
    return Envelope(received_at=datetime.now(UTC), sender=sender, dmarc=Verdict.PASS)


def _line(given: Mapping[str, Any], name: str) -> str:
    return " ".join(str(given.get(name) or "").split())
