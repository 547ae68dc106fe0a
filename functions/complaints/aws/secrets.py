"""Keys from Secrets Manager, read once a process; the signing keys again when a newer one turns up."""

import json
import time
from collections.abc import Mapping
from functools import cache

from complaints.aws import settings
from complaints.aws.clients import client
from complaints.signature import Signer

AT_MOST_EVERY = 60  # seconds: whoever makes up key numbers does not have us read more often


@cache
def signer() -> Signer:
    """Signs and checks reply addresses and links: the newest key signs, all keys are believed.

    A process that lives on while a key is added learns of it from the first mail that was signed with it.
    """
    ring = _Ring(settings.signing_secret())
    return Signer(ring.keys(), ring.again)


@cache
def person_key() -> bytes:
    """Keys the hashes of personal data in table keys. It never rotates: old keys must still be found."""
    return _Ring(settings.person_secret()).keys()["1"]


class _Ring:
    """The keys of a secret, which is JSON: key number → key."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._read_at = 0.0

    def keys(self) -> dict[str, bytes]:
        """As they are now."""
        self._read_at = time.monotonic()
        secret = client("secretsmanager").get_secret_value(SecretId=self._name)["SecretString"]
        return {number: key.encode() for number, key in json.loads(secret).items()}

    def again(self) -> Mapping[str, bytes]:
        """As they are now, or none when they were read just before."""
        return self.keys() if time.monotonic() - self._read_at > AT_MOST_EVERY else {}
