"""A new start goes on with what there was: rows from the snapshot, objects from the folder.

Every start deploys a fresh stack. The bucket cannot be created over an old one, so the objects' folder is
set aside first and put back when the new bucket is there; each step is a rename, and can be done again.
"""

import base64
import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from complaints.model import LetterState
from lyhord.engine.emulator import ACCOUNT
from lyhord.engine.stack import ARTEFACTS
from lyhord.engine.state import StateFolder

ROWS_AT_ONCE = 25  # BatchWriteItem takes no more

Row = dict[str, dict[str, Any]]


def set_aside(objects: Path) -> None:
    """Move the old bucket's objects out of the way of the new one."""
    kept = _kept(objects)
    if list(_buckets(kept)):  # a start that did not get far: it accepted nothing
        shutil.rmtree(objects, ignore_errors=True)
    else:
        shutil.rmtree(kept, ignore_errors=True)
    if objects.exists():
        objects.rename(kept)


def put_back(objects: Path, bucket: str) -> None:
    """Give the new bucket the old one's objects, with what is deleted or outlived left out."""
    new = objects / ACCOUNT / bucket
    new.mkdir(parents=True, exist_ok=True)
    for old in _buckets(_kept(objects)):
        new.rmdir()
        old.rename(new)
    _forget_deleted(objects / ACCOUNT / bucket)
    shutil.rmtree(_kept(objects), ignore_errors=True)


def restore_rows(dynamodb: Any, state: StateFolder, table_name: str) -> int:
    """Put the rows of the newest snapshot into the new table, and say how many there were."""
    rows = list(map(_unclaimed, _kept_rows(state)))
    for start in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        requests = [{"PutRequest": {"Item": {k: _binary(v) for k, v in row.items()}}} for row in some]
        dynamodb.batch_write_item(RequestItems={table_name: requests})
    return len(rows)


def _kept_rows(state: StateFolder) -> Iterator[Row]:
    """The table as the last run began with it, and all that changed since."""
    table = state.table.read_bytes() if state.table.exists() else b"{}"
    began: dict[str, list[Row]] = json.loads(table)
    rows: dict[tuple[str, str], Row | None] = {
        (row["pk"]["S"], row["sk"]["S"]): row for table_rows in began.values() for row in table_rows
    }
    journal = state.journal.read_text("utf-8") if state.journal.exists() else ""
    belongs, *lines = journal.split("\n")
    if belongs == hashlib.sha256(table).hexdigest():  # else a start was killed between the two
        for line in lines[:-1]:  # one without its end was not on disk yet: nothing built on it
            rows |= {(pk, sk): row for pk, sk, row in json.loads(line)}
    return (row for row in rows.values() if row)


def _unclaimed(row: Row) -> Row:
    """A letter that was claimed waits again: whoever claimed it went down with the emulator."""
    if row.get("state") != {"S": LetterState.CLAIMED.value}:
        return row
    return row | {"state": {"S": LetterState.WAITING.value}, "due_at": row["not_before"]}


def _binary(value: dict[str, Any]) -> dict[str, Any]:
    """boto3 wants bytes where the snapshot has base64."""
    return {"B": base64.b64decode(value["B"])} if "B" in value else value


def _buckets(objects: Path) -> Iterator[Path]:
    """The folders of buckets that hold mail; the artefacts are uploaded anew."""
    return (folder for folder in objects.glob(f"{ACCOUNT}/*") if folder.name != ARTEFACTS)


def _kept(objects: Path) -> Path:
    return objects.with_name(f"{objects.name}.kept")


def _forget_deleted(bucket: Path) -> None:
    for sidecar in list(bucket.rglob("*.meta.json")):
        if json.loads(sidecar.read_text(encoding="utf-8")).get("is_delete_marker"):
            sidecar.with_name(sidecar.name.removesuffix(".meta.json")).unlink(missing_ok=True)
            sidecar.unlink()
