"""The operator's command line: what it reads in mails and makes of them, and how it says what is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from typer.testing import CliRunner

from lyhord.cli.main import app, main

MAIL = (
    "From: Åsa Öberg <asa@familj.example>\r\nTo: klagomal@skola.lindhoj.example\r\n"
    "Subject: Kall mat\r\nMessage-ID: <a@familj.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "Maten på Åskolan är kall.\r\n"
).encode()
READ = {"file", "sender", "subject", "text", "new_text", "attachments", "kind", "bounced", "language"}
JUDGED = {
    "id",
    "lane",
    "also",
    "category",
    "also_categories",
    "unit",
    "owner",
    "sensitive",
    "urgent",
    "matters",
    "new_text",
    "reasons",
}


def lines(*arguments: str) -> list[Any]:
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def judged(folder: Path, *mails: dict[str, Any]) -> list[Any]:
    file = folder / "mails.jsonl"
    file.write_text("\n".join(map(json.dumps, mails)), encoding="utf-8")
    return lines("judge", str(file), "--json")


def test_each_mail_file_is_a_line_and_one_that_is_missing_stops_none(tmp_path: Path) -> None:
    good, strange = tmp_path / "good.eml", tmp_path / "strange.eml"
    good.write_bytes(MAIL)
    strange.write_bytes(b"\x00\xff")
    read, gone, odd = lines("read", str(good), str(tmp_path / "gone.eml"), str(strange), "--json")
    assert set(read) == READ
    assert read["sender"] == {"name": "Åsa Öberg", "address": "asa@familj.example"}
    assert (read["kind"], read["language"]) == ("person", "sv")
    assert gone == {"file": str(tmp_path / "gone.eml"), "error": "No such file or directory"}
    assert odd["file"] == str(strange)


def test_a_judgement_has_the_keys_and_words_of_the_contract(tmp_path: Path) -> None:
    (found,) = judged(
        tmp_path,
        {
            "id": "m1",
            "from_addr": "asa@familj.example",
            "from_name": "Åsa Öberg",
            "subject": "Maten på Åskolan",
            "body": "Maten är kall varje dag.\n\nHälsningar Åsa",
        },
    )
    assert set(found) == JUDGED
    assert (found["id"], found["lane"], found["category"], found["unit"]) == (
        "m1",
        "complaint",
        "maltid",
        "Åskolan",
    )
    assert found["owner"] == {
        "role": "måltidschef",
        "unit": None,
        "name": "Peter Hallgren",
        "address": "peter.hallgren@lindhoj.example",
    }
    assert found["reasons"]
    assert set(found["reasons"][0]) == {"about", "says", "because"}


def test_headers_of_a_line_count_and_can_not_add_others(tmp_path: Path) -> None:
    mail = {"from_addr": "a@b.example", "from_name": "A", "subject": "Re: hej", "body": "Jag är borta."}
    answers = judged(
        tmp_path,
        mail | {"id": 1, "headers": {"Auto-Submitted": "auto-replied"}},
        mail | {"id": 2, "subject": "hej\r\nAuto-Submitted: auto-replied", "body": "Maten är kall."},
    )
    assert [answer["lane"] == "automatic" for answer in answers] == [True, False]


@pytest.mark.parametrize("line", ["{", "[]", '"text"'])
def test_a_line_that_is_no_mail_is_named(tmp_path: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "mails.jsonl"
    file.write_text(f"\n{line}\n")
    monkeypatch.setattr("sys.argv", ["lyhord", "judge", str(file), "--json"])
    with pytest.raises(SystemExit) as end:
        main()
    assert str(end.value.code).startswith(f"lyhord: {file}, line 2 ")


def test_a_broken_organisation_file_is_refused_with_every_mistake(tmp_path: Path) -> None:
    broken = tmp_path / "organisation.yaml"
    broken.write_text("municipality: Lindhöj\n")
    done = CliRunner().invoke(app, ["org", "check", str(broken)])
    assert done.exit_code == 1
    assert "line 1" in done.stderr


def test_the_demo_municipality_can_be_used() -> None:
    file = Path(__file__).parents[2] / "infra" / "lindhoj" / "organisation.yaml"
    done = CliRunner().invoke(app, ["org", "check", str(file)])
    assert done.exit_code == 0
    assert "can be used" in done.stdout


def test_a_refusal_of_aws_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise ClientError({"Error": {"Code": "ExpiredToken", "Message": "sign in again"}}, "Query")

    monkeypatch.setattr("lyhord.cli.place.system", refuse)
    monkeypatch.setattr("sys.argv", ["lyhord", "case", "list", "--stack", "lyhord"])
    with pytest.raises(SystemExit) as end:
        main()
    assert str(end.value.code).startswith("lyhord: AWS refuses: ")
    assert "sign in again" in str(end.value.code)


def test_a_start_with_a_useless_setting_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LYHORD_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("LYHORD_SMTP_PORT", "post")
    monkeypatch.setattr("sys.argv", ["lyhord", "run"])
    with pytest.raises(SystemExit, match="LYHORD_SMTP_PORT"):
        main()
