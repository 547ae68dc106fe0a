"""What the tables, the bucket and the queues hold, in the form that `tests.memory` shows it."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from datetime import datetime
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

from complaints.aws import table
from complaints.aws.store import DynamoStore
from complaints.model import Door, LetterRef, LetterState
from tests.memory import Row
from tests.proof.stack import client

_plain, _wire = TypeDeserializer().deserialize, TypeSerializer().serialize


def rows(table_name: str, db: Any = None) -> Iterator[dict[str, Any]]:
    """Every row of the table, in the AWS within this process if no other one is given."""
    pages = (db or client("dynamodb")).get_paginator("scan").paginate(TableName=table_name)
    for page in pages:
        for item in page["Items"]:
            yield {name: _plain(value) for name, value in item.items()}


class StoreView(DynamoStore):
    """The store, which can also be looked at as a whole; `db` as for `rows`."""

    def __init__(self, table_name: str, key: Callable[[], bytes], db: Any = None) -> None:
        super().__init__(table_name, key)
        self._db = db or self._db

    @property
    def case_rows(self) -> dict[str, Any]:
        found = {row["id"]: table.case_from(row) for row in rows(self._name, self._db) if row["sk"] == "CASE"}
        return _Cases(self._name, self._db, found)

    @property
    def entries(self) -> dict[str, list[dict[str, Any]]]:
        return self._logged("ENTRY#")

    @property
    def readings(self) -> dict[str, list[dict[str, Any]]]:
        return self._logged("READING#")

    @property
    def doors(self) -> dict[tuple[str, str], Door]:
        found = (table.door_from(row) for row in rows(self._name, self._db) if row["sk"].startswith("DOOR#"))
        return {(door.case_id, door.reader): door for door in found}

    @property
    def outbox(self) -> dict[LetterRef, Row]:
        return dict(_letter(row) for row in rows(self._name, self._db) if row["sk"].startswith("LETTER"))

    def _logged(self, kind: str) -> dict[str, list[dict[str, Any]]]:
        """The lines of each case's log of that kind, in order."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in sorted(rows(self._name, self._db), key=lambda row: row["sk"]):
            if row["sk"].startswith(kind):
                found.setdefault(row["pk"].partition("#")[2], []).append(row)
        return found


class _Cases(dict[str, Any]):
    """The cases of a table by their ids; a story may put another one there."""

    def __init__(self, table_name: str, db: Any, found: Mapping[str, Any]) -> None:
        super().__init__(found)
        self._name, self._db = table_name, db

    def __setitem__(self, id_: str, case: Any) -> None:
        super().__setitem__(id_, case)
        item = {name: _wire(value) for name, value in table.case_item(case).items()}
        self._db.put_item(TableName=self._name, Item=item)


def _letter(row: dict[str, Any]) -> tuple[LetterRef, Row]:
    kind, _, id_ = row["pk"].partition("#")
    ref = LetterRef(case_id=id_ if kind == "CASE" else "", name=row["name"])
    found = Row(table.letter_from(row), datetime.fromisoformat(row["due_at"]) if "due_at" in row else None)
    found.state, found.message_ids = LetterState(row["state"]), tuple(row.get("message_ids", ()))
    return ref, found


class Objects(MutableMapping[str, bytes]):
    """The objects of a bucket, in the AWS within this process if no other one is given."""

    def __init__(self, bucket: str, s3: Any = None) -> None:
        self._bucket, self._s3 = bucket, s3 or client("s3")

    def __getitem__(self, key: str) -> bytes:
        try:
            content: bytes = self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        except self._s3.exceptions.NoSuchKey as missing:
            raise KeyError(key) from missing
        return content

    def disposition(self, key: str) -> str:
        """What a browser that fetches an object is told to do with it."""
        return str(self._s3.head_object(Bucket=self._bucket, Key=key)["ContentDisposition"])

    def __setitem__(self, key: str, raw: bytes) -> None:
        self._s3.put_object(Bucket=self._bucket, Key=key, Body=raw)

    def __delitem__(self, key: str) -> None:
        self._s3.delete_object(Bucket=self._bucket, Key=key)

    def __iter__(self) -> Iterator[str]:
        for page in self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket):
            yield from (found["Key"] for found in page.get("Contents", ()) if "/" in found["Key"])

    def __len__(self) -> int:
        return len(list(iter(self)))
