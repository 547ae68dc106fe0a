"""A wire that counts what each run of a function costs: calls, steps, and units of capacity."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from botocore.awsrequest import AWSRequest, AWSResponse

from tests.proof import emulated
from tests.proof.capacity import Write, items, read, writes, written
from tests.proof.network import Invocation, Network
from tests.proof.stack import client


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one run of a function asked of AWS."""

    function: str
    steps: int  # calls one after another
    requests: Counter[str]  # by service and operation
    items: int  # rows read
    read: float  # capacity units
    write: float

    @property
    def calls(self) -> int:
        """How many there were in all."""
        return self.requests.total()


class Metered(Network):
    """Counts the capacity units of each run of a function."""

    def __init__(self) -> None:
        super().__init__()
        self._items: Counter[int] = Counter()
        self._read: Counter[int] = Counter()
        self._write: Counter[int] = Counter()

    def cost(self, run: Invocation) -> Cost:
        """What a run has cost."""
        requests = Counter(call.partition(" ")[0] for call in run.calls)
        counted = {"items": self._items, "read": self._read, "write": self._write}
        of = {name: units[id(run)] for name, units in counted.items()}
        return Cost(function=run.function, steps=run.steps, requests=requests, **of)

    def _deliver(self, service: str, request: AWSRequest) -> AWSResponse:
        run: Invocation | None = getattr(self._here, "run", None)
        if run is None or service != "dynamodb":
            return super()._deliver(service, request)
        operation = _text(request.headers["X-Amz-Target"]).rpartition(".")[2]
        body = json.loads(emulated.body_of(request))
        touched = writes(operation, body)
        before = [self._row(write) for write in touched]
        answer = super()._deliver(service, request)
        if answer.status_code == 200:
            told = json.loads(answer.raw.getvalue())
            self._items[id(run)] += len(items(operation, told))
            self._read[id(run)] += read(operation, body, told)
            after = [self._row(write) for write in touched]
            self._write[id(run)] += sum(map(written, touched, before, after))
        return answer

    def _row(self, write: Write) -> dict[str, Any]:
        with self._apart():
            found = client("dynamodb").get_item(TableName=write.table, Key=write.key, ConsistentRead=True)
        row: dict[str, Any] = found.get("Item", {})
        return row

    @contextmanager
    def _apart(self) -> Iterator[None]:
        """What this wire asks for itself is not counted."""
        run, self._here.run = self._here.run, None
        try:
            yield
        finally:
            self._here.run = run


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
