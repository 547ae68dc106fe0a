"""The demo municipality, and mails as short as a sentence."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from complaints.model import Address, Envelope, Mail, MailKind, Verdict
from complaints.organisation import Organisation
from complaints.organisation_file import from_json
from lyhord.organisation import compile_file

LINDHOJ = Path(__file__).parents[2] / "infra" / "lindhoj" / "organisation.yaml"

MakeMail = Callable[..., Mail]


@pytest.fixture(scope="session")
def lindhoj() -> Organisation:
    return from_json(json.loads(compile_file(LINDHOJ)))


@pytest.fixture
def mail() -> MakeMail:
    def make(
        text: str,
        *,
        subject: str = "",
        sender: str = "maria.lind@hem.example",
        kind: str = "person",
        spam: str = "PASS",
    ) -> Mail:
        return Mail(
            identity="i",
            raw_sha256="s",
            envelope=Envelope(received_at=datetime(2026, 3, 10, 9, tzinfo=UTC), spam=Verdict(spam)),
            sender=Address(address=sender),
            subject=subject,
            text=text,
            new_text=text,
            kind=MailKind(kind),
        )

    return make
