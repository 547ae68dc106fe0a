"""One client a service, made when first asked for and kept for the life of the process."""

from functools import cache
from typing import Any

import boto3
from botocore.config import Config

# SendEmail knows no idempotency token: a mail that was taken while its answer got lost would leave again
# with each retry. Trying again is the business of the outbox, which remembers.
_NEVER_AGAIN = Config(retries={"total_max_attempts": 1, "mode": "standard"})
# S3 gives out what is encrypted with a key of ours only to requests signed like this, links included.
_SIGNED = Config(signature_version="s3v4")
_SPECIAL = {"sesv2": _NEVER_AGAIN, "s3": _SIGNED}

# Standard retries are few and quick: what still fails rises, and the queue tries again later.
_CONFIG = Config(retries={"mode": "standard", "max_attempts": 4}, connect_timeout=3, read_timeout=20)


@cache
def client(service: str) -> Any:
    """The boto3 client of a service, by its name."""
    return boto3.client(service, config=_CONFIG.merge(_SPECIAL.get(service, Config())))
