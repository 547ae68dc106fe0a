"""Keys from Secrets Manager, read once a process."""

import json
from functools import cache

from complaints.aws import settings
from complaints.aws.clients import client
from complaints.signature import Signer


@cache
def signer() -> Signer:
    """Signs and checks reply addresses and links: the newest key signs, all keys are believed."""
    return Signer(_keys(settings.signing_secret()))


@cache
def person_key() -> bytes:
    """Keys the hashes of personal data in table keys. It never rotates: old keys must still be found."""
    return _keys(settings.person_secret())["1"]


def _keys(name: str) -> dict[str, bytes]:
    """A secret is JSON: key number → key."""
    secret = client("secretsmanager").get_secret_value(SecretId=name)["SecretString"]
    return {number: key.encode() for number, key in json.loads(secret).items()}
