"""What the local run runs: the artefact of this checkout, and its demo municipality."""

import fcntl
import json
from dataclasses import dataclass
from pathlib import Path

from complaints.organisation import Organisation
from complaints.organisation_file import from_json
from lyhord import LyhordError
from lyhord.build import ROOT, BuildError, build
from lyhord.organisation import OrganisationError, compile_file

ORGANISATION_FILE = ROOT / "infra" / "lindhoj" / "organisation.yaml"


@dataclass(frozen=True, kw_only=True)
class Content:
    """The built template, and the municipality: as read, and as the functions get it."""

    template: Path
    organisation: Organisation
    compiled: bytes


def prepare() -> Content:
    """Check the organisation file and build what is deployed. Raises LyhordError."""
    compiled = compiled_organisation(ORGANISATION_FILE)
    folder = ROOT / "build"
    folder.mkdir(exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another local run may be starting
        try:
            build(ROOT, folder)
        except BuildError as problem:
            raise LyhordError(str(problem)) from problem
    return Content(
        template=folder / "template.yaml",
        organisation=from_json(json.loads(compiled)),
        compiled=compiled,
    )


def compiled_organisation(file: Path) -> bytes:
    """The file as the functions read it. Raises LyhordError when it is missing or has mistakes."""
    try:
        return compile_file(file)
    except OSError as problem:
        raise LyhordError(f"{file} cannot be read: {problem.strerror}.") from problem
    except OrganisationError as found:
        more = len(found.problems) - 1
        rest = f" ({more} more: lyhord org check {file})" if more else ""
        raise LyhordError(f"{file}, {found.problems[0]}{rest}") from found
