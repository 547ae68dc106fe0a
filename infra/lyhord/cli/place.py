"""Where the operator's commands look: the local run, or a stack on AWS."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError, EndpointConnectionError

from lyhord import LyhordError
from lyhord.cli.local import ask, not_running
from lyhord.engine.aws import System, outputs, resources
from lyhord.engine.emulator import local_client
from lyhord.engine.settings import STACK, read_settings


def system(stack: str) -> System:
    """The parts of a stack on AWS, or of the local run if `stack` is empty. Raises LyhordError."""
    return _on_aws(stack) if stack else _local()


def now(stack: str) -> datetime:
    """What time it is there, in UTC."""
    if stack:
        return datetime.now(UTC)
    return datetime.fromisoformat(ask("now", {})["now"])


def _local() -> System:
    settings = read_settings()

    @cache
    def client(service: str) -> Any:
        return local_client(service, settings)

    try:
        return System(client, resources(client("cloudformation"), STACK))
    except EndpointConnectionError as failure:
        raise not_running(settings.aws_url) from failure
    except ClientError as failure:
        raise LyhordError(f"the local run at {settings.aws_url} is not ready yet.") from failure


def _on_aws(stack: str) -> System:
    client = cache(boto3.client)
    try:
        parts = resources(client("cloudformation"), stack)
        table = outputs(client("cloudformation"), stack)["Table"]  # another than its own after a restore
    except (BotoCoreError, ClientError) as failure:
        raise LyhordError(f"stack {stack} cannot be read: {failure}") from failure
    return System(client, parts | {"Table": table})
