"""What DynamoDB would have charged for a request, in capacity units, by its published rules.

A read counts each 4 kB, half of it when it need not be consistent; a write each 1 kB of the larger of what
was and what is, twice in a transaction, and one more for each line of the due index written or removed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

Item = Mapping[str, Any]  # as on the wire: name → {kind: value}

READ_BLOCK, WRITE_BLOCK = 4096, 1024
DUE = ("due_shard", "due_at")


@dataclass(frozen=True)
class Write:
    """One row that a request writes, and how many times its units count."""

    table: str
    key: Item
    times: int


def writes(operation: str, body: Mapping[str, Any]) -> list[Write]:
    """The rows that a request writes, or whose state it asks for within a transaction."""
    if operation == "TransactWriteItems":
        actions = (action for each in body["TransactItems"] for action in each.values())
        return [Write(action["TableName"], _key(action), 2) for action in actions]
    if operation in ("PutItem", "UpdateItem", "DeleteItem"):
        return [Write(body["TableName"], _key(body), 1)]
    return []


def written(write: Write, before: Item, after: Item) -> float:
    """The units of one row's writing."""
    was, is_ = _due(before), _due(after)
    of_index = 0 if was == is_ else bool(was) + bool(is_)
    return write.times * _blocks(max(size(before), size(after)), WRITE_BLOCK) + of_index


def items(operation: str, answer: Mapping[str, Any]) -> list[Item]:
    """The rows that a read gives back."""
    if operation == "GetItem":
        return [answer["Item"]] if "Item" in answer else []
    if operation == "BatchGetItem":
        return [item for found in answer["Responses"].values() for item in found]
    return list(answer["Items"]) if operation in ("Query", "Scan") else []


def read(operation: str, body: Mapping[str, Any], answer: Mapping[str, Any]) -> float:
    """The units of a read."""
    if operation == "GetItem":
        return _consistent(body) * _blocks(size(answer.get("Item", {})), READ_BLOCK)
    if operation == "BatchGetItem":
        (asked,) = body["RequestItems"].values()
        found = items(operation, answer)
        missing = len(asked["Keys"]) - len(found)
        blocks = sum(_blocks(size(item), READ_BLOCK) for item in found) + missing
        return _consistent(asked) * blocks
    if operation in ("Query", "Scan"):
        return _consistent(body) * _blocks(sum(map(size, answer["Items"])), READ_BLOCK)
    return 0


def size(item: Item) -> int:
    """The bytes of an item: names and values, and three more for each list or map."""
    return sum(len(name.encode()) + _value(*pair) for name, value in item.items() for pair in value.items())


def _value(kind: str, value: Any) -> int:
    if kind == "M":
        return 3 + size(value) + len(value)
    if kind == "L":
        return 3 + sum(1 + _value(*pair) for inner in value for pair in inner.items())
    if kind in ("SS", "NS"):
        return sum(len(one.encode()) for one in value)
    return len(value.encode()) if kind == "S" else len(str(value)) // 2 + 1 if kind == "N" else 1


def _key(action: Mapping[str, Any]) -> dict[str, Any]:
    held = action.get("Key") or action["Item"]
    return {name: held[name] for name in ("pk", "sk")}


def _due(item: Item) -> list[Any]:
    return [item[name] for name in DUE if name in item]


def _blocks(octets: int, block: int) -> int:
    return max(ceil(octets / block), 1)


def _consistent(asked: Mapping[str, Any]) -> float:
    return 1 if asked.get("ConsistentRead") else 0.5
