"""DynamoDB's own JSON, in which each value has its type, and plain values."""

from collections.abc import Mapping
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

_to_wire = TypeSerializer().serialize
_from_wire = TypeDeserializer().deserialize


def wired(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values with their types, as DynamoDB takes them."""
    return {name: _to_wire(value) for name, value in values.items()}


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row without the types of the wire."""
    return {name: _from_wire(value) for name, value in row.items()}
