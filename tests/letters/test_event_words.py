"""Every kind of line that a case's log can have is told in plain words on its page."""

import ast

import pytest

from complaints.model import Entry
from complaints.pages.told import Event
from lyhord.gallery.pages import PAGE_FACTS, page
from lyhord.gallery.scenes import CASE, LANGUAGES
from tests.letters.reading import shown
from tests.lindhoj import ROOT

MAKERS = ("Entry", "entry", "_entry")


def kinds() -> set[str]:
    """The first words that the process gives to entries, wherever it makes one."""
    found = set()
    for file in (ROOT / "functions/complaints/process").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in MAKERS:
                named = [word.value for word in node.keywords if word.arg == "what"]
                for value in (*node.args[:1], *named):
                    found |= {value.value} if isinstance(value, ast.Constant) else set()
    return {kind for kind in found if isinstance(kind, str) and kind.isidentifier()}


def _name(function: ast.expr) -> str:
    return getattr(function, "id", getattr(function, "attr", ""))


def told(kind: str, language: str) -> str:
    facts = PAGE_FACTS["case"]
    event = Event(at=CASE.received_at, what=kind, by="lyhörd")
    before = facts["told"]
    try:
        facts["told"] = before.__class__(**{**vars(before), "events": (event,)})
        return shown(page("case", language))
    finally:
        facts["told"] = before


def test_the_kinds_are_found():
    assert {"received", "note", "answer", "letter_sent", "evaluation"} <= kinds()
    assert Entry.__name__ in MAKERS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_line_has_its_words(language):
    unknown = {"sv": "Något antecknades av", "en": "Something was noted by"}[language]
    assert unknown in told("no_such_kind", language)
    assert [kind for kind in sorted(kinds()) if unknown in told(kind, language)] == []
