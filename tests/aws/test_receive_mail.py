"""The handler that receives mails, where what lies in incoming/ is none."""

import importlib
import json
import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from complaints.aws.clients import client
from complaints.aws.mailbox import S3Mailbox
from tests.builders import NOW

SETTINGS = ("TABLE", "BUCKET", "WAKES_QUEUE", "SIGNING_SECRET", "PERSON_SECRET")
CONTEXT = SimpleNamespace(
    function_name="f", memory_limit_in_mb=1, invoked_function_arn="a", aws_request_id="1"
)


@pytest.mark.filterwarnings("ignore:No application metrics")
def test_the_setup_notice_of_ses_leaves_incoming_like_a_mail_and_is_none(aws, monkeypatch):
    for name in SETTINGS:
        monkeypatch.setenv(name, "x")
    module, bucket = importlib.import_module("receive_mail"), f"mails-{time.monotonic_ns()}"
    client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-north-1"})
    client("s3").put_object(
        Bucket=bucket, Key="incoming/AMAZON_SES_SETUP_NOTIFICATION", Body=b"You set up SES"
    )
    monkeypatch.setattr(module, "mailbox", S3Mailbox(bucket))

    [(key, _)] = module.mailbox.stuck(datetime.now(UTC) + timedelta(minutes=1))
    told = {"notificationType": "Reconcile", "objectKey": key, "at": NOW.isoformat()}
    stamps = {"SentTimestamp": str(int(time.time() * 1000)), "ApproximateReceiveCount": "1"}
    record = {"messageId": "1", "body": json.dumps(told), "attributes": stamps}
    assert module.handler({"Records": [record, record]}, CONTEXT) == {"batchItemFailures": []}
    assert "Contents" not in client("s3").list_objects_v2(Bucket=bucket)
