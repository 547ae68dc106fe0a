"""Each function may do what its code does, and nothing else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
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
# Everything a function that decides and saves may do with rows. Not Scan, and never DeleteItem.
ROWS = {
    "dynamodb:GetItem",
    "dynamodb:BatchGetItem",
    "dynamodb:Query",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:ConditionCheckItem",
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
    never = {"PERSON_SECRET"} if function == "Tick" else set()  # a tick asks by shard, never by person

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


def test_the_tick_reads_the_index_lists_incoming_and_knows_the_organisations_version_and_no_more(template):
    assert actions(template, "TickRole", "dynamodb:") == {
        "dynamodb:Query",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
    }
    assert "/index/due" in resources(template, "TickRole", "dynamodb:Query")
    (rows,) = (s for s in statements(template, "TickRole") if "dynamodb:GetItem" in many(s["Action"]))
    assert rows["Condition"] == {
        "ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["AMENDMENTS", "CLOCK"]}
    }
    assert actions(template, "TickRole", "s3:") == {"s3:ListBucket", "s3:GetObject"}
    assert "organisation.json" in resources(template, "TickRole", "s3:GetObject")
    assert not actions(template, "TickRole", "secretsmanager:")
    (listing,) = (s for s in statements(template, "TickRole") if s["Action"] == "s3:ListBucket")
    assert listing["Condition"] == {"StringLike": {"s3:prefix": ["incoming/*", "organisation.json"]}}


def test_pages_read_what_they_show_and_send_nothing(template):
    assert actions(template, "ShowPageRole", "s3:") == {"s3:GetObject", "s3:PutObject"}
    assert "incoming" not in resources(template, "ShowPageRole", "s3:GetObject")
    assert actions(template, "ShowPageRole", "sqs:") == {"sqs:SendMessage"}
    assert not actions(template, "ShowPageRole", "ses:")


@pytest.mark.parametrize("function", [name for name in FUNCTIONS if name != "Tick"])
def test_rows_are_written_with_their_conditions_and_never_deleted(template, function):
    assert actions(template, f"{function}Role", "dynamodb:") == ROWS


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
    for function in FUNCTIONS:
        rows = resources(template, f"{function}Role", "dynamodb:Query")
        assert "IsRestored" in rows
        assert "table/${RestoredTable}" in rows
