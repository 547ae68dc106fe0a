"""A start goes on with what there was, also when the start before it did not get far."""

import json
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from lyhord import LyhordError
from lyhord.engine import ministack_app
from lyhord.engine.emulator import ACCOUNT
from lyhord.engine.restore import put_back, restore_rows, set_aside
from lyhord.engine.settings import read_settings
from lyhord.engine.stack import ARTEFACTS
from lyhord.engine.state import StateFolder

BUCKET = "mails"


class Table:
    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self.most = 0

    def batch_write_item(self, RequestItems: dict[str, Any]) -> None:  # noqa: N803 - the name is AWS's
        (requests,) = RequestItems.values()
        self.most = max(self.most, len(requests))
        self.rows += [request["PutRequest"]["Item"] for request in requests]


def object_in(objects: Path, key: str, bucket: str = BUCKET, **sidecar: Any) -> Path:
    path = objects / ACCOUNT / bucket / key
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"mail")
    path.with_name(f"{path.name}.meta.json").write_text(json.dumps(sidecar))
    return path


def test_objects_come_back_into_the_new_bucket_without_deleted_ones_and_artefacts(tmp_path: Path) -> None:
    objects = tmp_path / "objects"
    kept = object_in(objects, "incoming/a")
    deleted = object_in(objects, "incoming/b", is_delete_marker=True)
    artefact = object_in(objects, "tick.zip", bucket=ARTEFACTS)
    set_aside(objects)
    assert not objects.exists()
    put_back(objects, BUCKET)
    assert kept.read_bytes() == b"mail"
    assert not deleted.exists()
    assert not artefact.exists()


@pytest.mark.parametrize("moment", ["before the objects came back", "after"])
def test_a_start_that_broke_off_loses_no_object(tmp_path: Path, moment: str) -> None:
    objects = tmp_path / "objects"
    kept = object_in(objects, "incoming/a")
    set_aside(objects)
    object_in(objects, "tick.zip", bucket=ARTEFACTS)
    if moment == "after":
        put_back(objects, BUCKET)
    set_aside(objects)
    put_back(objects, BUCKET)
    assert kept.read_bytes() == b"mail"


def row(pk: str, **attributes: dict[str, str]) -> dict[str, Any]:
    return {"pk": {"S": pk}, "sk": {"S": "CASE"}} | attributes


def test_rows_come_back_in_bites_and_a_claimed_letter_waits_again(tmp_path: Path) -> None:
    claimed = row(
        "CASE#a",
        state={"S": "claimed"},
        not_before={"S": "2026-04-02T13:00:00+00:00"},
        due_at={"S": "2026-04-02T13:15:00+00:00"},
    )
    binary = row("x", key={"B": "w6U="})
    others = [row(str(number)) for number in range(60)]
    with closing(StateFolder(tmp_path)) as state:
        state.table.write_text(json.dumps({"table": [claimed, binary, *others]}))
        table = Table()
        assert restore_rows(table, state, "new") == 62
    assert table.most == 25
    assert table.rows[0] == claimed | {"state": {"S": "waiting"}, "due_at": claimed["not_before"]}
    assert table.rows[1]["key"] == {"B": "å".encode()}


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StateFolder]:
    """A folder that the emulator writes to."""
    with closing(StateFolder(tmp_path)) as state:
        monkeypatch.setenv("LYHORD_SNAPSHOT", str(state.table))
        monkeypatch.setenv("LYHORD_JOURNAL", str(state.journal))
        yield state


def restored(state: StateFolder) -> list[dict[str, Any]]:
    table = Table()
    restore_rows(table, state, "new")
    return table.rows


def test_rows_come_back_as_they_were_last_written(state: StateFolder) -> None:
    newer = row("b", state={"S": "newer\u2028"})
    lines = [[["b", "CASE", row("b", state={"S": "new"})], ["c", "CASE", None]], [["b", "CASE", newer]]]
    ministack_app._begin_anew(json.dumps({"table": [row("a"), row("b"), row("c")]}))
    for line in lines:
        ministack_app._append(json.dumps(line, ensure_ascii=False) + "\n")
    ministack_app._append('[["a", "CASE", {"pk"')  # the run was killed here
    assert restored(state) == [row("a"), newer]


@pytest.mark.parametrize("renamed", [0, 1, 2])
def test_a_start_that_is_killed_while_it_writes_takes_no_row_back_to_what_it_was(
    state: StateFolder, monkeypatch: pytest.MonkeyPatch, renamed: int
) -> None:
    older, newer = row("a", state={"S": "older"}), row("a", state={"S": "newer"})
    ministack_app._begin_anew(json.dumps({"table": [row("a")]}))
    ministack_app._append(json.dumps([["a", "CASE", older]]) + "\n")
    left, rename = iter(range(renamed)), Path.replace

    def until_it_is_killed(path: Path, to: Path) -> Path:
        next(left)
        return rename(path, to)

    monkeypatch.setattr(Path, "replace", until_it_is_killed)
    with suppress(StopIteration):
        ministack_app._begin_anew(json.dumps({"table": [newer]}))
    assert restored(state) == [newer if renamed else older]


def test_a_first_start_has_nothing_to_restore(tmp_path: Path) -> None:
    set_aside(tmp_path / "objects")
    put_back(tmp_path / "objects", BUCKET)
    with closing(StateFolder(tmp_path)) as state:
        assert restore_rows(Table(), state, "new") == 0


def test_two_runs_on_one_state_folder_are_refused(tmp_path: Path) -> None:
    with (
        closing(StateFolder(tmp_path / "state")),
        pytest.raises(LyhordError, match="Another local run already uses"),
    ):
        StateFolder(tmp_path / "state")
    StateFolder(tmp_path / "state").close()


def test_secrets_are_made_once_and_are_nobody_elses_to_read(tmp_path: Path) -> None:
    with closing(StateFolder(tmp_path)) as folder:
        secret = folder.secret("SigningSecret")
        assert folder.secret("PersonSecret") != secret
    with closing(StateFolder(tmp_path)) as folder:
        assert folder.secret("SigningSecret") == secret
    assert list(json.loads(secret)) == ["1"]
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LyhordError, match="cannot be used"):
        StateFolder(tmp_path / "file" / "state")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LYHORD_SMTP_PORT", "post"),
        ("LYHORD_HTTP_PORT", "70000"),
        ("LYHORD_AWS_PORT", "0"),
        ("LYHORD_RELAY", "localhost"),
        ("LYHORD_CLOCK", "slow"),
    ],
)
def test_a_useless_setting_is_named_with_its_remedy(name: str, value: str) -> None:
    with pytest.raises(LyhordError, match=f"{name} is '{value}': "):
        read_settings({name: value})


def test_without_settings_the_contract_holds() -> None:
    settings = read_settings({})
    assert (settings.smtp_port, settings.http_port, settings.aws_port) == (2525, 8025, 4566)
    assert settings.state == Path.cwd() / ".lyhord"
    assert settings.relay is None
    assert not settings.clock_stands
