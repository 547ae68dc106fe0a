"""The first thing a stranger does: mail complaints in, and see who gets what."""

import json
import smtplib
import urllib.error
import urllib.request
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from tests.lindhoj import INTAKE
from tests.local_run.running import LocalRun, complaint

pytestmark = pytest.mark.local_run

LATIN_1 = (
    "From: =?iso-8859-1?Q?=C5sa_=D6berg?= <asa@latin.example>\r\n"
    f"To: {INTAKE}\r\nSubject: =?iso-8859-1?Q?Kall_mat_p=E5_=C5skolan?=\r\n"
    "Message-ID: <latin@latin.example>\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    "Maten på Åskolan är kall och äcklig.\r\n"
).encode("iso-8859-1")


def html_only() -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = "Bo Ek <bo@html.example>", INTAKE
    mail["Subject"], mail["Message-ID"] = "Maten", "<html@html.example>"
    mail.set_content("<p>Maten på <b>Åskolan</b> är för salt.</p>", subtype="html")
    return mail.as_bytes()


def with_five_megabytes() -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = "Cia Ek <cia@bilaga.example>", INTAKE
    mail["Subject"], mail["Message-ID"] = "Maten", "<bilaga@bilaga.example>"
    mail.set_content("Se bilden av maten på Åskolan.")
    mail.add_attachment(
        b"\xff\xd8\xff" + bytes(5_000_000), maintype="image", subtype="jpeg", filename="mat.jpg"
    )
    return mail.as_bytes()


@pytest.mark.parametrize(
    ("address", "raw"),
    [
        ("asa@latin.example", LATIN_1),
        ("bo@html.example", html_only()),
        ("cia@bilaga.example", with_five_megabytes()),
    ],
    ids=["ISO-8859-1", "HTML only", "5 MB attachment"],
)
def test_a_complaint_by_plain_smtp_is_acknowledged_and_reaches_its_owner(
    run: LocalRun, address: str, raw: bytes
) -> None:
    message_id = raw.partition(b"Message-ID: ")[2].partition(b"\r\n")[0].decode()
    run.post(raw, address)
    run.ask("settle")
    (acknowledgement,) = run.letters(to=address)
    assert acknowledgement["In-Reply-To"] == message_id
    assert acknowledgement["Auto-Submitted"] == "auto-replied"
    text = acknowledgement.get_body(("plain",)).get_content()
    assert "torsdag 11 mars" in text  # the second working day after Tuesday 9 March 2027
    assert "torsdag 18 mars" in text
    (case,) = [
        case for case in run.ask("case", "list", "--json") if case["complainant"]["address"] == address
    ]
    assert (case["state"], case["category"], case["unit"]) == ("with_owner", "maltid", "Åskolan")
    assert case["owner"]["name"] == "Peter Hallgren"
    routed = [
        letter for letter in run.letters(to=case["owner"]["address"]) if case["number"] in letter["Subject"]
    ]
    assert len(routed) == 1


def test_one_mail_delivered_three_times_is_one_case_and_one_acknowledgement(run: LocalRun) -> None:
    raw = complaint("dan@tre.example")
    for trace in (b"", b"Received: from a by b; Tue, 9 Mar 2027 10:00:00 +0100\r\n", b"X-SES-RECEIPT: x\r\n"):
        run.post(trace + raw, "dan@tre.example")
    run.ask("settle")
    cases = [c for c in run.ask("case", "list", "--json") if c["complainant"]["address"] == "dan@tre.example"]
    assert len(cases) == len(run.letters(to="dan@tre.example")) == 1
    assert run.objects("incoming/") == []


def test_the_same_message_id_with_another_body_is_another_case(run: LocalRun) -> None:
    raw = complaint("eva@tva.example")
    run.post(raw, "eva@tva.example")
    run.post(raw.replace(b"kall", b"varm"), "eva@tva.example")
    run.ask("settle")
    cases = [c for c in run.ask("case", "list", "--json") if c["complainant"]["address"] == "eva@tva.example"]
    assert len({case["number"] for case in cases}) == 2


def test_a_case_is_shown_with_all_the_keys_that_are_promised(run: LocalRun) -> None:
    run.post(complaint("fia@nycklar.example"), "fia@nycklar.example")
    run.ask("settle")
    (listed,) = [
        case
        for case in run.ask("case", "list", "--json")
        if case["complainant"]["address"] == "fia@nycklar.example"
    ]
    shown = run.ask("case", "show", listed["number"], "--json")
    assert listed.items() <= shown.items()
    assert set(shown) - set(listed) == {"mail", "message_ids", "entries", "letters", "readings"}
    assert set(shown["owner"]) == {"role", "unit", "name", "address"}
    assert set(shown["entries"][0]) >= {"sequence", "what", "by", "why", "happened_at", "recorded_at", "text"}
    assert set(shown["letters"][0]) >= {
        "name",
        "template",
        "to",
        "state",
        "not_before",
        "sent_at",
        "message_id",
    }
    assert {letter["template"]: letter["state"] for letter in shown["letters"]}["acknowledgement"] == "sent"
    assert len(shown["mail"]["sha256"]) == 64


def test_verdicts_and_envelope_can_be_given_by_hand(run: LocalRun) -> None:
    run.send(complaint("gus@hand.example"), "--from", "", "--spam", "FAIL")
    run.send(complaint("hal@hand.example"), "--dmarc", "fail", "--to", "nagon@skola.lindhoj.example")
    run.ask("settle")
    assert run.letters(to="gus@hand.example") == []  # the null sender is never answered
    assert len(run.letters(to="hal@hand.example")) == 1


@pytest.mark.parametrize(
    ("arguments", "complains"),
    [
        (("tick", "--now", "2020-01-01T00:00Z"), "a tick never goes back"),
        (("tick", "--now", "2027-03-09T10:00"), "says no time zone"),
        (("tick", "--now", "tomorrow"), "is no time"),
        (("case", "show", "LH-1900-0001"), "there is no case LH-1900-0001"),
        (("redrive", "--queue", "Nowhere"), "there is no queue Nowhere"),
        (("org", "push", "pyproject.toml"), "pyproject.toml"),
    ],
)
def test_what_is_wrong_is_one_clear_line(run: LocalRun, arguments: tuple[str, ...], complains: str) -> None:
    done = run.cli(*arguments)
    assert done.returncode != 0
    assert done.stdout == ""
    assert complains in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_mail_for_elsewhere_or_too_large_is_refused_at_the_door(run: LocalRun) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        run.post(complaint("i@x.example"), "i@x.example", "someone@elsewhere.example")
    assert refused.value.recipients["someone@elsewhere.example"][0] == 550
    with (
        smtplib.SMTP("127.0.0.1", run.smtp_port) as server,
        pytest.raises(smtplib.SMTPSenderRefused) as large,
    ):
        server.sendmail("i@x.example", [INTAKE], bytes(41 * 1024 * 1024))
    assert large.value.smtp_code == 552


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Host": "evil.example"}])
@pytest.mark.parametrize("path", ["/_engine/settle", "/_ses/guess/v2/email/outbound-emails", "/complaint"])
def test_a_page_from_elsewhere_may_ask_nothing(run: LocalRun, headers: dict[str, str], path: str) -> None:
    url = f"http://127.0.0.1:{run.http_port}{path}"
    request = urllib.request.Request(url, data=json.dumps({}).encode(), headers=headers)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    assert refused.value.code in (400, 403)
    refused.value.close()


def test_letters_can_only_be_posted_by_this_runs_own_functions(run: LocalRun) -> None:
    url = f"http://127.0.0.1:{run.http_port}/_ses/guess/v2/email/outbound-emails"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(url, data=b"{}"), timeout=10)
    assert refused.value.code == 403
    refused.value.close()
