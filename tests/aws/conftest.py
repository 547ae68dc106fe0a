"""The real table, made of what template.yaml says, in the emulator."""

import os

import boto3
import pytest
import yaml

from complaints.aws.clients import client
from complaints.aws.store import DynamoStore
from tests.checking import check_requests
from tests.emulator import emulator
from tests.lindhoj import ROOT

ACCESS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "eu-north-1",
}


class _Template(yaml.SafeLoader):
    """Reads template.yaml and keeps `!Ref x` as the plain value x."""


def _plain(loader, _suffix, node):
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_mapping(node, deep=True)


_Template.add_multi_constructor("!", _plain)


@pytest.fixture(scope="session")
def aws(tmp_path_factory):
    """The emulator's URL, with boto3 pointed at it and what DynamoDB is asked checked."""
    before = dict(os.environ)
    client.cache_clear()
    boto3.setup_default_session()
    check_requests(boto3.DEFAULT_SESSION)
    with emulator(str(tmp_path_factory.mktemp("emulator"))) as url:
        os.environ.update(ACCESS | {"AWS_ENDPOINT_URL": url})
        yield url
    os.environ.clear()
    os.environ.update(before)
    client.cache_clear()


@pytest.fixture(scope="session")
def declared():
    """The resources of template.yaml by name."""
    return yaml.load((ROOT / "template.yaml").read_text("utf-8"), _Template)["Resources"]


@pytest.fixture
def dynamo_store(aws, declared, request):
    """A store on an empty table as template.yaml declares it."""
    properties = declared["Table"]["Properties"]
    wanted = ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")
    db = client("dynamodb")
    name = f"table-{abs(hash(request.node.name))}"
    db.create_table(TableName=name, **{part: properties[part] for part in wanted})
    yield DynamoStore(name, lambda: b"a key of the tests")
    db.delete_table(TableName=name)
