from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from complaints.mail import read
from complaints.model import Envelope, Mail

MUSEUM = Path(__file__).parent.parent / "mails"
ENVELOPE = Envelope(
    received_at=datetime(2026, 3, 31, 8, 2, tzinfo=UTC),
    sender="maria.lind@hem.example",
    recipients=("klagomal@skola.lindhoj.example",),
)


@pytest.fixture
def raw() -> Callable[[str], bytes]:
    return lambda name: (MUSEUM / f"{name}.eml").read_bytes()


@pytest.fixture
def mail(raw: Callable[[str], bytes]) -> Callable[[str], Mail]:
    return lambda name: read(raw(name), ENVELOPE)


@pytest.fixture
def envelope() -> Envelope:
    return ENVELOPE


@pytest.fixture
def museum() -> list[Path]:
    return sorted(MUSEUM.glob("*.eml"))
