"""What AWS demands, and what an emulator does not show when it is missing: one test, one sentence."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from complaints.aws import table as names
from lyhord.build import PLATFORMS, PYTHON

FUNCTIONS = ("ReceiveMail", "SendLetters", "Tick", "FollowUp", "ShowPage", "NoteDelivery")
READERS = {
    "ReceiveMail": "Arrivals",
    "SendLetters": "Wakes",
    "FollowUp": "Dues",
    "NoteDelivery": "Deliveries",
}
QUEUES = tuple(READERS.values())
FAILED = (*(f"{queue}Failed" for queue in QUEUES), "TickFailed")
OUR_RULE = {
    "Fn::Sub": "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}"
    ":receipt-rule-set/${AWS::StackName}:receipt-rule/${AWS::StackName}-everything"
}
OUR_ACCOUNT = {"Ref": "AWS::AccountId"}
FOURTEEN_DAYS = 14 * 24 * 3600


def properties(template: dict[str, Any], name: str) -> dict[str, Any]:
    return template["Resources"][name]["Properties"]


def of_type(template: dict[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    return {name: r["Properties"] for name, r in template["Resources"].items() if r["Type"] == kind}


def statement(policy: dict[str, Any], principal: str) -> dict[str, Any]:
    found = [s for s in policy["Statement"] if s.get("Principal") == {"Service": principal}]
    assert len(found) == 1, principal
    return found[0]


# --- Mail in ---


def test_the_whole_domain_is_received_scanned_and_told_of(template):
    rule = properties(template, "ReceiveEverything")["Rule"]

    assert rule["Recipients"] == [{"Ref": "Domain"}]
    assert rule["Enabled"] is rule["ScanEnabled"] is True
    assert rule["Actions"] == [
        {
            "S3Action": {
                "BucketName": {"Ref": "Mails"},
                "ObjectKeyPrefix": "incoming/",
                "TopicArn": {"Ref": "Notices"},  # and no KmsKeyArn, which would encrypt in the client
            }
        }
    ]


def test_the_rule_is_made_after_the_policies_that_let_ses_in(template):
    assert set(template["Resources"]["ReceiveEverything"]["DependsOn"]) == {"MailsPolicy", "NoticesPolicy"}


def test_the_name_of_the_rule_is_the_one_the_policies_trust(template):
    assert properties(template, "ReceiptRules")["RuleSetName"] == {"Ref": "AWS::StackName"}
    assert properties(template, "ReceiveEverything")["Rule"]["Name"] == {
        "Fn::Sub": "${AWS::StackName}-everything"
    }


def test_ses_puts_mails_into_incoming_by_our_rule_alone(template):
    allowed = statement(properties(template, "MailsPolicy")["PolicyDocument"], "ses.amazonaws.com")

    assert allowed["Action"] == "s3:PutObject"
    assert allowed["Resource"] == {"Fn::Sub": "${Mails.Arn}/incoming/*"}
    assert allowed["Condition"] == {
        "StringEquals": {"aws:SourceAccount": OUR_ACCOUNT, "aws:SourceArn": OUR_RULE}
    }


def test_ses_publishes_notices_by_our_rule_alone(template):
    allowed = statement(properties(template, "NoticesPolicy")["PolicyDocument"], "ses.amazonaws.com")

    assert allowed["Action"] == "sns:Publish"
    assert allowed["Condition"] == {
        "StringEquals": {"aws:SourceAccount": OUR_ACCOUNT, "aws:SourceArn": OUR_RULE}
    }


def test_a_notice_comes_raw_and_one_that_cannot_come_is_kept(template):
    subscription = properties(template, "NoticesToArrivals")

    assert subscription["RawMessageDelivery"] is True
    assert subscription["RedrivePolicy"] == {"deadLetterTargetArn": {"Fn::GetAtt": ["ArrivalsFailed", "Arn"]}}


def test_only_our_topic_puts_notices_on_the_queue_and_its_failed_queue(template):
    policy = properties(template, "ArrivalsPolicy")
    allowed = statement(policy["PolicyDocument"], "sns.amazonaws.com")

    assert policy["Queues"] == [{"Ref": "Arrivals"}, {"Ref": "ArrivalsFailed"}]
    assert allowed["Condition"] == {"ArnEquals": {"aws:SourceArn": {"Ref": "Notices"}}}


# --- What is kept ---


def test_the_bucket_is_private_versioned_and_encrypted_with_our_key(template):
    bucket = properties(template, "Mails")
    encryption = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"][0]

    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert encryption["ServerSideEncryptionByDefault"] == {
        "SSEAlgorithm": "aws:kms",
        "KMSMasterKeyID": {"Fn::GetAtt": ["Key", "Arn"]},
    }


def test_the_bucket_answers_nobody_in_the_clear(template):
    condition, on_aws, locally = properties(template, "MailsPolicy")["PolicyDocument"]["Statement"][0][
        "Fn::If"
    ]

    assert (condition, locally) == ("OnAws", {"Ref": "AWS::NoValue"})
    assert (on_aws["Effect"], on_aws["Principal"]) == ("Deny", "*")
    assert on_aws["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_a_mail_that_left_is_remembered_as_long_as_a_message_of_it_may_wait(template):
    """Without its delete marker it would be one that never was: its message would fail for ever."""
    assert template["Parameters"]["RecoveryDays"]["MinValue"] * 24 * 3600 == FOURTEEN_DAYS


def test_no_mail_is_removed_by_its_age(template):
    rules = properties(template, "Mails")["LifecycleConfiguration"]["Rules"]
    assert [rule["Id"] for rule in rules if "ExpirationInDays" in rule] == ["lent"]  # copies for a browser
    for rule in (rule for rule in rules if rule.get("Prefix") != "lent/"):
        assert "ExpirationInDays" not in rule
        assert "ExpirationDate" not in rule


@pytest.mark.parametrize("name", ["Key", "Mails", "Table", "SigningSecret", "PersonSecret"])
def test_what_cannot_be_had_again_outlives_the_stack(template, name):
    resource = template["Resources"][name]

    assert resource["DeletionPolicy"] in ("Retain", "RetainExceptOnCreate")
    assert resource["UpdateReplacePolicy"] == "Retain"


def test_a_first_deployment_that_failed_leaves_nothing_whose_name_the_next_one_needs(template):
    """What is kept even then: CloudFormation may neither make it again nor delete it."""
    kept = [r for r in template["Resources"].values() if r.get("DeletionPolicy") == "Retain"]

    assert [r["Type"] for r in kept] == ["AWS::DynamoDB::Table"]
    assert "TableName" not in kept[0]["Properties"]


def test_the_table_can_be_restored_and_not_deleted_and_costs_by_use(template):
    table = properties(template, "Table")

    assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert table["DeletionProtectionEnabled"] is True
    assert table["SSESpecification"]["KMSMasterKeyId"] == {"Fn::GetAtt": ["Key", "Arn"]}
    assert table["BillingMode"] == "PAY_PER_REQUEST"


def test_the_table_has_the_keys_the_code_asks_for(template):
    table = properties(template, "Table")
    (index,) = table["GlobalSecondaryIndexes"]
    due = names.due("CASE#a", datetime(2026, 11, 22, tzinfo=UTC))

    assert [key["AttributeName"] for key in table["KeySchema"]] == list(names.case_key("a"))
    assert index["IndexName"] == names.DUE_INDEX
    assert [key["AttributeName"] for key in index["KeySchema"]] == list(due)
    assert index["Projection"] == {"ProjectionType": "KEYS_ONLY"}


@pytest.mark.parametrize("name", ["SigningSecret", "PersonSecret"])
def test_a_secret_is_drawn_by_aws_as_key_number_one(template, name):
    secret = properties(template, name)

    assert secret["GenerateSecretString"] == {
        "SecretStringTemplate": "{}",
        "GenerateStringKey": "1",
        "PasswordLength": 64,
        "ExcludePunctuation": True,
    }
    assert secret["KmsKeyId"] == {"Fn::GetAtt": ["Key", "Arn"]}


@pytest.mark.parametrize(
    ("service", "ours"),
    [
        ("ses.amazonaws.com", OUR_RULE["Fn::Sub"]),
        ("sns.amazonaws.com", ":sns:${AWS::Region}:${AWS::AccountId}:${AWS::StackName}-notices"),
        (
            "events.amazonaws.com",
            ":events:${AWS::Region}:${AWS::AccountId}:rule/${AWS::StackName}-deliveries",
        ),
        ("cloudwatch.amazonaws.com", ":${AWS::AccountId}:alarm:${AWS::StackName}-*"),
    ],
)
def test_the_key_serves_a_service_for_our_own_sake_only(template, service, ours):
    allowed = statement(properties(template, "Key")["KeyPolicy"], service)
    conditions = {key: value for test in allowed["Condition"].values() for key, value in test.items()}

    assert allowed["Action"] == ["kms:GenerateDataKey*", "kms:Decrypt"]
    assert conditions["aws:SourceAccount"] == OUR_ACCOUNT
    assert conditions["aws:SourceArn"]["Fn::Sub"].endswith(ours)


def test_the_key_serves_the_logs_of_our_functions_only(template):
    by_region = {"Fn::Sub": "logs.${AWS::Region}.amazonaws.com"}
    (logs,) = (
        s
        for s in properties(template, "Key")["KeyPolicy"]["Statement"]
        if s["Principal"].get("Service") == by_region
    )

    (arn,) = logs["Condition"]["ArnLike"].values()
    assert arn["Fn::Sub"].endswith(":log-group:/aws/lambda/${AWS::StackName}-*")


# --- Queues and their functions ---


@pytest.mark.parametrize("name", [*QUEUES, *FAILED])
def test_a_queue_keeps_its_messages_for_fourteen_days_encrypted(template, name):
    queue = properties(template, name)

    assert queue["MessageRetentionPeriod"] == FOURTEEN_DAYS
    assert queue["KmsMasterKeyId"] == {"Ref": "Key"}


def test_no_queue_is_forgotten_by_these_tests(template):
    assert set(of_type(template, "AWS::SQS::Queue")) == {*QUEUES, *FAILED}


@pytest.mark.parametrize("name", QUEUES)
def test_a_message_that_fails_five_times_is_set_aside(template, name):
    assert properties(template, name)["RedrivePolicy"] == {
        "deadLetterTargetArn": {"Fn::GetAtt": [f"{name}Failed", "Arn"]},
        "maxReceiveCount": 5,
    }


@pytest.mark.parametrize(("function", "queue"), READERS.items())
def test_a_message_stays_hidden_six_times_as_long_as_its_function_may_work(template, function, queue):
    timeout = properties(template, function).get("Timeout", template["Globals"]["Function"]["Timeout"])

    assert properties(template, queue)["VisibilityTimeout"] >= 6 * timeout


@pytest.mark.parametrize(("function", "queue"), READERS.items())
def test_a_reader_takes_few_messages_and_names_those_that_failed(template, function, queue):
    (event,) = properties(template, function)["Events"].values()
    source = event["Properties"]

    assert event["Type"] == "SQS"
    assert source["Queue"] == {"Fn::GetAtt": [queue, "Arn"]}
    assert 1 <= source["BatchSize"] <= 5
    assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize("function", READERS)
def test_a_reader_never_asks_for_more_than_its_reserved_concurrency(template, function):
    (event,) = properties(template, function)["Events"].values()

    assert event["Properties"]["ScalingConfig"] == {
        "MaximumConcurrency": properties(template, function)["ReservedConcurrentExecutions"]
    }


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_throttled_by_reserved_concurrency(template, name):
    assert properties(template, name)["ReservedConcurrentExecutions"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_logs_to_an_encrypted_group_that_forgets(template, name):
    log = properties(template, f"{name}Log")

    assert properties(template, name)["LoggingConfig"] == {"LogGroup": {"Ref": f"{name}Log"}}
    assert log["RetentionInDays"] == {"Ref": "LogDays"}
    assert log["KmsKeyId"] == {"Fn::GetAtt": ["Key", "Arn"]}


def test_no_function_is_forgotten_by_these_tests(template):
    assert set(of_type(template, "AWS::Serverless::Function")) == set(FUNCTIONS)


def test_functions_run_on_the_python_and_processor_the_build_fetches_for(template):
    every = template["Globals"]["Function"]

    assert every["Runtime"] == f"python{PYTHON}"
    assert every["Architectures"] == ["arm64"]
    assert all(platform.endswith("aarch64") for platform in PLATFORMS)


# --- Time ---


def test_time_ticks_every_five_minutes_by_the_schedules_own_clock(template):
    schedule = properties(template, "EveryFiveMinutes")

    assert schedule["ScheduleExpression"] == "rate(5 minutes)"
    assert schedule["FlexibleTimeWindow"] == {"Mode": "OFF"}
    assert json.loads(schedule["Target"]["Input"]) == {"time": "<aws.scheduler.scheduled-time>"}


def test_a_tick_that_cannot_be_delivered_or_fails_is_kept(template):
    kept = {"Fn::GetAtt": ["TickFailed", "Arn"]}

    assert properties(template, "EveryFiveMinutes")["Target"]["DeadLetterConfig"] == {"Arn": kept}
    assert properties(template, "Tick")["DeadLetterQueue"] == {"Type": "SQS", "TargetArn": kept}


# --- Pages ---


def test_the_open_url_has_both_permissions_that_it_needs(transformed):
    granted = {
        (p["Action"], p.get("FunctionUrlAuthType"), p.get("InvokedViaFunctionUrl"))
        for p in of_type(transformed, "AWS::Lambda::Permission").values()
        if p["Principal"] == "*"
    }

    assert granted == {
        ("lambda:InvokeFunctionUrl", "NONE", None),
        ("lambda:InvokeFunction", None, True),
    }


def test_only_the_page_has_a_url(template):
    assert [name for name in FUNCTIONS if "FunctionUrlConfig" in properties(template, name)] == ["ShowPage"]


# --- Letters out ---


def test_letters_are_signed_and_leave_from_a_subdomain_that_only_returns(template):
    identity = properties(template, "Identity")

    assert identity["EmailIdentity"] == {"Ref": "Domain"}
    assert identity["DkimAttributes"] == {"SigningEnabled": True}
    assert identity["DkimSigningAttributes"] == {"NextSigningKeyLength": "RSA_2048_BIT"}
    assert identity["MailFromAttributes"]["MailFromDomain"] == {"Fn::Sub": "retur.${Domain}"}


def test_bounces_come_as_events_and_never_as_mails(template):
    assert properties(template, "Identity")["FeedbackAttributes"] == {"EmailForwardingEnabled": False}
    assert properties(template, "Identity")["ConfigurationSetAttributes"] == {
        "ConfigurationSetName": {"Ref": "Sending"}
    }
    assert set(properties(template, "SendingEvents")["EventDestination"]["MatchingEventTypes"]) == {
        "bounce",
        "complaint",
        "reject",
        "renderingFailure",
    }  # a delay changes nothing: SES says so when it gives up


def test_nobody_is_watched_opening_a_letter(template):
    assert "TrackingOptions" not in properties(template, "Sending")
    for destination in of_type(template, "AWS::SES::ConfigurationSetEventDestination").values():
        assert not {"open", "click"} & set(destination["EventDestination"]["MatchingEventTypes"])


def test_a_letter_never_travels_unencrypted(template):
    assert properties(template, "Sending")["DeliveryOptions"] == {"TlsPolicy": "REQUIRE"}


def test_an_event_that_cannot_be_delivered_is_kept(template):
    (target,) = properties(template, "DeliveryRule")["Targets"]

    assert target["Arn"] == {"Fn::GetAtt": ["Deliveries", "Arn"]}
    assert target["DeadLetterConfig"] == {"Arn": {"Fn::GetAtt": ["DeliveriesFailed", "Arn"]}}


def test_only_our_rule_puts_events_on_the_queue_and_its_failed_queue(template):
    policy = properties(template, "DeliveriesPolicy")
    condition = statement(policy["PolicyDocument"], "events.amazonaws.com")["Condition"]

    assert policy["Queues"] == [{"Ref": "Deliveries"}, {"Ref": "DeliveriesFailed"}]
    assert condition["ArnEquals"]["aws:SourceArn"]["Fn::Sub"].endswith(":rule/${AWS::StackName}-deliveries")
    assert properties(template, "DeliveryRule")["Name"] == {"Fn::Sub": "${AWS::StackName}-deliveries"}


# --- Alarms ---


def watched(template: dict[str, Any], alarm: str, metric: str) -> Iterator[str]:
    """Logical ids whose `metric` an alarm of several metrics takes in."""
    for part in properties(template, alarm)["Metrics"]:
        if "MetricStat" in part:
            assert part["MetricStat"]["Metric"]["MetricName"] == metric
            (dimension,) = part["MetricStat"]["Metric"]["Dimensions"]
            value = dimension["Value"]
            yield value["Ref"] if "Ref" in value else value["Fn::GetAtt"][0]


@pytest.mark.parametrize(
    ("alarm", "metric", "things"),
    [
        ("SomethingFailed", "ApproximateNumberOfMessagesVisible", FAILED),
        ("SomethingWaits", "ApproximateAgeOfOldestMessage", QUEUES),
        ("FunctionsFail", "Errors", FUNCTIONS),
        ("FunctionsThrottled", "Throttles", FUNCTIONS),
    ],
)
def test_an_alarm_watches_every_one_of_its_kind(template, alarm, metric, things):
    assert sorted(watched(template, alarm, metric)) == sorted(things)


@pytest.mark.parametrize(
    ("alarm", "namespace", "metric", "silence"),
    [
        ("DueTooLong", "Lyhord", "OldestDueSeconds", "breaching"),
        ("LettersLate", "Lyhord", "LetterLateSeconds", "notBreaching"),
        ("NoMailComesIn", "Lyhord", "MailsHandled", "breaching"),
        ("MailNotStored", "AWS/SES", "PublishFailure", "notBreaching"),
        ("MailLost", "AWS/SES", "PublishExpired", "notBreaching"),
    ],
)
def test_an_alarm_watches_what_only_shows_from_outside(template, alarm, namespace, metric, silence):
    watching = properties(template, alarm)

    assert (watching["Namespace"], watching["MetricName"]) == (namespace, metric)
    assert watching["TreatMissingData"] == silence


def test_every_alarm_wakes_somebody_and_says_what_to_do(template):
    alarms = of_type(template, "AWS::CloudWatch::Alarm")

    assert len(alarms) == 9
    for alarm in alarms.values():
        assert alarm["AlarmActions"] == [{"Ref": "Alarms"}]
        assert alarm["AlarmDescription"]


def test_an_alarm_of_a_closed_door_comes_within_a_quarter_of_an_hour(template):
    silence = properties(template, "NoMailComesIn")

    assert silence["Period"] * silence["EvaluationPeriods"] <= 15 * 60
    assert properties(template, "Canary")["ScheduleExpression"] == "rate(5 minutes)"


def test_the_canary_mails_from_ourselves_to_ourselves(template):
    mail = json.loads(properties(template, "Canary")["Target"]["Input"]["Fn::Sub"])

    assert mail["FromEmailAddress"] == "canary@${Domain}"
    assert mail["Destination"] == {"ToAddresses": ["canary@${Domain}"]}
    assert mail["Content"]["Simple"]["Headers"] == [{"Name": "Auto-Submitted", "Value": "auto-generated"}]


# --- The page as a whole ---


def test_only_eu_regions_where_ses_receives_are_accepted(template):
    (assertion,) = template["Rules"]["InTheUnion"]["Assertions"]
    regions, chosen = assertion["Assert"]["Fn::Contains"]

    assert chosen == {"Ref": "AWS::Region"}
    assert regions == ["eu-north-1", "eu-west-1", "eu-central-1", "eu-west-3", "eu-south-1"]


def test_the_local_run_leaves_out_only_what_an_emulator_cannot_hold(template):
    on_aws = {name for name, r in template["Resources"].items() if r.get("Condition") == "OnAws"}

    assert on_aws == {"ReceiptRules", "ReceiveEverything", "Canary", "CanaryRole"} | set(
        of_type(template, "AWS::CloudWatch::Alarm")
    )


def test_every_check_that_is_skipped_has_its_reason(template):
    skipped = [
        skip
        for r in template["Resources"].values()
        for skip in r.get("Metadata", {}).get("checkov", {}).get("skip", [])
    ]

    assert skipped
    assert all(skip["id"].startswith("CKV_AWS_") and len(skip["comment"]) > 10 for skip in skipped)


def test_no_password_or_address_has_a_default(template):
    assert "Default" not in template["Parameters"]["Domain"]
    assert template["Parameters"]["AlarmAddress"]["Default"] == ""
