"""The handler that sends letters, where what it needs cannot be read."""

import importlib
import json
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest

from complaints.model import LetterRef
from tests.builders import NOW, a_case, a_decision

SETTINGS = ("TABLE", "BUCKET", "WAKES_QUEUE", "CONFIGURATION_SET", "PAGES_URL")
CONTEXT = SimpleNamespace(
    function_name="f", memory_limit_in_mb=1, invoked_function_arn="a", aws_request_id="1"
)


def fails():
    raise TimeoutError


def woken(case, letter):
    """A wake-up as SQS brings it."""
    return {
        "messageId": "1",
        "receiptHandle": "r",
        "eventSource": "aws:sqs",
        "body": json.dumps({"case": case, "letter": letter, "at": NOW.isoformat()}),
        "attributes": {"SentTimestamp": str(int(time.time() * 1000)), "ApproximateReceiveCount": "1"},
    }


@pytest.fixture
def handler(dynamo_store, monkeypatch):
    for name in SETTINGS:
        monkeypatch.setenv(name, "x")
    module = importlib.import_module("send_letters")
    monkeypatch.setattr(module, "store", dynamo_store)
    monkeypatch.setattr(module, "signer", lambda: None)
    monkeypatch.setattr(module, "person_key", lambda: b"")
    monkeypatch.setattr(module, "organisations", SimpleNamespace(current=lambda: None))
    return module


@pytest.mark.filterwarnings("ignore:No application metrics")
@pytest.mark.parametrize(
    ("lacking", "instead"), [("organisations", SimpleNamespace(current=fails)), ("signer", fails)]
)
def test_what_cannot_be_sent_now_is_claimed_by_nobody(handler, dynamo_store, monkeypatch, lacking, instead):
    dynamo_store.save(a_decision(), NOW)
    due = [thing.letter for thing in dynamo_store.due(NOW, 10)]
    monkeypatch.setattr(handler, lacking, instead)
    answer = handler.handler({"Records": [woken(a_case().id, "acknowledgement")]}, CONTEXT)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    assert [thing.letter for thing in dynamo_store.due(NOW + timedelta(minutes=1), 10)] == due


@pytest.mark.filterwarnings("ignore:No application metrics")
def test_what_was_never_tried_for_hours_is_tried_as_if_for_the_first_time(handler, dynamo_store, monkeypatch):
    dynamo_store.save(a_decision(), NOW)
    ref = LetterRef(case_id=a_case().id, name="acknowledgement")
    with monkeypatch.context() as broken:
        broken.setattr(handler, "organisations", SimpleNamespace(current=fails))
        for _ in range(30):
            handler.handler({"Records": [woken(ref.case_id, ref.name)]}, CONTEXT)
    assert dynamo_store.claim(ref, NOW + timedelta(minutes=1)).attempts == 1
