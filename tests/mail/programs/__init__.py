"""What mail programs and mail servers write, form by form: a table a file, a title above each form.

Written from knowledge of the programs, with the same few made-up people in all of them.
"""

from pathlib import Path

HERE = Path(__file__).parent
GUARDIAN = "maria.lind@hem.example"
OWN = "Tack, men maten är fortfarande kall."
OLD = "Hej Maria!\n\nVilken dag var det?\n\nHälsningar\nLindhöjs kommun"
QUOTED = "\n".join(f"> {line}".rstrip() for line in OLD.split("\n"))
REPORT = f"""\
--b
Content-Type: text/plain; charset=utf-8

{{words}}
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.hem.example

Final-Recipient: rfc822; {GUARDIAN}
Action: {{action}}
Status: {{status}}
--b
Content-Type: message/rfc822

From: klagomal@skola.lindhoj.example
To: {GUARDIAN}, per.lind@hem.example
Subject: Svar

Hej!
--b--
"""


def forms(table: str) -> dict[str, str]:
    """The forms of a table by their titles."""
    text = (HERE / f"{table}.txt").read_text(encoding="utf-8")
    titled = (part.partition("\n") for part in f"\n{text}".split("\n## ")[1:])
    return {title: form.strip("\n") for title, _, form in titled}


def lines(table: str) -> list[str]:
    """The forms of a table that has one on each line."""
    return (HERE / f"{table}.txt").read_text(encoding="utf-8").splitlines()


def page(form: str) -> str:
    """A form in HTML with the words that all of them share."""
    who = '&lt;<a href="mailto:svar@lindhoj.example">svar@lindhoj.example</a>&gt;'
    return form.format(
        OWN=OWN,
        OLD="<p>Hej Maria!</p><div>Vilken dag var det?<br>Hälsningar<br>Lindhöjs kommun</div>",
        WHO=who,
        HEADER=f"<b>Från:</b> Lindhöjs kommun {who}<br><b>Skickat:</b> den 31 mars 2026 10:02<br>"
        "<b>Till:</b> Maria Lind<br><b>Ämne:</b> Maten",
        FOREIGN="<b>发件人:</b> Lindhöj<br><b>发送时间:</b> 2026年3月31日 10:02<br><b>收件人:</b> Maria<br>",
    )


def mail(form: str, sender: str = GUARDIAN) -> bytes:
    """A whole mail of a form: some header fields, an empty line, the words. `Report:` makes it RFC 3464."""
    head, _, words = form.partition("\n\n")
    fields = dict(field.split(": ", 1) for field in head.split("\n"))
    report = fields.pop("Report", "")
    usual = {"Return-Path": f"<{sender}>", "From": f"Maria Lind <{GUARDIAN}>", "MIME-Version": "1.0"}
    usual["Content-Type"] = "text/plain; charset=utf-8"
    if report:
        action, status = report.split()
        words = REPORT.format(words=words, action=action, status=status)
        usual["Content-Type"] = "multipart/report; report-type=delivery-status; boundary=b"
    head = "\n".join(f"{name}: {value}" for name, value in {**usual, **fields}.items())
    return f"{head}\n\n{words}\n".encode()
