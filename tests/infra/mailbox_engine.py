"""An engine with nothing behind it, for the mailbox page, and letters to show."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from lyhord.engine.view import HeldLetter, ReceivedMail, ReleasedLetter

DOMAIN = "skola.lindhoj.example"
CASE_ADDRESS = f"klagomal+a2b3c4d5e6f7@{DOMAIN}"
DUE = datetime(2026, 4, 9, 5, 30, tzinfo=UTC)
_POLICY = SMTP.clone(max_line_length=998)


class FakeEngine:
    """Keeps what it is given. Time moves when somebody moves it."""

    domain = DOMAIN
    smtp_port = 2525

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.time = datetime(2026, 4, 2, 13, 0, tzinfo=UTC)
        self.sent: list[ReleasedLetter] = []
        self.waiting: list[HeldLetter] = []
        self.taken: list[ReceivedMail] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.due: datetime | None = DUE
        self.refuses = ""

    def now(self) -> datetime:
        return self.time

    def letters(self) -> list[ReleasedLetter]:
        return list(self.sent)

    async def held(self) -> list[HeldLetter]:
        return list(self.waiting)

    async def received(self) -> list[ReceivedMail]:
        return list(self.taken)

    async def next_due(self) -> datetime | None:
        return self.due

    async def hand_in(self, raw: bytes, *, sender: str, recipients: list[str]) -> None:
        if self.refuses:
            raise ValueError(self.refuses)
        self.envelopes.append((sender, recipients))
        self.take(raw)

    async def tick(self, until: datetime) -> None:
        if until < self.time:
            raise ValueError("time only goes forward")
        self.time = until

    def take(self, raw: bytes, case: str = "") -> None:
        key = f"mails/{len(self.taken)}/x"
        self.taken.append(ReceivedMail(key=key, received_at=self.time, raw=raw, case=case))

    def send(self, mail: EmailMessage | bytes, message_id: str = "") -> None:
        """Let a letter leave."""
        n = len(self.sent) + 1
        path = self.folder / f"{n}.eml"
        path.write_bytes(mail if isinstance(mail, bytes) else mail.as_bytes())
        self.sent.append(
            ReleasedLetter(
                path=path,
                released_at=self.time,
                n=n,
                message_id=message_id or f"<0110-{n}@eu-north-1.amazonses.com>",
            )
        )


def mail(
    *,
    to: str,
    subject: str,
    text: str = "Hej!",
    html: str = "",
    sender: str = f'"Lindhöj kommun" <klagomal@{DOMAIN}>',
    message_id: str = "",
    answers: str = "",
    reply_to: str = "",
    copy: str = "",
) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    headers = {
        "From": sender,
        "To": to,
        "Cc": copy,
        "Reply-To": reply_to,
        "Subject": subject,
        "Message-ID": message_id,
        "In-Reply-To": answers,
        "References": answers,
    }
    for name, value in headers.items():
        if value:
            message[name] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


MARIA = '"Maria Lind" <maria.lind@hem.example>'
PETER = '"Peter Hallgren" <peter.hallgren@lindhoj.example>'
BIRGITTA = '"Birgitta Norén" <birgitta.noren@lindhoj.example>'


def first_case(engine: FakeEngine) -> None:
    """A complaint, its acknowledgement and the mail to who is responsible, with a reminder that waits."""
    engine.take(
        mail(
            sender=MARIA,
            to=f"klagomal@{DOMAIN}",
            subject="Maten på Åskolan",
            text="Maten är kall.",
            message_id="<m1@hem.example>",
        ).as_bytes()
    )
    engine.send(
        mail(
            to=MARIA,
            subject="Vi har tagit emot ditt mejl (LH-2026-0001)",
            text="Tack för att du hör av dig.",
            html="<p>Tack för att du hör av dig.</p>",
            answers="<m1@hem.example>",
            reply_to=CASE_ADDRESS,
        )
    )
    engine.send(
        mail(
            to=PETER,
            copy=BIRGITTA,
            subject="[LH-2026-0001] Svara senast on 15 april",
            html="<p>Hej Peter!</p>",
            answers="<case-1@skola.lindhoj.example>",
            reply_to=CASE_ADDRESS,
        )
    )
    engine.waiting.append(
        HeldLetter(to="maltidschef", template="reminder", not_before=DUE, case="LH-2026-0001")
    )
