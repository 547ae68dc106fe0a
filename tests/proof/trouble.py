"""Long trouble, lived through on the real handlers: afterwards everything is handled, late but right.

What needs a person stands in `lyhord queue list`. Run by `make proof`.
"""

import json
import time
from datetime import UTC, timedelta

import pytest

from complaints.model import State
from lyhord.cli.queues import stuck
from lyhord.cli.redriving import reconciled, redriven
from lyhord.engine.arrival import ALL_PASS, Arrival, stored
from lyhord.engine.aws import ORGANISATION, System
from tests.lindhoj import GUARDIAN, INTAKE, TUESDAY, at
from tests.proof.refusals import refusal, throttled
from tests.proof.stack import client
from tests.proof.town import HandlerTown
from tests.town import KEYS, LINK

PETER = "peter.hallgren@lindhoj.example"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Received(HandlerTown):
    """A town whose objects are as SES stores them, its own headers on top."""

    def delivers(self, raw, *, at=TUESDAY, sender=GUARDIAN, to=INTAKE, **verdicts):
        arrival = Arrival(raw=raw, sender=sender, recipients=(to,), at=at.astimezone(UTC), verdicts=ALL_PASS)
        return super().delivers(stored(arrival), at=at, sender=sender, to=to, **verdicts)


@pytest.fixture
def town():
    return Received()


@pytest.fixture
def calm():
    """The same complaint in a town without trouble, which is over before the other begins."""
    calm = HandlerTown()
    complains(calm)
    return calm


def complains(town, when=TUESDAY):
    return town.writes(
        "Skolmaten på Åskolan är kall.", at=when, Subject="Maten", Message_ID="<1@hem.example>"
    )


def listed(town):
    """The kinds of what an operator sees."""
    return sorted({item["kind"] for item in stuck(System(client, town.stack.resources), town.runtime.now)})


def redrive(town):
    redriven(System(client, town.stack.resources))
    town.settle()


def all_is_well(town, calm):
    """One case, each letter once, the first ones with the words that they would have had in calm."""
    assert listed(town) == []
    assert town.case.state is State.WITH_OWNER
    assert not [key for key in town.mailbox.objects if key.startswith("incoming/")]
    ids = [str(letter.mail["Message-ID"]) for letter in town.letters]
    assert len(ids) == len(set(ids))
    for who in (GUARDIAN, PETER):
        letter, [meant] = town.letters_to(who)[0], calm.letters_to(who)
        assert LINK.sub("", letter.text) == LINK.sub("", meant.text)
    missing = reconciled(System(client, town.stack.resources), town.now, again=False)["without_mark"]
    assert missing == []


def test_ses_refuses_for_three_days(calm, town):
    town.postman.refuses = True
    complains(town)
    town.waits_until(TUESDAY + HOUR)
    assert listed(town) == ["late letter"]
    town.waits_until(TUESDAY + 3 * DAY)
    assert town.letters == []
    town.postman.refuses = False
    town.waits_until(TUESDAY + 3 * DAY + 2 * HOUR)
    all_is_well(town, calm)


def test_a_queue_is_paused_for_thirty_hours(calm, town):
    town.runtime.paused = {"Wakes"}
    complains(town)
    for _ in range(30 * 12):
        town.runtime.passes()
    assert town.letters == []
    town.runtime.paused = set()
    town.settle()
    wakes = sum(run.function == "SendLetters" for run in town.runtime.invocations)
    assert wakes < 40  # some thirty wake-ups a letter, five at a time: not one every five minutes
    all_is_well(town, calm)


def test_the_tick_does_not_run_for_a_week(town):
    complains(town, at("2026-03-10T20:00"))
    town._tick(at("2026-03-17T20:10"))
    town.waits_until(at("2026-03-18T12:00"))
    whats = [entry["what"] for entry in town.store.entries[town.case.id]]
    assert whats.count("passed_over") == whats.count("reminder") == 1
    assert listed(town) == []


def test_the_table_is_throttled_for_an_hour(calm, town):
    town.network.refuses = lambda service, _, request: (
        throttled(service, request) if service == "dynamodb" else None
    )
    complains(town)
    passes(town, HOUR)
    town.network.refuses = None
    assert listed(town) == ["failed", "unhandled mail"]
    redrive(town)
    passes(town, HOUR)
    all_is_well(town, calm)


def test_the_bucket_denies_access_for_an_hour_and_nobody_redrives(calm, town):
    def denied(service, operation, request):
        if (service, operation) == ("s3", "GetObject") and "incoming" in request.url:
            return refusal(service, request, 403, "AccessDenied")
        return None

    town.network.refuses = denied
    complains(town)
    passes(town, HOUR)
    town.network.refuses = None
    passes(town, 2 * HOUR)  # the tick has it received again, what failed is then old news
    redrive(town)
    all_is_well(town, calm)


def test_an_object_that_never_was_is_listed_and_nobody_takes_it_for_dealt_with(town):
    town.is_told_of("incoming/gone")
    passes(town, HOUR)
    assert listed(town) == ["failed"]
    assert town.cases == []


def test_the_organisation_file_is_broken(calm, town):
    bucket = town.stack.resources["Mails"]
    client("s3").put_object(Bucket=bucket, Key=ORGANISATION, Body=b"{broken")
    complains(town)
    passes(town, HOUR)
    assert listed(town) == ["broken organisation", "failed", "unhandled mail"]
    town.pushes(town.organisation)
    redrive(town)
    all_is_well(town, calm)


def test_a_running_function_goes_on_with_the_last_good_organisation(town):
    complains(town)
    client("s3").put_object(Bucket=town.stack.resources["Mails"], Key=ORGANISATION, Body=b"{broken")
    town.writes("Bussen till Norrhult kom inte.", sender="bo@hem.example", at=TUESDAY + HOUR)
    assert len(town.cases) == 2
    assert listed(town) == ["broken organisation"]


def test_the_signing_key_is_rotated(town, monkeypatch):
    complains(town)
    old = town.letters_to(PETER)[0]
    ring = {"1": KEYS["SigningSecret"], "2": "another signing key of the tests"}
    client("secretsmanager").put_secret_value(
        SecretId=town.stack.resources["SigningSecret"], SecretString=json.dumps(ring)
    )
    town.runtime.kill("SendLetters")  # the next one signs with the new key
    town.writes("Bussen till Norrhult kom inte.", sender="bo@hem.example", at=TUESDAY + HOUR)
    new = town.letters[-1]
    assert (old.reply_to.partition("+")[2][16], new.reply_to.partition("+")[2][16]) == ("1", "2")
    later = time.monotonic() + 3600
    monkeypatch.setattr(time, "monotonic", lambda: later)
    for letter in (old, new):  # the ReceiveMail that runs was started before there was a second key
        said = town.replies(letter, "Hej", sender=letter.recipients[0], at=TUESDAY + 2 * HOUR)
        assert said.verdict in ("internal note", "complainant added")


def test_the_clock_goes_back_an_hour(calm, town):
    complains(town)
    town.writes(
        "Det hände igen.", at=TUESDAY - HOUR, Subject="Sv: utan nummer", In_Reply_To="<1@hem.example>"
    )
    town._tick(TUESDAY - HOUR)
    town.waits_until(TUESDAY + HOUR)
    assert listed(town) == []
    assert town.letters_to(GUARDIAN)[0].text == calm.letters_to(GUARDIAN)[0].text
    assert "Det hände igen." in town.letters_to(PETER)[-1].text
    assert INTAKE not in {address for letter in town.letters for address in letter.recipients}


def passes(town, span):
    """Time passes tick by tick."""
    until = town.runtime.now + span
    while town.runtime.now < until:
        town.runtime.passes()
