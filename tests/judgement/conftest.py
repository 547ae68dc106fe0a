"""The demo municipality, and mails as short as a sentence."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

import tests.lindhoj
from complaints.model import Address, Envelope, Mail, MailKind, Verdict
from complaints.organisation import Organisation

MakeMail = Callable[..., Mail]


@pytest.fixture(scope="session")
def lindhoj() -> Organisation:
    return tests.lindhoj.lindhoj()


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
