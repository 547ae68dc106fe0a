"""What Lyhörd makes of mails given as lines of JSON. The keys are the contract's."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from complaints.judgement import judge
from complaints.organisation import Organisation
from complaints.organisation_file import from_json
from lyhord import LyhordError
from lyhord.cli.cases import owner
from lyhord.engine.content import ORGANISATION_FILE, compiled_organisation
from lyhord.measuring.arriving import arrived

Item = dict[str, Any]


def judged(file: Path, organisation_file: Path | None) -> Iterator[Item]:
    """Each line's judgement, in order. Raises LyhordError for a line that is no JSON object in UTF-8."""
    compiled = compiled_organisation(organisation_file or ORGANISATION_FILE)
    organisation = from_json(json.loads(compiled))
    with file.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _judged(_parsed(file, number, line), organisation)


def _parsed(file: Path, number: int, line: bytes) -> Item:
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as problem:
        raise LyhordError(f"{file}, line {number} is not in UTF-8: save the file as UTF-8.") from problem
    except ValueError as problem:
        raise LyhordError(f"{file}, line {number} is no JSON: {problem}.") from problem
    if not isinstance(found, dict):
        raise LyhordError(f"{file}, line {number} is no JSON object.")
    return found


def _judged(given: Mapping[str, Any], organisation: Organisation) -> Item:
    mail = arrived(given)
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
