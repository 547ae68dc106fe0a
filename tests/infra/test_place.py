"""Where the operator's commands look on AWS."""

from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from lyhord import LyhordError
from lyhord.cli import place


@pytest.fixture
def cloudformation(monkeypatch: pytest.MonkeyPatch) -> Any:
    found = boto3.client("cloudformation", "eu-north-1", aws_access_key_id="x", aws_secret_access_key="y")
    monkeypatch.setattr(place.boto3, "client", lambda _service: found)
    with Stubber(found) as stubber:
        yield stubber


def test_after_a_restore_the_commands_look_at_the_restored_table(cloudformation: Stubber) -> None:
    resource = {"ResourceType": "any", "LastUpdatedTimestamp": 0, "ResourceStatus": "UPDATE_COMPLETE"}
    parts = [
        resource | {"LogicalResourceId": name, "PhysicalResourceId": f"lyhord-{name}"}
        for name in ("Table", "Mails")
    ]
    told = {"OutputKey": "Table", "OutputValue": "lyhord-restored"}
    stack = {"StackName": "lyhord", "CreationTime": 0, "StackStatus": "UPDATE_COMPLETE", "Outputs": [told]}
    cloudformation.add_response("list_stack_resources", {"StackResourceSummaries": parts})
    cloudformation.add_response("describe_stacks", {"Stacks": [stack]})
    system = place.system("lyhord")
    assert (system.table, system.bucket) == ("lyhord-restored", "lyhord-Mails")


def test_a_stack_that_is_not_there_is_one_clear_line(cloudformation: Stubber) -> None:
    cloudformation.add_client_error("list_stack_resources", "ValidationError", "Stack x does not exist")
    with pytest.raises(LyhordError, match=r"^stack x cannot be read: .*does not exist"):
        place.system("x")
