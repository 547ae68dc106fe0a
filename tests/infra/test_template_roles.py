"""Each function may do what its code does, and nothing else."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.lindhoj import ROOT
from tests.privilege.grants import grants, named
from tests.privilege.unasked import why_unasked

FUNCTIONS = {
    "ReceiveMail": "receive_mail",
    "SendLetters": "send_letters",
    "Tick": "tick",
    "FollowUp": "follow_up",
    "ShowPage": "show_page",
    "NoteDelivery": "note_delivery",
}
ROLES = (*(f"{name}Role" for name in FUNCTIONS), "ScheduleRole", "CanaryRole")
QUEUES = {"ARRIVALS_QUEUE": "Arrivals", "WAKES_QUEUE": "Wakes", "DUES_QUEUE": "Dues"}

# Where a star stands for what has no name of its own when the template is written.
STARS = {
    "${Mails.Arn}/incoming/*": "the mails, one object each",
    "${Mails.Arn}/mails/*": "the mails, one object each",
    "${Mails.Arn}/lent/*": "files on their way to a reader's browser",
}
# What each function does with rows: never Scan, and never DeleteItem.
ROWS = {
    "ReceiveMail": {"GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"},
    "SendLetters": {"GetItem", "BatchGetItem", "PutItem", "UpdateItem"},
    "Tick": {"GetItem", "Query", "PutItem"},
    "FollowUp": {"GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"},
    "ShowPage": {"GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"},
    "NoteDelivery": {"GetItem", "BatchGetItem", "PutItem"},
}


def statements(template: dict[str, Any], role: str) -> Iterator[dict[str, Any]]:
    for policy in template["Resources"][role]["Properties"]["Policies"]:
        yield from policy["PolicyDocument"]["Statement"]


def many(one_or_many: Any) -> list[Any]:
    return one_or_many if isinstance(one_or_many, list) else [one_or_many]


def actions(template: dict[str, Any], role: str, service: str = "") -> set[str]:
    found = {action for s in statements(template, role) for action in many(s["Action"])}
    return {action for action in found if action.startswith(service)}


def resources(template: dict[str, Any], role: str, action: str) -> str:
    return str([s["Resource"] for s in statements(template, role) if action in many(s["Action"])])


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    else:
        yield str(value)


def environment(template: dict[str, Any], function: str) -> set[str]:
    common = template["Globals"]["Function"]["Environment"]["Variables"]
    own = template["Resources"][function]["Properties"]["Environment"]["Variables"]
    return {name for name in {**common, **own} if not name.startswith("POWERTOOLS_")}


def setting_names() -> dict[str, str]:
    """Name of each function of `settings` → the variable it reads."""
    tree = ast.parse((ROOT / "functions/complaints/aws/settings.py").read_text("utf-8"))
    public = [f for f in tree.body if isinstance(f, ast.FunctionDef) and not f.name.startswith("_")]
    return {f.name: re.findall(r"_read\('(\w+)'\)", ast.unparse(f))[0] for f in public}


def asked_for(handler: str) -> set[str]:
    """The variables a handler's own lines ask for, by `settings` or by the secrets it takes."""
    source = (ROOT / f"functions/{handler}.py").read_text("utf-8")
    names = setting_names()
    asked = {names[call] for call in re.findall(r"settings\.(\w+)\(\)", source)}
    if re.search(r"import .*\bsigner\b", source):
        asked.add("SIGNING_SECRET")
    if "person_key" in source:
        asked.add("PERSON_SECRET")
    return asked


@pytest.mark.parametrize(("function", "handler"), FUNCTIONS.items())
def test_a_function_has_the_environment_its_handler_asks_for(template, function, handler):
    never = {"PERSON_SECRET"} if function in ("Tick", "FollowUp") else set()  # they go by shard and by case

    assert template["Resources"][function]["Properties"]["Handler"] == f"{handler}.handler"
    assert environment(template, function) == asked_for(handler) - never


def test_every_setting_is_given_to_some_function(template):
    given = set().union(*(environment(template, function) for function in FUNCTIONS))

    assert given == set(setting_names().values())


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_may_write_to_the_queues_and_read_the_secrets_it_was_told_of(template, function):
    role, told = f"{function}Role", environment(template, function)
    may_send = resources(template, role, "sqs:SendMessage")
    may_read = resources(template, role, "secretsmanager:GetSecretValue")

    assert {n for n, q in QUEUES.items() if f"'{q}', 'Arn'" in may_send or f"'{q}.Arn'" in may_send} == {
        name for name in told if name in QUEUES
    }
    assert ("/signing-??????" in may_read) == ("SIGNING_SECRET" in told)
    assert ("/person-??????" in may_read) == ("PERSON_SECRET" in told)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_has_a_role_of_its_own(template, function):
    properties = template["Resources"][function]["Properties"]

    assert properties["Role"] == {"Fn::GetAtt": [f"{function}Role", "Arn"]}
    assert "Policies" not in properties


def test_no_role_is_forgotten_by_these_tests(template):
    roles = {name for name, r in template["Resources"].items() if r["Type"] == "AWS::IAM::Role"}

    assert roles == set(ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_names_what_it_may_do_and_to_what(template, role):
    properties = template["Resources"][role]["Properties"]

    assert "ManagedPolicyArns" not in properties
    for s in statements(template, role):
        assert s["Effect"] == "Allow"
        assert not [action for action in many(s["Action"]) if "*" in action]
        for text in texts(s["Resource"]):
            assert "*" not in text or text in STARS, text


def test_only_send_letters_and_the_canary_may_send_mail(template):
    assert {role for role in ROLES if actions(template, role, "ses:")} == {"SendLettersRole", "CanaryRole"}


def test_only_receive_mail_may_touch_the_mails(template):
    writers = {role for role in ROLES if actions(template, role, "s3:") & {"s3:PutObject", "s3:DeleteObject"}}

    assert writers == {"ReceiveMailRole", "ShowPageRole"}
    assert "lent/*" in resources(template, "ShowPageRole", "s3:PutObject")
    assert "mails" not in resources(template, "ShowPageRole", "s3:PutObject").replace("Mails.Arn", "")
    assert "s3:DeleteObject" not in actions(template, "ShowPageRole")
    assert "incoming" in resources(template, "ReceiveMailRole", "s3:DeleteObject")
    assert "mails/" not in resources(template, "ReceiveMailRole", "s3:DeleteObject")
    assert "incoming" not in resources(template, "ReceiveMailRole", "s3:PutObject")


def test_who_reads_a_kept_mail_may(template):
    readers = {role for role in ROLES if "mails/*" in resources(template, role, "s3:GetObject")}

    assert readers == {"ReceiveMailRole", "SendLettersRole", "ShowPageRole"}


@pytest.mark.parametrize("role", ["SendLettersRole", "ShowPageRole"])
def test_who_shows_files_is_told_that_a_mail_was_erased_and_lists_nothing_else(template, role):
    (listing,) = (s for s in statements(template, role) if s["Action"] == "s3:ListBucket")
    assert listing["Condition"] == {"StringLike": {"s3:prefix": "mails/*"}}


def test_the_tick_reads_the_index_lists_incoming_and_knows_the_organisations_version_and_no_more(template):
    assert "/index/due" in resources(template, "TickRole", "dynamodb:Query")
    rows = {s["Action"]: s for s in statements(template, "TickRole") if "dynamodb:" in s["Action"]}
    for action, keys in (("GetItem", ["AMENDMENTS", "CLOCK"]), ("PutItem", ["CLOCK"])):
        assert rows[f"dynamodb:{action}"]["Condition"] == {
            "ForAllValues:StringEquals": {"dynamodb:LeadingKeys": keys}
        }
    assert actions(template, "TickRole", "s3:") == {"s3:ListBucket", "s3:GetObject"}
    assert "organisation.json" in resources(template, "TickRole", "s3:GetObject")
    assert not actions(template, "TickRole", "secretsmanager:")
    (listing,) = (s for s in statements(template, "TickRole") if s["Action"] == "s3:ListBucket")
    assert listing["Condition"] == {"StringLike": {"s3:prefix": ["incoming/*", "organisation.json"]}}


def test_pages_read_what_they_show_and_send_nothing(template):
    assert actions(template, "ShowPageRole", "s3:") == {"s3:GetObject", "s3:PutObject", "s3:ListBucket"}
    assert "incoming" not in resources(template, "ShowPageRole", "s3:GetObject")
    assert actions(template, "ShowPageRole", "sqs:") == {"sqs:SendMessage"}
    assert not actions(template, "ShowPageRole", "ses:")


@pytest.mark.parametrize(("function", "does"), ROWS.items())
def test_rows_are_written_with_their_conditions_and_never_deleted(template, function, does):
    assert actions(template, f"{function}Role", "dynamodb:") == {f"dynamodb:{what}" for what in does}


@pytest.mark.parametrize("function", ["ReceiveMail", "SendLetters", "FollowUp", "NoteDelivery"])
def test_a_reader_may_read_its_own_queue_only(template, function):
    (event,) = template["Resources"][function]["Properties"]["Events"].values()

    assert resources(template, f"{function}Role", "sqs:ReceiveMessage") == str([event["Properties"]["Queue"]])


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_writes_its_own_log_only(template, function):
    assert resources(template, f"{function}Role", "logs:PutLogEvents") == str(
        [{"Fn::GetAtt": [f"{function}Log", "Arn"]}]
    )


def test_after_a_restore_the_roles_follow_to_the_restored_table(template):
    for function, does in ROWS.items():
        for what in does:
            rows = resources(template, f"{function}Role", f"dynamodb:{what}")
            assert "IsRestored" in rows
            assert "table/${RestoredTable}" in rows


# --- What `make privilege` cannot tell: the emulator asks for none of it ---

LAMBDA = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
SCHEDULER = {
    "Effect": "Allow",
    "Principal": {"Service": "scheduler.amazonaws.com"},
    "Action": "sts:AssumeRole",
    "Condition": {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}},
}
OUR_IDENTITY = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${Domain}"
OUR_SETTINGS = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:configuration-set/${Sending}"


def both(queue: str) -> list[dict[str, list[str]]]:
    """A queue, and the one of what failed in it."""
    return [{"Fn::GetAtt": [queue, "Arn"]}, {"Fn::GetAtt": [f"{queue}Failed", "Arn"]}]


LET_IN = [
    (policy, {"Service": f"{service}.amazonaws.com"}, action, resource)
    for policy, service, action, resource in (
        ("MailsPolicy", "ses", "s3:PutObject", {"Fn::Sub": "${Mails.Arn}/incoming/*"}),
        ("NoticesPolicy", "ses", "sns:Publish", {"Ref": "Notices"}),
        ("ArrivalsPolicy", "sns", "sqs:SendMessage", both("Arrivals")),
        ("DeliveriesPolicy", "events", "sqs:SendMessage", both("Deliveries")),
        ("AlarmsPolicy", "cloudwatch", "sns:Publish", {"Ref": "Alarms"}),
    )
]


def unasked(role: str) -> list[tuple[str, str]]:
    return sorted((grant.action, named(grant.resource)) for grant in grants(role) if why_unasked(grant))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_aws_may_log_use_the_key_take_messages_and_keep_failures_for_a_function_and_no_more(
    template, function
):
    properties = template["Resources"][function]["Properties"]
    queues = [
        event["Properties"]["Queue"]["Fn::GetAtt"][0] for event in properties.get("Events", {}).values()
    ]
    failed = properties.get("DeadLetterQueue", {}).get("TargetArn", {}).get("Fn::GetAtt", [])[:1]

    assert unasked(f"{function}Role") == sorted(
        [
            *((f"logs:{what}", f"{function}Log") for what in ("CreateLogStream", "PutLogEvents")),
            *((f"kms:{what}", "Key") for what in ("Decrypt", "GenerateDataKey", "DescribeKey")),
            *(
                (f"sqs:{what}", queue)
                for queue in queues
                for what in ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")
            ),
            *(("sqs:SendMessage", queue) for queue in failed),
        ]
    )


def test_the_schedule_may_call_the_tick_and_keep_what_it_could_not():
    assert unasked("ScheduleRole") == [
        ("kms:Decrypt", "Key"),
        ("kms:GenerateDataKey", "Key"),
        ("lambda:InvokeFunction", "Tick"),
        ("sqs:SendMessage", "TickFailed"),
    ]


def test_the_canary_may_mail_as_itself_alone(template):
    assert list(statements(template, "CanaryRole")) == [
        {
            "Effect": "Allow",
            "Action": "ses:SendEmail",
            "Resource": [{"Fn::Sub": OUR_IDENTITY}, {"Fn::Sub": OUR_SETTINGS}],
            "Condition": {"StringEquals": {"ses:FromAddress": {"Fn::Sub": "canary@${Domain}"}}},
        }
    ]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_taken_on_by_its_own_service_alone(template, role):
    trusted = template["Resources"][role]["Properties"]["AssumeRolePolicyDocument"]["Statement"]

    assert trusted == [SCHEDULER if role in ("ScheduleRole", "CanaryRole") else LAMBDA]


def test_the_policies_of_resources_let_in_these_services_and_nobody_else(template):
    found = [
        (name, statement)
        for name, resource in template["Resources"].items()
        for statement in resource["Properties"].get("PolicyDocument", {}).get("Statement", [])
        if "Fn::If" not in statement  # which refuses plain HTTP: tests/infra/test_template.py
    ]

    assert {statement["Effect"] for _, statement in found} == {"Allow"}
    assert [(name, s["Principal"], s["Action"], s["Resource"]) for name, s in found] == LET_IN


def test_the_key_lets_in_our_roles_by_their_own_policies_and_five_services(template):
    lines = template["Resources"]["Key"]["Properties"]["KeyPolicy"]["Statement"]

    assert [s["Sid"] for s in lines] == [
        "RolesOfThisAccountByTheirOwnPolicies",
        "SesPutsMailsAndNotices",
        "NoticesReachArrivals",
        "EventsReachDeliveries",
        "AlarmsReachTheirTopic",
        "LogsOfTheFunctions",
    ]
    assert all(s["Effect"] == "Allow" and "NotPrincipal" not in s for s in lines)
    assert [s for s in lines if "Condition" not in s] == [
        {
            "Sid": "RolesOfThisAccountByTheirOwnPolicies",
            "Effect": "Allow",
            "Principal": {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}},
            "Action": "kms:*",
            "Resource": "*",
        }
    ]
