"""What the handlers share."""

import json
from datetime import UTC, datetime

import boto3
import pytest
from botocore.stub import Stubber

from complaints.aws.store import DynamoStore
from wiring import FailedError, each, quietly

TAKEN = datetime(2099, 1, 1, tzinfo=UTC)  # by SQS: the message has not lain in the queue


def queued(message_id: str, body: str) -> dict[str, object]:
    stamps = {"SentTimestamp": str(int(TAKEN.timestamp() * 1000)), "ApproximateReceiveCount": "1"}
    return {"messageId": message_id, "body": body, "attributes": stamps}


def test_no_message_of_a_batch_stops_another_and_what_failed_comes_again(caplog):
    dealt_with = []

    def deal_with(message, now):
        if message["case"] == "bad":
            raise ValueError("Leo i 4B")
        dealt_with.append((message["case"], now))
        return "done"

    at = "2026-03-10T09:00:00+00:00"
    good, bad, better = (json.dumps({"case": case, "at": at}) for case in ("good", "bad", "better"))
    records = [queued("1", good), queued("2", bad), queued("3", "no JSON"), queued("4", better)]
    answer = each({"Records": records}, deal_with)

    assert answer == {"batchItemFailures": [{"itemIdentifier": "2"}, {"itemIdentifier": "3"}]}
    assert dealt_with == [(case, datetime.fromisoformat(at)) for case in ("good", "better")]
    failed = [record for record in caplog.records if record.levelname == "ERROR"]
    assert [record.error for record in failed] == ["ValueError", "JSONDecodeError"]
    assert not any("Leo" in str(vars(record)) for record in caplog.records)


def test_a_refusal_of_aws_is_logged_by_its_code_and_by_the_place_in_our_code(caplog, monkeypatch):
    db = boto3.client("dynamodb", "eu-north-1", aws_access_key_id="x", aws_secret_access_key="y")
    monkeypatch.setattr("complaints.aws.store.client", lambda _service: db)
    store, body = DynamoStore("table", lambda: b""), json.dumps({"at": TAKEN.isoformat()})
    with Stubber(db) as stubber:
        stubber.add_client_error("get_item", "AccessDeniedException", "Leo i 4B")
        each({"Records": [queued("1", body)]}, lambda message, now: store.amendments())
    [failed] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert failed.error == "AccessDeniedException"
    assert failed.place.startswith("store.amendments:")
    assert "Leo" not in str(vars(failed))


def test_a_record_that_lacks_what_the_log_tells_fails_alone():
    taken = []
    good, bad, bare = (
        queued("1", f'{{"at": "{TAKEN.isoformat()}"}}'),
        queued("2", "no JSON"),
        queued("3", "no JSON"),
    )
    del bad["attributes"]["ApproximateReceiveCount"], bare["attributes"]
    answer = each({"Records": [good, bad, bare]}, lambda message, now: taken.append(now) or "done")
    assert answer == {"batchItemFailures": [{"itemIdentifier": "2"}, {"itemIdentifier": "3"}]}
    assert taken == [TAKEN]


def test_a_failure_rises_without_its_words(caplog):
    with pytest.raises(FailedError, match=r"^ValueError$") as failed, quietly():
        raise ValueError("Leo i 4B")
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__
    [record] = caplog.records
    assert record.error == "ValueError"
    assert "Leo" not in str(vars(record))
