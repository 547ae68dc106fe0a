"""The small doors to AWS: what they translate, and what they never do."""

import json
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit
from urllib.request import urlopen

import boto3
import pytest
from botocore.exceptions import HTTPClientError, ParamValidationError
from botocore.stub import Stubber

from complaints.aws.bell import SqsBell
from complaints.aws.clients import client
from complaints.aws.deliveries import report_from
from complaints.aws.mailbox import S3Mailbox
from complaints.aws.moments import REDRIVEN, moment, told_at
from complaints.aws.notices import envelope_from, is_receipt, object_key
from complaints.aws.organisations import KEY, S3Organisation
from complaints.aws.postman import SesPostman, message_id
from complaints.model import Amendments, LetterRef, Verdict
from complaints.organisation_file import UnreadableOrganisationError
from complaints.workflow.ports import GoneError, NeverAcceptedError, NotNowError
from lyhord.organisation import compile_file
from tests.aws.conftest import ACCESS
from tests.builders import NOW
from tests.lindhoj import FILE

NOTICE = {
    "notificationType": "Received",
    "mail": {"source": "Maria.Lind@hem.example", "messageId": "abc"},
    "receipt": {
        "timestamp": "2026-03-10T09:00:00.000Z",
        "recipients": ["Klagomal@skola.lindhoj.example"],
        "dmarcVerdict": {"status": "PASS"},
        "spamVerdict": {"status": "DISABLED"},
        "action": {"type": "S3", "bucketName": "b", "objectKey": "incoming/abc"},
    },
}


# --- The clients ---------------------------------------------------------------------------------------


def test_what_the_functions_do_not_check_themselves_the_tests_check(aws):
    dynamodb = client("dynamodb")
    with pytest.raises(ParamValidationError, match="TableName"):
        dynamodb.get_item(Key={"pk": {"S": "CLOCK"}})
    with pytest.raises(ParamValidationError, match="Invalid type"):
        dynamodb.get_item(TableName="table", Key={"pk": {"S": 1}})


def test_a_request_without_a_key_never_leaves_for_the_bucket(aws):
    with pytest.raises(ParamValidationError, match="Key"):
        S3Mailbox("bucket").fetch("")


# --- The notice of a receipt -------------------------------------------------------------------------


def test_a_notice_gives_the_envelope_and_only_a_clear_pass_is_a_pass():
    envelope = envelope_from(NOTICE)
    assert envelope.received_at == datetime(2026, 3, 10, 9, tzinfo=UTC)
    assert (envelope.sender, envelope.recipients) == (
        "maria.lind@hem.example",
        ("klagomal@skola.lindhoj.example",),
    )
    assert (envelope.dmarc, envelope.spam, envelope.virus) == (
        Verdict.PASS,
        Verdict.UNKNOWN,
        Verdict.UNKNOWN,
    )


def test_a_bounce_has_the_null_sender():
    for null in (None, "", "<>"):
        assert envelope_from(NOTICE | {"mail": {"source": null}}).sender == ""
    assert envelope_from({"receipt": NOTICE["receipt"]}).sender == ""


def test_a_redriven_message_speaks_of_the_time_it_had_come_to():
    assert told_at(NOTICE | {REDRIVEN: "2026-03-12T07:00:00+00:00"}) == "2026-03-12T07:00:00+00:00"


def test_a_receipt_and_a_reconciliation_say_where_the_mail_lies_and_when():
    reconciliation = {
        "notificationType": "Reconcile",
        "objectKey": "incoming/x",
        "at": "2026-03-10T09:15:00+00:00",
    }
    assert (is_receipt(NOTICE), object_key(NOTICE), told_at(NOTICE)) == (
        True,
        "incoming/abc",
        "2026-03-10T09:00:00.000Z",
    )
    assert (is_receipt(reconciliation), object_key(reconciliation)) == (False, "incoming/x")
    assert told_at(reconciliation) == "2026-03-10T09:15:00+00:00"


# --- What time it is ----------------------------------------------------------------------------------


def test_a_message_that_lay_in_the_queue_is_as_much_later():
    taken = 1_774_000_000.0
    an_hour_before = str(int((taken - 3600) * 1000))
    spoken_of = {"at": "2026-03-10T09:00:00+00:00"}
    assert moment(spoken_of, an_hour_before, taken) == datetime(2026, 3, 10, 10, tzinfo=UTC)


def test_a_clock_that_went_back_does_not_make_a_message_older():
    taken = 1_774_000_000.0
    soon = str(int((taken + 600) * 1000))
    assert moment({"time": "2026-03-10T09:00:00Z"}, soon, taken) == datetime(2026, 3, 10, 9, tzinfo=UTC)


# --- SES ----------------------------------------------------------------------------------------------


@pytest.fixture
def ses(monkeypatch):
    fresh = boto3.client("sesv2", "eu-north-1", aws_access_key_id="x", aws_secret_access_key="y")
    monkeypatch.setattr("complaints.aws.postman.client", lambda _service: fresh)
    with Stubber(fresh) as stubber:
        yield stubber


def test_the_postman_gives_back_the_message_id_on_the_wire(ses):
    expected = {
        "Content": {"Raw": {"Data": b"raw"}},
        "Destination": {"ToAddresses": ["maria.lind@hem.example"]},
        "ConfigurationSetName": "letters",
    }
    ses.add_response("send_email", {"MessageId": "0110-x"}, expected)
    posted = SesPostman("letters").post(b"raw", ["maria.lind@hem.example"])
    assert posted == "<0110-x@eu-north-1.amazonses.com>"
    assert message_id("0110-x", "us-east-1") == "<0110-x@email.amazonses.com>"


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("TooManyRequestsException", NotNowError),
        ("LimitExceededException", NotNowError),
        ("AccountSuspendedException", NotNowError),
        ("SendingPausedException", NotNowError),
        ("MailFromDomainNotVerifiedException", NotNowError),
        ("MessageRejected", NeverAcceptedError),
        ("BadRequestException", NeverAcceptedError),
    ],
)
def test_the_refusals_of_ses_are_told_apart(ses, code, meaning):
    ses.add_client_error("send_email", code)
    with pytest.raises(meaning):
        SesPostman("").post(b"raw", ["maria.lind@hem.example"])


def test_a_letter_waits_until_the_domain_is_verified_again(ses):
    unverified = "Email address is not verified. The following identities failed the check in region X: a@b"
    ses.add_client_error("send_email", "MessageRejected", unverified)
    with pytest.raises(NotNowError):
        SesPostman("").post(b"raw", ["maria.lind@hem.example"])


def test_an_unknown_trouble_rises(ses):
    ses.add_client_error("send_email", "InternalFailure")
    with pytest.raises(Exception, match="InternalFailure"):
        SesPostman("").post(b"raw", ["maria.lind@hem.example"])


def ses_event(kind, **detail):
    return {
        "region": "eu-north-1",
        "time": "2026-03-10T09:00:00Z",
        "detail": {
            "eventType": kind,
            "mail": {
                "messageId": "0110-x",
                "destination": ["Maria.Lind@hem.example", "bo@xn--hm-via.example"],
            },
        }
        | detail,
    }


def test_only_what_did_not_arrive_is_reported():
    bounce = report_from(ses_event("Bounce", bounce={"bounceType": "Permanent"}))
    assert bounce.message_id == "<0110-x@eu-north-1.amazonses.com>"
    assert bounce.addresses == ("maria.lind@hem.example", "bo@häm.example")
    assert bounce == report_from(ses_event("Bounce", bounce={"bounceType": "Permanent"}))
    assert bounce.id != report_from(ses_event("Complaint")).id
    assert report_from(ses_event("Delivery")) is None


def test_a_report_is_of_those_it_names_and_of_all_when_it_names_none_of_them():
    def bounced(*addresses):
        named = [{"emailAddress": address, "status": "5.1.1"} for address in addresses]
        return report_from(
            ses_event("Bounce", bounce={"bounceType": "Permanent", "bouncedRecipients": named})
        )

    maria, bo = bounced("maria.lind@HEM.example"), bounced("bo@xn--hm-via.example")
    assert (maria.addresses, bo.addresses) == (("maria.lind@hem.example",), ("bo@häm.example",))
    assert maria.id != bo.id  # one letter, and each of them is heard of
    assert bounced("maria@where.her.mail.is.forwarded.example").addresses == maria.addresses + bo.addresses
    spam = report_from(
        ses_event(
            "Complaint", complaint={"complainedRecipients": [{"emailAddress": "maria.lind@hem.example"}]}
        )
    )
    assert spam.addresses == maria.addresses


@pytest.mark.parametrize("kind", ["OnAccountSuppressionList", "Suppressed"])
def test_an_address_that_ses_does_not_try_any_more_is_told_of_in_words_of_its_own(kind):
    bounce = {"bounceType": "Permanent", "bounceSubType": kind}
    report = report_from(ses_event("Bounce", bounce=bounce))
    assert "since an earlier bounce or complaint: docs/runbooks/ses.md" in report.what
    assert report_from(ses_event("Complaint", complaint={"complaintSubType": kind})).what == report.what
    tried = report_from(ses_event("Bounce", bounce=bounce | {"bounceSubType": "General"}))
    assert tried.what == "the address takes no mail"


def test_what_ses_gave_up_on_did_not_arrive_and_an_answering_machine_is_no_bounce():
    def told(**report):
        recipient = {"emailAddress": "maria.lind@hem.example"} | report
        return {"bounceType": "Transient", "bounceSubType": "General", "bouncedRecipients": [recipient]}

    full = told(action="failed", status="4.2.2", diagnosticCode="smtp; 452 4.2.2 mailbox full")
    assert report_from(ses_event("Bounce", bounce=full)).what == "the address takes no mail"
    assert report_from(ses_event("Bounce", bounce=told())) is None


# --- S3 and SQS -----------------------------------------------------------------------------------------


@pytest.fixture
def bucket(aws):
    name = f"mails-{time.monotonic_ns()}"
    client("s3").create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-north-1"})
    return name


def test_a_mail_is_kept_untouched_and_leaves_incoming(bucket):
    mailbox, raw = S3Mailbox(bucket), b"From: \xe5\x00\r\n\r\nhej"
    client("s3").put_object(Bucket=bucket, Key="incoming/abc", Body=raw)
    assert mailbox.keep("incoming/abc", "f00d") == "mails/f00d/abc"
    mailbox.remove("incoming/abc")
    assert mailbox.fetch("mails/f00d/abc") == raw
    assert list(mailbox.stuck(datetime.now(UTC) + timedelta(days=1))) == []


def test_a_kept_mail_is_never_removed(bucket):
    client("s3").put_object(Bucket=bucket, Key="mails/f00d/abc", Body=b"raw")
    S3Mailbox(bucket).remove("mails/f00d/abc")
    assert S3Mailbox(bucket).fetch("mails/f00d/abc") == b"raw"


def test_a_mail_that_was_erased_long_ago_is_gone_and_one_that_never_came_is_missing(bucket):
    with pytest.raises(GoneError):
        S3Mailbox(bucket).fetch("mails/f00d/abc")
    with pytest.raises(client("s3").exceptions.NoSuchKey):
        S3Mailbox(bucket).fetch("incoming/abc")


def test_a_lent_file_is_named_by_the_object_and_not_in_its_address(bucket):
    named = "attachment; filename*=UTF-8''Leos%20m%C3%A4rken.pdf"
    address = S3Mailbox(bucket).lend(b"%PDF", named)
    with urlopen(address) as answer:
        assert (answer.read(), answer.headers["Content-Disposition"]) == (b"%PDF", named)

    assert "Leo" not in address


def test_a_lent_file_is_fetched_from_its_own_region(monkeypatch):
    """The host of all regions sends on to a new bucket's own, where the signature is wrong."""
    for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ACCESS.items():
        monkeypatch.setenv(name, value)
    on_aws = client.__wrapped__("s3")
    monkeypatch.setattr(on_aws, "put_object", lambda **_: None)
    monkeypatch.setattr("complaints.aws.mailbox.client", lambda _service: on_aws)
    address = S3Mailbox("lyhord-mails").lend(b"%PDF", "attachment")
    assert urlsplit(address).hostname == "lyhord-mails.s3.eu-north-1.amazonaws.com"


def test_only_old_mails_are_stuck(bucket):
    client("s3").put_object(Bucket=bucket, Key="incoming/abc", Body=b"raw")
    mailbox = S3Mailbox(bucket)
    [(key, since)] = mailbox.stuck(datetime.now(UTC) + timedelta(minutes=1))
    assert (key, since <= datetime.now(UTC)) == ("incoming/abc", True)
    assert list(mailbox.stuck(datetime.now(UTC) - timedelta(minutes=1))) == []


def test_the_bell_carries_keys_and_times_in_batches_of_ten(aws):
    queue = client("sqs").create_queue(QueueName=f"wakes-{time.monotonic_ns()}")["QueueUrl"]
    SqsBell(wakes=queue).letters([LetterRef(case_id="c", name=str(n)) for n in range(23)], NOW)
    found = []
    while answer := client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
        found += [json.loads(message["Body"]) for message in answer]
    assert sorted(int(body["letter"]) for body in found) == list(range(23))
    assert {(body["case"], body["at"]) for body in found} == {("c", "2026-03-10T09:00:00+00:00")}


def test_a_new_organisation_is_seen_at_once_and_a_broken_one_never_replaces_a_good_one(bucket):
    organisations = S3Organisation(bucket)
    with pytest.raises(UnreadableOrganisationError, match="lyhord org push"):
        organisations.current()
    compiled = json.loads(compile_file(FILE))
    push(bucket, compiled)
    first = organisations.current()
    assert organisations.current() is first  # unchanged: nothing was fetched or parsed again
    push(bucket, compiled | {"department": "Nya Lindhöj"})
    assert organisations.current().department == "Nya Lindhöj"
    client("s3").put_object(Bucket=bucket, Key=KEY, Body=b"{broken")
    assert organisations.current().department == "Nya Lindhöj"
    assert organisations.current().department == "Nya Lindhöj"


def test_a_missing_organisation_is_told_of_as_such_to_a_function_that_may_not_list_the_bucket(bucket, caplog):
    organisations = S3Organisation(bucket)
    push(bucket, json.loads(compile_file(FILE)))
    with Stubber(client("s3")) as stubber:
        stubber.add_client_error("get_object", "AccessDenied", http_status_code=403)
        with pytest.raises(UnreadableOrganisationError, match="lyhord org push"):
            organisations.current()
    assert "lyhord org push" in caplog.text
    known = organisations.current()
    with Stubber(client("s3")) as stubber:
        stubber.add_client_error("get_object", "AccessDenied", http_status_code=403)
        assert organisations.current() is known


def test_each_push_and_each_amendment_makes_another_version(bucket):
    amendments = Amendments()
    organisations = S3Organisation(bucket, lambda: amendments)
    versions = [organisations.version()]
    push(bucket, json.loads(compile_file(FILE)))
    versions.append(organisations.version())
    amendments = Amendments(version=1)
    versions.append(organisations.version())
    push(bucket, json.loads(compile_file(FILE)) | {"department": "Nya Lindhöj"})
    versions.append(organisations.version())
    assert versions[0] == ""
    assert len(set(versions)) == 4


def push(bucket, compiled):
    client("s3").put_object(Bucket=bucket, Key=KEY, Body=json.dumps(compiled).encode())


class _AnswersGetLost(BaseHTTPRequestHandler):
    """Takes each mail and dies before it says so."""

    taken = 0

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        type(self).taken += 1
        self.connection.close()

    def log_message(self, *_args):
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_args):
        pass


def test_a_mail_whose_answer_got_lost_is_not_handed_to_ses_again(monkeypatch):
    with _Server(("127.0.0.1", 0), _AnswersGetLost) as server:
        threading.Thread(target=server.serve_forever).start()
        for name, value in (
            ("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}"),
            ("AWS_ACCESS_KEY_ID", "x"),
            ("AWS_SECRET_ACCESS_KEY", "y"),
            ("AWS_DEFAULT_REGION", "eu-north-1"),
        ):
            monkeypatch.setenv(name, value)
        client.cache_clear()
        try:
            with pytest.raises(HTTPClientError):
                SesPostman("").post(b"raw", ["maria.lind@hem.example"])
        finally:
            client.cache_clear()
            server.shutdown()
    assert _AnswersGetLost.taken == 1
