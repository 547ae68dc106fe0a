"""What a local run survives: two starts, taken ports, a stop, a kill, a throttle, a bounce, a bad message."""

import re
import signal
import smtplib
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from email.header import decode_header, make_header

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.emulator import free_port
from tests.local_run.running import LocalRun, complaint

pytestmark = pytest.mark.local_run

MAILS = 100
REPORT = "{twice} of {all} guardians got their acknowledgement twice"


def refusal(run: LocalRun) -> str:
    done = run.cli("run")
    assert done.returncode != 0
    assert len(done.stderr.strip().splitlines()) == 1
    return done.stderr


def test_a_second_start_on_the_same_state_folder_is_refused(run: LocalRun) -> None:
    other = LocalRun(state=run.state)
    assert "Another local run already uses" in refusal(other)


@pytest.mark.parametrize("name", ["smtp", "http", "aws"])
def test_a_taken_port_is_one_clear_line(fresh: LocalRun, name: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        setattr(fresh, f"{name}_port", port)
        said = refusal(fresh)
    assert f"Port {port} is taken" in said
    assert f"LYHORD_{name.upper()}_PORT" in said


def test_orders_to_a_run_that_is_not_there_are_one_clear_line(fresh: LocalRun) -> None:
    for arguments in (["settle"], ["case", "list", "--json"], ["tick", "--now", "2027-01-01T00:00Z"]):
        done = fresh.cli(*arguments)
        assert done.returncode != 0
        assert "no local run answers" in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_loses_nothing_and_the_next_start_goes_on(fresh: LocalRun, number: signal.Signals) -> None:
    fresh.start()
    fresh.send(complaint("anna@stopp.example"), "--at", "2026-04-02T15:00+02:00")
    assert fresh.stop(number) == 0
    assert len(fresh.letters(to="anna@stopp.example")) == 1
    fresh.start()
    (case,) = fresh.ask("case", "list", "--json")
    assert case["received_at"] == "2026-04-02T13:00:00+00:00"
    fresh.ask("tick", "--now", "2026-04-08T12:00+02:00")  # the clock stood where it was
    assert "20260408" in fresh.when(case["owner"]["address"])
    assert len(fresh.letters(to="anna@stopp.example")) == 1
    fresh.post(complaint("bo@stopp.example"), "bo@stopp.example")
    fresh.ask("settle")
    numbers = [case["number"] for case in fresh.ask("case", "list", "--json")]
    assert len(set(numbers)) == 2


def test_a_kill_in_the_middle_of_a_hundred_mails_loses_none(
    fresh: LocalRun, record_property: Callable[[str, object], None]
) -> None:
    fresh.start()
    killed = threading.Event()

    def kill_when_letters_leave() -> None:
        outbox = fresh.state / "outbox"
        while len(list(outbox.glob("*.eml"))) < MAILS // 4:
            time.sleep(0.02)
        assert fresh.process is not None
        fresh.process.kill()
        killed.set()

    killer = threading.Thread(target=kill_when_letters_leave)
    killer.start()
    left = list(range(MAILS))
    while left and not killed.is_set():
        left = left[1:] if accepted(fresh, left[0]) else left
    killer.join(120)
    assert killed.is_set()
    fresh.process.wait()
    fresh.process.stdout.close()
    before = numbers_mailed(fresh)
    fresh.start()
    for number in left:
        assert accepted(fresh, number)
    fresh.ask("settle", "--within", "200")

    cases = fresh.ask("case", "list", "--json")
    assert {case["complainant"]["address"] for case in cases} == {guardian(n) for n in range(MAILS)}
    assert len(cases) == MAILS
    acknowledged = Counter(letter["To"] for letter in fresh.letters() if "@kill" in letter["To"])
    assert len(acknowledged) == MAILS
    twice = [address for address, count in acknowledged.items() if count > 1]
    assert max(acknowledged.values()) <= 2
    record_property("measured", REPORT.format(twice=len(twice), all=MAILS))
    assert all(
        before[number] == addresses for number, addresses in numbers_mailed(fresh).items() if number in before
    )
    assert all(len(addresses) == 1 for addresses in numbers_mailed(fresh).values())


def guardian(number: int) -> str:
    return f"g{number}@kill{number}.example"


def accepted(run: LocalRun, number: int) -> bool:
    try:
        run.post(complaint(guardian(number)), guardian(number))
    except (OSError, smtplib.SMTPException):
        return False
    return True


def numbers_mailed(run: LocalRun) -> dict[str, set[str]]:
    """Which guardians each case number was mailed to."""
    found: dict[str, set[str]] = {}
    for letter in run.letters():
        subject = str(make_header(decode_header(letter["Subject"])))
        if "@kill" in letter["To"] and (number := re.search(r"LH-\d+-\d+", subject)):
            found.setdefault(number[0], set()).add(letter["To"])
    return found


def test_a_throttled_letter_waits_and_is_tried_again(run: LocalRun) -> None:
    run.order("ses", refuse=1000)
    run.post(complaint("tove@trott.example"), "tove@trott.example")
    run.ask("settle")
    assert run.letters(to="tove@trott.example") == []
    run.order("ses", refuse=0)
    for minute in (15, 30, 45):
        run.tick(f"2027-03-09T10:{minute}+01:00")
    assert len(run.letters(to="tove@trott.example")) == 1


def test_the_relay_gets_each_letter_as_ses_would_send_it(fresh: LocalRun) -> None:
    got: list[Envelope] = []

    class Keep:
        async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
            got.append(envelope)
            return "250 OK"

    port = free_port()
    relay = Controller(Keep(), hostname="127.0.0.1", port=port)
    relay.start()
    try:
        fresh.relay = f"127.0.0.1:{port}"
        fresh.start()
        fresh.post(complaint("rut@relay.example"), "rut@relay.example")
        fresh.ask("settle")
    finally:
        relay.stop()
    (to_rut,) = [envelope for envelope in got if envelope.rcpt_tos == ["rut@relay.example"]]
    assert re.search(rb"^Message-ID: <0110[-0-9a-f]+@eu-north-1.amazonses.com>", to_rut.content, re.M)
    (kept,) = fresh.letters(to="rut@relay.example")
    assert "amazonses" not in kept["Message-ID"]


def test_a_bounce_reaches_the_case(run: LocalRun) -> None:
    address = "bounce-siv@borta.invalid"
    run.post(complaint(address), address)
    run.ask("settle")
    (case,) = [c for c in run.ask("case", "list", "--json") if c["complainant"]["address"] == address]
    entries = run.ask("case", "show", case["number"], "--json")["entries"]
    assert "not_delivered" in [entry["what"] for entry in entries]


def test_what_failed_is_listed_and_gets_another_chance(run: LocalRun) -> None:
    sqs = run.client("sqs")
    sqs.send_message(QueueUrl=sqs.get_queue_url(QueueName="lyhord-wakes")["QueueUrl"], MessageBody="{}")
    run.ask("settle")  # it is tried again quickly, and no longer under way when it failed for good
    (failed,) = run.ask("queue", "list", "--json")
    assert (failed["kind"], failed["where"], failed["what"]) == ("failed", "WakesFailed", "{}")
    assert "Wakes: 1" in run.ask("redrive", "--queue", "Wakes")
    run.ask("settle")
    assert [item["what"] for item in run.ask("queue", "list", "--json")] == ["{}"]  # nothing was mended
    run.post(complaint("ulf@vidare.example"), "ulf@vidare.example")
    run.ask("settle")
    assert len(run.letters(to="ulf@vidare.example")) == 1  # and it stopped nobody else
