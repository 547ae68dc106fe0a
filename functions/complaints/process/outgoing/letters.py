"""The letter that waiting words become, and the preview in which their writer sees it."""

from dataclasses import replace
from datetime import datetime

from complaints.model import COMPLAINANT, Case, Letter, Outgoing
from complaints.process.outgoing.parts import parts_of
from complaints.process.outgoing.ways import Outlet, outlet

PREVIEW = "preview"
NOTICE = "words_wait"  # tells that there are words and how to get them


def letter_of(words: Outgoing, case: Case, at: datetime) -> Letter:
    """What the complainant gets. Where no words may be mailed it is a notice, and they stay in the case."""
    letter = Letter(
        name=words.name,
        template=words.template,
        to=COMPLAINANT,
        not_before=at,
        facts={**words.facts, "written_by": words.by},
    )
    if words.facts.get("notice") or outlet(case) is not Outlet.WORDS:  # never more than was shown
        return replace(letter, template=NOTICE, facts={**letter.facts, "kind": words.template})
    parts = {} if "softened" in words.facts else parts_of(words.text)
    said = parts.pop("said", "")
    return replace(letter, quote=said, encloses=words.encloses, facts={**letter.facts, **parts})


def preview_of(words: Outgoing, case: Case, at: datetime, **facts: str) -> Letter:
    """The same letter within one to whoever wrote it. `facts` are what that person is told besides."""
    shown = letter_of(words, case, at)
    return replace(
        shown,
        name=f"{PREVIEW}-{words.name}",
        template=PREVIEW,
        to=words.by,
        in_person=True,
        facts={**shown.facts, **facts, "shows": shown.template, "name": words.name},
    )


def shown_in(preview: Letter) -> Letter:
    """The letter that a preview shows."""
    return replace(
        preview,
        name=preview.facts["name"],
        template=preview.facts["shows"],
        to=COMPLAINANT,
        in_person=False,
    )
