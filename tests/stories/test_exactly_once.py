"""One mail is one case, however it is delivered, and no machine ever gets an answer (G96, RFC 3834)."""

from collections import deque
from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from complaints.model import LetterState, Verdict
from complaints.workflow.ports import NeverAcceptedError, NotNowError
from tests.lindhoj import GUARDIAN, INTAKE, ROOT, TUESDAY, at
from tests.town import Town

PETER = "peter.hallgren@lindhoj.example"


def complaint(text="Skolmaten på Åskolan är kall.", **headers):
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = GUARDIAN, INTAKE
    mail["Message-ID"], mail["Subject"] = "<once@hem.example>", "Maten"
    mail["Date"] = "Tue, 10 Mar 2026 09:59:00 +0100"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def test_g96_the_same_mail_three_times_is_one_case_and_one_acknowledgement():
    town = Town()
    for hop in range(3):
        trace = (
            f"Return-Path: <{GUARDIAN}>\r\nReceived: from mx{hop}.hem.example by inbound; {hop}\r\n".encode()
        )
        town.delivers(trace + complaint(), at=TUESDAY + timedelta(hours=hop))
    assert len(town.cases) == 1
    assert len(town.letters_to(GUARDIAN)) == 1
    assert len(town.letters_to(PETER)) == 1
    assert not [key for key in town.mailbox.objects if key.startswith("incoming/")]


def test_the_same_message_id_with_another_body_is_another_case():
    town = Town()
    town.delivers(complaint())
    town.delivers(complaint("Bussen från Norrhult kom inte."))
    assert len(town.cases) == 2


@pytest.mark.parametrize(
    "raw",
    [
        complaint(Auto_Submitted="auto-replied"),
        complaint(Precedence="bulk"),
        complaint(List_Id="<lista.lista.example>"),
    ],
)
def test_automatic_mail_is_remembered_and_never_answered(raw):
    town = Town()
    decision = town.delivers(raw)
    assert decision.verdict.startswith("automatic")
    assert (town.cases, town.letters_to(GUARDIAN)) == ([], [])
    assert [key for key in town.mailbox.objects if key.startswith("mails/")]


def test_a_bounce_with_the_null_sender_makes_no_case():
    town = Town()
    town.delivers(complaint(), sender="")
    assert (town.cases, town.letters_to(GUARDIAN)) == ([], [])


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\xff\xfe", b"Subject: =?utf-8?q?a=0d=0aBcc=3a?=\n\n" + b"(" * 30_000]
)
def test_what_cannot_be_read_becomes_a_case_for_the_coordinator_with_its_raw_file(raw):
    town = Town()
    town.delivers(raw)
    assert town.opening_mail(town.case) == raw
    assert town.case.owner == "sektorsamordnare"
    assert town.letters_to("annika.sandell@lindhoj.example")


def test_our_own_address_is_never_acknowledged():
    town = Town()
    town.writes("Skolmaten är kall.", sender=INTAKE)
    assert town.letters_to(INTAKE) == []


LONG_LABELS = [f"anna@{piece * 17}x.example" for piece in ("skola-", "a1-" * 2)]


@pytest.mark.parametrize(
    "address", ["a..b@docomo.example", "maria.@hem.example", ".maria@hem.example", *LONG_LABELS]
)
def test_an_address_that_no_header_can_name_does_not_stop_its_letters(address):
    town = Town()
    town.delivers(f"From: {address}\r\nTo: {INTAKE}\r\n\r\nSkolmaten på Åskolan är kall.\r\n".encode())
    [routed] = town.letters_to(PETER)
    assert "Vi kan inte mejla dit" in routed.text


def test_spam_is_not_dropped_and_not_answered():
    town = Town()
    town.delivers(complaint("Vinn en platta till skolan!"), spam=Verdict.FAIL)
    assert town.letters_to(GUARDIAN) == []
    assert town.case.owner == "sektorsamordnare"


def test_a_letter_that_ses_cannot_take_now_waits_and_is_tried_again():
    town = Town()
    town.postman.trouble = deque([NotNowError(), NotNowError(), NotNowError()])
    town.delivers(complaint())
    assert town.letters == []
    town.waits_until(TUESDAY + timedelta(hours=1))
    assert len(town.letters_to(GUARDIAN)) == 1
    assert len(town.letters_to(PETER)) == 1


def test_a_letter_that_ses_will_never_take_is_told_to_the_owner():
    town = Town()
    town.postman.trouble = deque([NeverAcceptedError()])
    town.delivers(complaint())
    refused = [row for ref, row in town.store.outbox.items() if ref.name == "acknowledgement"]
    assert refused[0].state is LetterState.REFUSED
    assert any("Vårt mejl nådde inte fram" in letter.subject for letter in town.letters_to(PETER))


def test_a_tick_that_comes_a_week_late_sends_the_highest_step_once_and_notes_the_others():
    town = Town()
    town.delivers(complaint())
    before = len(town.letters)
    town._tick(at("2026-03-26T12:00"))  # the schedule was dead from the first day
    town._tick(at("2026-03-26T12:10"))
    whats = [entry["what"] for entry in town.store.entries[town.case.id]]
    assert whats.count("passed_over") == 4
    assert whats.count("escalation") == 1
    told = [letter.recipients[0] for letter in town.letters[before:]]
    assert sorted(told) == [GUARDIAN, "mats.odman@lindhoj.example"]  # she waits, and is told that it is late


def test_the_canary_is_counted_and_leaves_no_trace():
    town = Town()
    canary = "canary@skola.lindhoj.example"
    raw = f"From: {canary}\r\nTo: {canary}\r\nAuto-Submitted: auto-generated\r\n\r\npip\r\n".encode()
    assert town.delivers(raw, sender=canary, to=canary).verdict == "canary"
    assert town.mailbox.objects == {}
    assert town.delivers(raw, sender=canary, to=canary, dmarc=Verdict.FAIL).verdict != "canary"


def test_a_letter_whose_writing_fails_comes_again_and_leaves_once():
    town = Town()
    town.postman.trouble = deque([RuntimeError("the process died here")])
    with suppress(RuntimeError):
        town.delivers(complaint())
    town.bell.queue.clear()  # its wake-ups died with it
    town.waits_until(TUESDAY + timedelta(minutes=20))
    assert len(town.letters_to(GUARDIAN)) == 1
    assert len(town.letters_to(PETER)) == 1


def test_a_second_notice_of_a_mail_that_was_dealt_with_is_no_failure():
    town = Town()
    town.delivers(complaint())
    assert town.is_told_of("incoming/0001").verdict == "dealt with before"
    assert len(town.cases) == 1


def test_a_mail_whose_notice_is_lost_is_found_in_the_bucket_and_brought_in_with_its_true_arrival():
    town, arrived = Town(), at("2026-03-31T10:02:13")
    town.loses_notice_of((ROOT / "tests/mails/ses-block.eml").read_bytes(), at=arrived)
    town.waits_until(arrived + timedelta(minutes=10))
    assert town.cases == []
    town.waits_until(arrived + timedelta(minutes=20))
    assert town.case.received_at == arrived
    assert len(town.letters_to(GUARDIAN)) == 1
    assert len(town.letters_to(PETER)) == 1
    assert not [key for key in town.mailbox.objects if key.startswith("incoming/")]


def test_a_notice_that_comes_after_the_tick_told_of_its_mail_opens_no_second_case():
    town, arrived = Town(), at("2026-03-31T10:02:13")
    town.loses_notice_of((ROOT / "tests/mails/ses-block.eml").read_bytes(), at=arrived)
    town.waits_until(arrived + timedelta(minutes=20))
    assert town.is_told_of("incoming/0001", at=arrived).verdict == "dealt with before"
    assert len(town.cases) == 1
    assert len(town.letters_to(GUARDIAN)) == 1
