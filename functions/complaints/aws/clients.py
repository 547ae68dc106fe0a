"""One client a service, made when first asked for and kept for the life of the process."""

from functools import cache
from typing import Any

import boto3
from botocore.config import Config

# Standard retries are few and quick: what still fails rises, and the queue tries again later.
_CONFIG = Config(retries={"mode": "standard", "max_attempts": 4}, connect_timeout=3, read_timeout=20)


@cache
def client(service: str) -> Any:
    """The boto3 client of a service, by its name."""
    return boto3.client(service, config=_CONFIG)
