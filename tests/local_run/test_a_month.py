"""Two complaints about meals before Easter 2026: one owner stays silent, the other answers."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

import pytest

from tests.local_run.running import LocalRun, complaint

pytestmark = pytest.mark.local_run

SILENT, ANSWERED = "anna@tyst.example", "bo@besvarad.example"
OWNER, COORDINATOR = "peter.hallgren@lindhoj.example", "sektorsamordnare"


def reply(letter: EmailMessage, sender: str, text: str) -> tuple[bytes, str]:
    """What somebody's mail program makes of an answer to a letter, and where it goes."""
    _, to = parseaddr(str(letter["Reply-To"]))
    mail = EmailMessage(policy=SMTP.clone(max_line_length=998))
    mail["From"], mail["To"], mail["Subject"] = sender, to, f"Re: {letter['Subject']}"
    mail["Message-ID"] = "<svar@lindhoj.example>"
    mail.set_content(text)
    return mail.as_bytes(), to


def test_a_month_from_complaint_to_follow_up(fresh: LocalRun) -> None:
    fresh.start()
    for sender in (SILENT, ANSWERED):
        fresh.send(complaint(sender), "--at", "2026-04-02T15:00+02:00")
    fresh.ask("settle")
    for sender in (SILENT, ANSWERED):
        (acknowledgement,) = fresh.letters(to=sender)
        text = acknowledgement.get_body(("plain",)).get_content()
        assert "8 april" in text
        assert "15 april" in text
    cases = {case["complainant"]["address"]: case for case in fresh.ask("case", "list", "--json")}
    silent, answered = cases[SILENT]["number"], cases[ANSWERED]["number"]

    for day in range(3, 14):
        fresh.tick(f"2026-04-{day:02}T12:00+02:00")
    routed = next(letter for letter in fresh.letters(to=OWNER) if answered in letter["Subject"])
    raw, to = reply(routed, OWNER, "Klart. Vi har bytt leverantör och maten är varm nu.\n")
    fresh.send(raw, "--at", "2026-04-13T13:00+02:00", "--from", OWNER, "--to", to)
    fresh.ask("settle")
    for day in range(14, 31):
        fresh.tick(f"2026-04-{day:02}T12:00+02:00")
    for day in range(1, 9):
        fresh.tick(f"2026-05-{day:02}T12:00+02:00")

    shown = fresh.ask("case", "show", silent, "--json")
    steps = [(entry["what"], entry["happened_at"][:10]) for entry in shown["entries"]]
    print(steps, fresh.ask("case", "show", answered, "--json")["entries"])
    assert len(fresh.letters(to=ANSWERED)) == 4  # acknowledgement, answer, follow-up, one reminder
    assert fresh.when(ANSWERED)[-2:] == ["20260427", "20260505"]
    left = [(item["kind"], item["where"]) for item in fresh.ask("queue", "list", "--json")]
    assert left == [("unanswered case", silent)]  # everybody was reminded: a person has to take it up
