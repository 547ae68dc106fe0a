"""YAML text → plain data, with the line of every value.

Every scalar stays text and the schema says what it means, so that YAML's own guesses never bite: `no` is no
boolean, `07:30` is not 450, `0701` is not octal. Anchors and aliases are refused: nobody needs them here, and
nested ones grow without end. A key that stands twice is a mistake, where YAML would silently keep the last.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from lyhord.organisation.problems import OrganisationError, Problem

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times faster, where it is there
LARGEST = 1_000_000  # bytes; a municipality with a hundred schools needs a tenth of it
DEEPEST = 20

Place = tuple[str | int, ...]  # ("roles", "maltidschef", "deputies", 0)


@dataclass(frozen=True)
class Source:
    """The file's data, and on which line each value begins."""

    data: Any
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """The line of a value, or of the nearest thing around it that exists."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(path: Path) -> Source:
    """Read the file.

    Raises:
        OrganisationError: it is missing, too large, not UTF-8 or not the simple YAML we ask for.
    """
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise _refusal(1, f"{path} cannot be read ({problem.strerror})", "Give the path of a file") from None
    if len(raw) > LARGEST:
        raise _refusal(1, f"the file is larger than {LARGEST} bytes", "Give an organisation file")
    try:
        return parse(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise _refusal(line, "the file is not UTF-8", "Save it as UTF-8 in your editor") from None


def parse(text: str) -> Source:
    """Read YAML text; see `read`."""
    try:
        _refuse_aliases(text)
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        what = getattr(problem, "problem", None) or str(problem).splitlines()[0]
        line = mark.line + 1 if mark else 1
        raise _refusal(
            line, f"this is not YAML ({what})", "Look for a lost colon, quote or indent here"
        ) from None
    lines: dict[Place, int] = {}
    return Source(_plain(node, (), lines), lines)


def _refuse_aliases(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _refusal(line, f"nested deeper than {DEEPEST} levels", "Follow the example file")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refusal(line, "anchors (&) and aliases (*) are not used here", "Write it out")


def _plain(node: yaml.Node | None, place: Place, lines: dict[Place, int]) -> Any:
    if node is None:
        return None
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*place, n), lines) for n, item in enumerate(node.value)]
    plain = isinstance(node, yaml.ScalarNode) and not node.style
    return None if plain and node.value in {"", "~", "null"} else node.value


def _mapping(node: yaml.MappingNode, place: Place, lines: dict[Place, int]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise _refusal(line, "a name was expected here", "Write `name: value`")
        if key.value in values:
            field = ".".join(map(str, (*place, key.value)))
            raise _refusal(line, "stands twice, and only one can count", "Remove one of them", field)
        lines[*place, key.value] = line
        values[key.value] = _plain(value, (*place, key.value), lines)
    return values


def _refusal(line: int, what: str, remedy: str, field: str = "") -> OrganisationError:
    return OrganisationError([Problem(line, field, what, remedy)])
