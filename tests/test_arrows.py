"""Arrows point inward: which room knows which. Lint walls keep libraries out; this keeps rooms apart.

The table says what is so, not what might be: a room that needs another no more loses the right to it.
"""

import ast
from pathlib import Path

import pytest

from tests.lindhoj import ROOT

FUNCTIONS = ROOT / "functions"
NOUNS = {"model"}
KNOWS = {
    "model": set(),
    "hash_chain": NOUNS,
    "signature": set(),
    "parallel": set(),
    "calendar": set(),
    "idna": set(),
    "wording": set(),
    "typesetting": set(),
    "organisation": NOUNS | {"calendar"},
    "organisation_file": NOUNS | {"calendar", "organisation"},
    "mail": NOUNS,
    "policy": NOUNS | {"organisation"},
    "judgement": NOUNS | {"organisation", "policy"},
    "process": NOUNS | {"calendar", "idna", "judgement", "organisation", "policy", "signature"},
    "reports": NOUNS | {"calendar", "organisation", "policy", "process"},
    "letters": NOUNS | {"typesetting", "wording"},
    "message": NOUNS | {"letters"},
    "scenes": NOUNS | {"idna", "letters", "message", "organisation", "process", "signature"},
    "workflow": NOUNS
    | {"idna", "parallel", "letters", "mail", "message", "organisation", "process", "reports"}
    | {"scenes", "signature"},
    "pages": NOUNS | {"letters", "organisation", "policy", "process", "scenes", "signature", "workflow"},
    "aws": NOUNS
    | {"idna", "parallel", "hash_chain", "organisation", "organisation_file", "pages", "signature"}
    | {"workflow"},
}


def rooms_named_in(file: Path) -> set[str]:
    """The rooms of complaints that a file imports from."""
    modules = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "complaints":
            modules |= {f"complaints.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module)
        elif isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
    return {module.split(".")[1] for module in modules if module.startswith("complaints.")}


def files_of(room: str) -> list[Path]:
    """The files of a room: a folder of them, or one."""
    folder = FUNCTIONS / "complaints" / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


@pytest.mark.parametrize("room", KNOWS)
def test_a_room_knows_what_the_table_says_and_no_other(room):
    known = set().union(*map(rooms_named_in, files_of(room))) - {room}
    assert known == KNOWS[room]


def test_every_room_stands_in_the_table():
    rooms = {
        path.stem for path in (FUNCTIONS / "complaints").iterdir() if path.suffix == ".py" or path.is_dir()
    }
    assert rooms - {"__init__", "__pycache__"} == set(KNOWS)


def test_the_adapters_know_of_the_stories_only_what_those_ask_for():
    for file in files_of("aws"):
        assert "complaints.workflow." not in file.read_text("utf-8").replace("complaints.workflow.ports", "")


def test_no_inner_room_asks_the_clock():
    asks = ("datetime.now(", "datetime.today(", "date.today(", "time.time(")
    asking = {
        str(file.relative_to(FUNCTIONS))
        for room in KNOWS
        for file in files_of(room)
        if any(ask in file.read_text("utf-8") for ask in asks)
    }
    assert asking == set()
