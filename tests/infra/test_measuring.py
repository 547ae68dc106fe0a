"""What `make judge` counts, and who it holds to be the right owner."""

import json
import sys
from pathlib import Path

import pytest

from lyhord.measuring.__main__ import main
from lyhord.measuring.expected import expected
from lyhord.training.mails import read_file
from tests.lindhoj import lindhoj

MAIL = {
    "style": "tora-01",
    "from": "guardian",
    "subject": "",
    "text": "Maten på Åskolan är kall.",
    "lane": "complaint",
    "also": [],
    "category": "maltid",
    "unit": "askolan",
    "against": None,
    "matters": 1,
    "sensitive": False,
    "language": "sv",
    "evidence": [],
}


def written(folder: Path, *changes: dict[str, object]) -> Path:
    file = folder / "tora.jsonl"
    file.write_text("\n".join(json.dumps(MAIL | change) for change in changes), "utf-8")
    return file


@pytest.mark.parametrize(
    ("labels", "owner"),
    [
        ({}, "maltidschef"),
        ({"lane": "krankning", "category": "krankning"}, "rektor-askolan"),
        ({"lane": "krankning", "category": "krankning", "unit": None}, "sektorsamordnare"),
        ({"category": "lokal", "against": "head_of_unit"}, "bitradande-chef"),
        ({"category": "lokal", "against": "head_of_unit", "unit": None}, "bitradande-chef"),
        ({"against": "deputy_head"}, "barn-och-utbildningschef"),
        ({"against": "head"}, "registrator"),
        ({"lane": "appeal", "also": ["demand"]}, "registrator"),
        ({"lane": "spam", "category": None}, "sektorsamordnare"),
    ],
)
def test_the_owner_follows_from_the_labels_by_the_policy(labels, owner, tmp_path):
    (mail,) = read_file(written(tmp_path, labels))

    assert expected(mail, lindhoj()).owner == owner


def printed(capsys, monkeypatch, *arguments: str) -> list[str]:
    monkeypatch.setattr(sys, "argv", ["judge", *arguments])
    main()
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_each_figure_counts_the_mails_it_is_about(tmp_path, capsys, monkeypatch):
    file = written(
        tmp_path,
        {},
        {"unit": "kullaskolan"},
        {"lane": "krankning", "category": "krankning", "text": "Bussen kom inte i morse igen på Ås."},
        {"text": "Min son blir mobbad på Åskolan, maten är kall."},
    )
    lines = printed(capsys, monkeypatch, "--rules", str(file))

    for line in (
        "main lane 4 50.0%",
        "danger seen 1 0.0%",
        "danger alarms that are right 1 0.0%",
        "false alarms 3 33.3%",
        "category 4 50.0%",
        "unit, where known 4 75.0%",
        "unit wrong 4 25.0%",
        "owner 4 50.0%",
        "krankning 1 0.0% seen, 0.0% right",
        "complaint 3 66.7% seen, 66.7% right",
        "krankning → complaint 1",
    ):
        assert line in lines


def test_every_miss_is_told_with_its_reasons(tmp_path, capsys, monkeypatch):
    lines = printed(
        capsys, monkeypatch, "--rules", str(written(tmp_path, {"category": "skjuts"}, {"unit": None}, {}))
    )

    assert sum("tora-01" in line for line in lines) == 2
    assert "category: skjuts, and not maltid" in lines
    assert "unit: none, and not askolan" in lines
    assert "because category maltid: maten" in [line.lower() for line in lines]
    assert not any(
        "tora-01" in line for line in printed(capsys, monkeypatch, "--totals", str(tmp_path / "tora.jsonl"))
    )
