"""What the door adds to a mail is what the functions read from SES."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.aws.notices import envelope_from, object_key
from complaints.mail import envelope_from_headers, identity
from complaints.model import Verdict
from lyhord.engine.arrival import ALL_PASS, Arrival, notice, stored

AT = datetime(2026, 4, 2, 13, 0, tzinfo=UTC)
LATER = datetime(2026, 5, 1, tzinfo=UTC)
RAW = "From: Anna <anna@familj.example>\r\nSubject: Kall mat på Åskolan\r\n\r\nHej åäö\r\n".encode()


def arrival(**changes: object) -> Arrival:
    given_ = {
        "raw": RAW,
        "sender": "anna@familj.example",
        "recipients": ("klagomal@skola.lindhoj.example",),
        "at": AT,
        "verdicts": ALL_PASS,
    }
    return Arrival(**given_ | changes)  # type: ignore[arg-type]


def test_the_envelope_can_be_read_back_from_the_object_alone() -> None:
    envelope = envelope_from_headers(stored(arrival()), LATER)
    assert envelope.received_at == AT
    assert envelope.sender == "anna@familj.example"
    assert envelope.recipients == ("klagomal@skola.lindhoj.example",)
    assert (envelope.dmarc, envelope.spam, envelope.virus) == (Verdict.PASS,) * 3


@pytest.mark.parametrize("name", ["dmarc", "spam", "virus"])
def test_a_failed_verdict_is_told_by_object_and_notice_alike(name: str) -> None:
    failing = arrival(verdicts={**ALL_PASS, name: "FAIL"})
    from_object = envelope_from_headers(stored(failing), LATER)
    from_notice = envelope_from(notice(failing, bucket="b", topic="t"))
    assert getattr(from_object, name) == getattr(from_notice, name) == Verdict.FAIL


def test_the_null_sender_stays_null() -> None:
    bounce = arrival(sender="")
    assert envelope_from_headers(stored(bounce), LATER).sender == ""
    assert envelope_from(notice(bounce, bucket="b", topic="t")).sender == ""


def test_the_notice_says_where_the_object_lies_and_who_it_was_for() -> None:
    both = arrival(recipients=("klagomal@skola.lindhoj.example", "rektor@skola.lindhoj.example"))
    told = notice(both, bucket="mails", topic="arn")
    assert object_key(told) == both.key == f"incoming/{both.id}"
    assert envelope_from(told).recipients == both.recipients
    assert envelope_from(told).received_at == AT
    assert told["mail"]["commonHeaders"]["subject"] == "Kall mat på Åskolan"


@given(st.binary(max_size=2000))
def test_any_bytes_are_kept_as_they_came_and_keep_their_identity(raw: bytes) -> None:
    anything = arrival(raw=raw)
    notice(anything, bucket="b", topic="t")
    assert stored(anything).endswith(raw)
    assert envelope_from_headers(stored(anything), LATER).received_at == AT
    assert identity(stored(anything)) == identity(stored(arrival(raw=raw)))


def test_a_header_block_without_end_is_not_put_into_the_notice_whole() -> None:
    told = notice(arrival(raw=b"X-Long: a\r\n" * 100_000), bucket="b", topic="t")
    assert told["mail"]["headersTruncated"]
    assert len(str(told)) < 200_000
