"""The deployed system as the engine and the operator see it: its parts by name, wherever it runs."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from complaints.aws import table
from complaints.aws.values import stamp
from complaints.model import LetterRef
from lyhord.engine.settings import STACK

QUEUES = ("Arrivals", "Wakes", "Dues", "Deliveries")
FAILED_TICKS = "TickFailed"  # ticks come from no queue: nothing is redriven
ORGANISATION = "organisation.json"
KEYS_AT_ONCE = 100  # BatchGetItem takes no more


@dataclass(frozen=True, kw_only=True)
class DueRow:
    """A row of the due index: something that waits for the clock."""

    pk: str
    sk: str
    due_at: datetime
    letter: LetterRef | None  # None: a case whose clock wants something, or a meeting


def resources(cloudformation: Any, stack: str = STACK) -> dict[str, str]:
    """The physical id of each resource by its logical id: a queue's is its URL, a bucket's its name."""
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack)
    return {
        resource["LogicalResourceId"]: resource["PhysicalResourceId"]
        for page in pages
        for resource in page["StackResourceSummaries"]
        if resource.get("PhysicalResourceId")
    }


def outputs(cloudformation: Any, stack: str) -> dict[str, str]:
    """What a stack says of itself, by the template's names."""
    (found,) = cloudformation.describe_stacks(StackName=stack)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in found["Outputs"]}


class System:
    """One deployment. `resources` gives physical ids by the template's logical ids."""

    def __init__(self, client: Callable[[str], Any], resources: Mapping[str, str]) -> None:
        self.client = client
        self.resources = resources
        self.table: str = resources["Table"]
        self.bucket: str = resources["Mails"]

    def queues(self, *, failed: bool = False) -> dict[str, str]:
        """The queues by name, with their URLs; or those that hold what failed."""
        names = [*(f"{name}Failed" for name in QUEUES), FAILED_TICKS] if failed else QUEUES
        return {name: self.resources[name] for name in names if name in self.resources}

    def send(self, queue: str, message: Mapping[str, Any]) -> None:
        """Put a message on a queue."""
        self.client("sqs").send_message(QueueUrl=self.resources[queue], MessageBody=json.dumps(message))

    def invoke(self, function: str, event: Mapping[str, Any]) -> Any:
        """Run a function and wait for its answer. Raises RuntimeError when it fails."""
        answer = self.client("lambda").invoke(
            FunctionName=self.resources[function], Payload=json.dumps(event).encode()
        )
        result = json.loads(answer["Payload"].read() or b"null")
        if "FunctionError" in answer:
            kind = result.get("errorType") if isinstance(result, dict) else None
            raise RuntimeError(f"{function} failed: {kind or answer['FunctionError']}")
        return result

    def due(self, until: datetime | None = None) -> list[DueRow]:
        """What waits for the clock, the earliest first; up to `until` if given."""
        rows = [row for shard in table.shards() for row in self._due_in(shard, until)]
        return sorted(rows, key=lambda row: (row.due_at, row.pk, row.sk))

    def row(self, pk: str, sk: str) -> dict[str, Any] | None:
        """One row, as DynamoDB's JSON."""
        key = {"pk": {"S": pk}, "sk": {"S": sk}}
        found = self.client("dynamodb").get_item(TableName=self.table, Key=key, ConsistentRead=True)
        item: dict[str, Any] | None = found.get("Item")
        return item

    def rows(self, pk: str) -> Iterator[dict[str, Any]]:
        """All rows of a partition in order, as DynamoDB's JSON."""
        return self._query(
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": pk}},
            ConsistentRead=True,
        )

    def get(self, keys: list[table.Key]) -> Iterator[dict[str, Any]]:
        """Those of the rows that exist, in no order, as DynamoDB's JSON."""
        wired = [{name: {"S": value} for name, value in key.items()} for key in keys]
        for start in range(0, len(wired), KEYS_AT_ONCE):
            asked: Any = {self.table: {"Keys": wired[start : start + KEYS_AT_ONCE], "ConsistentRead": True}}
            while asked:
                answer = self.client("dynamodb").batch_get_item(RequestItems=asked)
                yield from answer["Responses"].get(self.table, [])
                asked = answer.get("UnprocessedKeys")

    def existing(self, keys: list[table.Key]) -> set[str]:
        """Which of these rows exist, by their partition keys."""
        return {row["pk"]["S"] for row in self.get(keys)}

    def objects(self, prefix: str) -> list[tuple[str, datetime]]:
        """Keys under a prefix and when each was written, the oldest first."""
        pages = self.client("s3").get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
        found = [(item["Key"], item["LastModified"]) for page in pages for item in page.get("Contents", [])]
        return sorted(found, key=lambda item: item[1])

    def read(self, key: str) -> bytes:
        """An object's bytes."""
        content: bytes = self.client("s3").get_object(Bucket=self.bucket, Key=key)["Body"].read()
        return content

    def write(self, key: str, content: bytes) -> None:
        """Store an object."""
        self.client("s3").put_object(Bucket=self.bucket, Key=key, Body=content)

    def copy(self, key: str, to: str) -> None:
        """Copy an object within the bucket."""
        self.client("s3").copy_object(
            Bucket=self.bucket, Key=to, CopySource={"Bucket": self.bucket, "Key": key}
        )

    def _due_in(self, shard: str, until: datetime | None) -> Iterator[DueRow]:
        before = until.astimezone(UTC) if until else datetime.max.replace(tzinfo=UTC)
        found = self._query(
            IndexName=table.DUE_INDEX,
            KeyConditionExpression="due_shard = :shard AND due_at <= :until",
            ExpressionAttributeValues={":shard": {"S": shard}, ":until": {"S": stamp(before)}},
        )
        for row in found:
            item = {name: value["S"] for name, value in row.items()}
            due = table.due_from(item)
            yield DueRow(pk=item["pk"], sk=item["sk"], due_at=due.since, letter=due.letter)

    def _query(self, **asked: Any) -> Iterator[dict[str, Any]]:
        pages = self.client("dynamodb").get_paginator("query").paginate(TableName=self.table, **asked)
        for page in pages:
            yield from page["Items"]
