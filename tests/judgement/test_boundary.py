"""The mails of the boundary (G58): which lane, which category, which school, who acts first."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from complaints.judgement import judge

MAILS = tomllib.loads(Path(__file__).with_name("mails.toml").read_text(encoding="utf-8"))["mail"]
HISTORY = {60}  # told from a person by how many come, not by what one says: not the judgement's to know


def _name(mail: dict[str, Any]) -> str:
    return f"{mail['number']}-{(mail['text'] or mail['subject'])[:40]}"


@pytest.mark.parametrize("expected", [m for m in MAILS if m["number"] not in HISTORY], ids=_name)
def test_a_mail_of_the_boundary_is_judged_right(expected, mail, lindhoj):
    given = mail(
        expected["text"],
        subject=expected.get("subject", ""),
        sender=expected.get("from", "maria.lind@hem.example"),
        kind=expected.get("kind", "person"),
        spam=expected.get("spam", "PASS"),
    )

    judgement = judge(replace(given, language=expected.get("language", "sv")), lindhoj)

    said = {
        "lane": judgement.lane,
        "category": judgement.category,
        "unit": judgement.unit or "",
        "owner": judgement.owner,
        "sensitive": judgement.sensitive,
        "urgent": judgement.urgent,
        "matters": judgement.matters,
    }
    asked = {field: value for field, value in expected.items() if field in said}
    assert {field: said[field] for field in asked} == asked, judgement.reasons
    assert set(expected.get("also", ())) <= set(judgement.also)
    if "copies" in expected:
        exact = not expected["copies"]
        assert not judgement.copies if exact else set(expected["copies"]) <= set(judgement.copies)


@pytest.mark.parametrize("told", [m for m in MAILS if m["number"] not in HISTORY], ids=_name)
def test_g58_every_decision_says_why(told, mail, lindhoj):
    given = mail(told["text"], subject=told.get("subject", ""), kind=told.get("kind", "person"))
    judgement = judge(given, lindhoj)
    assert {reason.says for reason in judgement.reasons} & {judgement.lane, judgement.category}
