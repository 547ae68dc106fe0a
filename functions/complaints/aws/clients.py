"""One client a service, made when first asked for and kept for the life of the process."""

from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

# SendEmail knows no idempotency token: a mail that was taken while its answer got lost would leave again
# with each retry. Trying again is the business of the outbox, which remembers.
_NEVER_AGAIN = Config(retries={"total_max_attempts": 1, "mode": "standard"})
# S3 gives out what is encrypted with a key of ours only to requests signed like this, links included. Without
# the style, links would lead to the host of all regions, which sends on to a new bucket's region, where the
# signature is wrong, and knows no buckets of younger regions at all.
_SIGNED = Config(signature_version="s3v4", s3={"addressing_style": "virtual"})
# What DynamoDB is asked is built from our nouns, large, and checked in the store's tests and wherever stories
# are lived on the handlers: botocore need not look at each attribute again. For the others it does, at little
# cost: to S3 a request without a key is another one.
_UNCHECKED = Config(parameter_validation=False)
_SPECIAL = {"dynamodb": _UNCHECKED, "sesv2": _NEVER_AGAIN, "s3": _SIGNED}

# Standard retries are few and quick: what still fails rises, and the queue tries again later.
# By a name of ours, or botocore would compose its own anew for each call, a seventh of what a call costs.
_CONFIG = Config(
    retries={"mode": "standard", "max_attempts": 4}, connect_timeout=3, read_timeout=20, user_agent="lyhord"
)


@cache
def client(service: str) -> Any:
    """The boto3 client of a service, by its name."""
    return boto3.client(service, config=_CONFIG.merge(_SPECIAL.get(service, Config())))


def code_of(failure: Exception) -> str:
    """The word by which AWS refused something; empty if the failure is another."""
    return str(failure.response["Error"]["Code"]) if isinstance(failure, ClientError) else ""
