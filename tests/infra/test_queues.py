"""What an operator sees of what is stuck, and frees."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from complaints.model import Held, State
from lyhord import LyhordError
from lyhord.cli import queues
from lyhord.cli.queues import shown, stuck
from lyhord.cli.redriving import redriven
from lyhord.engine.aws import DueRow, System
from lyhord.organisation import compile_file
from tests.builders import NOW, a_case
from tests.lindhoj import FILE

A_CALL = 0.2  # seconds
URL = "https://sqs.example/ArrivalsFailed"


class Sqs:
    """SQS as it is from afar: each call takes its time.

    Whoever does not wait is answered by one of many servers, which may hold nothing.
    """

    def __init__(self, messages: int) -> None:
        self.now = 0.0
        self.hidden_until = {str(n): 0.0 for n in range(messages)}
        self.sent: list[str] = []
        self.waiting = 0

    def receive_message(self, *, VisibilityTimeout: int, WaitTimeSeconds: int = 0, **asked: Any) -> Any:  # noqa: N803
        self.now += A_CALL
        seen = [name for name, until in self.hidden_until.items() if until <= self.now][:10]
        if not WaitTimeSeconds or asked["QueueUrl"] != URL:
            return {}
        self.hidden_until |= dict.fromkeys(seen, self.now + VisibilityTimeout)
        stamped = {"Attributes": {"SentTimestamp": "1773133200000"}}
        return {
            "Messages": [
                {"MessageId": n, "ReceiptHandle": n, "Body": f'{{"case": "{n}"}}'} | stamped for n in seen
            ]
        }

    def get_queue_attributes(self, *, AttributeNames: list[str], **_: Any) -> Any:  # noqa: N803
        return {"Attributes": {name: str(self.waiting) for name in AttributeNames}}

    def change_message_visibility(self, *, ReceiptHandle: str, **_: Any) -> None:  # noqa: N803
        self.now += A_CALL
        if self.hidden_until[ReceiptHandle] <= self.now:
            raise ValueError("MessageNotInflight")
        self.hidden_until[ReceiptHandle] = 0.0

    def change_message_visibility_batch(self, *, Entries: list[dict[str, Any]], **_: Any) -> None:  # noqa: N803
        self.now += A_CALL
        assert len(Entries) <= 10
        assert len({entry["Id"] for entry in Entries}) == len(Entries)
        self.hidden_until |= {entry["ReceiptHandle"]: 0.0 for entry in Entries}

    def send_message(self, *, MessageBody: str, **_: Any) -> None:  # noqa: N803
        self.sent.append(MessageBody)

    def delete_message(self, *, ReceiptHandle: str, **_: Any) -> None:  # noqa: N803
        del self.hidden_until[ReceiptHandle]


class NoSuchKey(Exception):  # noqa: N818 - the name is S3's
    """S3 has no such object."""


class Deployed(System):
    """A system with two queues and those that hold what failed, and nothing else that is stuck.

    `failed` is the queue that holds what `sqs` has.
    """

    def __init__(
        self,
        sqs: Sqs | None = None,
        *,
        failed: str = "ArrivalsFailed",
        due: tuple[DueRow, ...] = (),
        pushed: bool = True,
    ) -> None:
        parts = {"Table": "none", "Mails": "none", "Arrivals": "https://sqs.example/Arrivals"}
        parts |= {name: f"https://sqs.example/{name}" for name in ("Deliveries", "DeliveriesFailed")}
        s3 = SimpleNamespace(exceptions=SimpleNamespace(NoSuchKey=NoSuchKey))
        clients = {"sqs": sqs or Sqs(0), "s3": s3}
        super().__init__(clients.__getitem__, parts | {failed: URL})
        self._due, self._pushed = due, pushed

    def due(self, until: datetime | None = None) -> list[DueRow]:
        return list(self._due)

    def row(self, pk: str, sk: str) -> dict[str, Any] | None:
        return {"pk": {"S": pk}, "sk": {"S": sk}, "number": {"S": "LH-2026-0001"}}

    def objects(self, prefix: str) -> list[Any]:
        return []

    def read(self, key: str) -> bytes:
        if not self._pushed:
            raise NoSuchKey
        return compile_file(FILE)

    def get(self, keys: list[dict[str, str]]) -> Iterator[Any]:
        return iter(())


@pytest.mark.parametrize("messages", [1, 90])
def test_what_failed_is_seen_whole_and_lies_there_as_before(messages: int) -> None:
    sqs = Sqs(messages)
    found = stuck(Deployed(sqs), NOW)
    assert [item["kind"] for item in found] == ["failed"] * messages
    assert set(sqs.hidden_until.values()) == {0.0}


def test_bounces_that_wait_because_nobody_takes_them_are_stuck() -> None:
    sqs = Sqs(0)
    system = Deployed(sqs)
    assert stuck(system, NOW) == []
    sqs.waiting = 3
    [found] = stuck(system, NOW)
    assert (found["kind"], found["where"], found["what"]) == (
        "untold bounces",
        "Deliveries",
        "3 messages wait",
    )
    assert "note-delivery" in shown(system, NOW, found["id"])["do"]


def test_a_tick_that_failed_is_listed_since_an_alarm_rings_and_there_is_nothing_to_try_again() -> None:
    sqs = Sqs(1)
    system = Deployed(sqs, failed="TickFailed")
    [found] = stuck(system, NOW)
    assert (found["kind"], found["where"]) == ("failed tick", "TickFailed")
    assert "purge" in shown(system, NOW, found["id"])["do"]
    assert shown(system, NOW, found["id"])["holds"] == {"case": "0"}
    with pytest.raises(LyhordError, match="no queue Tick"):
        redriven(system, "Tick")
    assert (sqs.sent, len(sqs.hidden_until)) == ([], 1)


def test_what_failed_is_tried_again_whole() -> None:
    sqs = Sqs(25)
    assert redriven(Deployed(sqs)) == {"Arrivals": 25, "Deliveries": 0}
    assert (len(sqs.sent), sqs.hidden_until) == (25, {})


def test_a_step_that_nobody_took_is_stuck_a_quarter_of_an_hour_later() -> None:
    system = Deployed(due=(DueRow(pk="CASE#a", sk="CASE", due_at=NOW, letter=None),))
    assert stuck(system, NOW + timedelta(minutes=14)) == []
    later = NOW + timedelta(minutes=16)
    [found] = stuck(system, later)
    assert (found["kind"], found["since"]) == ("late step", NOW.isoformat(timespec="seconds"))
    assert shown(system, later, found["id"])["holds"] == {"case": "LH-2026-0001"}


def test_an_organisation_that_was_never_pushed_is_stuck_and_hides_nothing_else() -> None:
    found = stuck(Deployed(Sqs(1), pushed=False), NOW)
    assert [item["kind"] for item in found] == ["failed", "broken organisation"]
    assert "lyhord org push" in found[-1]["what"]


def test_a_mail_of_another_sender_is_stuck_when_everybody_was_reminded_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = Held(sender="erik.lind@annathem.example", sha256="e" * 64, came_at=NOW)
    waiting = a_case(held=(held,), state=State.EVALUATED)
    monkeypatch.setattr(queues, "every_case", lambda _system: iter((waiting,)))
    assert stuck(Deployed(), NOW + timedelta(days=1)) == []
    later = NOW + timedelta(days=7)
    [found] = stuck(Deployed(), later)
    assert (found["kind"], found["where"]) == ("held mail", waiting.number)
    assert shown(Deployed(), later, found["id"])["holds"] == {"case": waiting.number}
