"""Numbers as people type them, and what is said of a case that is not there or a file that cannot be read."""

import pytest
from typer.testing import CliRunner

from lyhord import LyhordError
from lyhord.cli import verifying
from lyhord.cli.cases import spelled
from lyhord.cli.judging import judged
from lyhord.cli.main import app


@pytest.mark.parametrize("typed", ["LH-2026-0001", "lh-2026-0001", "LH-2026-1", "  LH-2026-0001 "])
def test_a_number_is_found_however_it_is_typed(typed):
    assert spelled(typed) == "LH-2026-0001"


def test_an_id_stays_as_it_is():
    assert spelled(" abcdefghijklmnop ") == "abcdefghijklmnop"


def test_of_a_case_that_is_not_there_nothing_is_proved(monkeypatch):
    monkeypatch.setattr(verifying, "registered", lambda _system: {})
    monkeypatch.setattr(verifying, "every_case", lambda _system: [])
    with pytest.raises(LyhordError, match="there is no case LH-2026-9999"):
        verifying.verified(None, "lh-2026-9999")
    assert verifying.verified(None)["problems"] == []


def test_a_file_that_is_not_utf_8_is_refused_by_its_line(tmp_path):
    file = tmp_path / "mails.jsonl"
    file.write_bytes('{"id": "1", "body": "Maten är kall"}'.encode("latin-1"))
    with pytest.raises(LyhordError, match="line 1 is not in UTF-8"):
        list(judged(file, None))


def test_a_mail_file_that_is_not_there_ends_with_status_1(tmp_path):
    assert CliRunner().invoke(app, ["read", str(tmp_path / "nofile.eml")]).exit_code == 1
