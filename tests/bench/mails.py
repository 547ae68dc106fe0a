"""The 500 mails that everything is measured by: the same in every run.

Swedish; 30 % with HTML beside the text, 10 % with a file of 200 kB, 10 % replies with what they answer below.
"""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from tests.lindhoj import INTAKE

MAILS = 500
ARRIVES = datetime(2026, 3, 10, 9, tzinfo=UTC)  # a Tuesday at ten in Lindhöj
SCHOOLS = ("Åskolan", "Kullaskolan", "Centralskolan", "Norrhultsskolan", "Bäckskolan", "förskolan Blåklinten")
MATTERS = (
    "Maten är kall när barnen kommer till matsalen, och det händer varje dag.",
    "Skolbussen kom inte i dag heller, och barnen stod och frös i tjugo minuter.",
    "Toaletterna på mellanstadiet är så smutsiga att min dotter inte vill gå dit.",
    "Min son har inte haft någon ordinarie lärare i matematik sedan höstlovet.",
    "Gymnastiksalen har varit stängd i fyra veckor, och ingen säger varför.",
    "Fritids ringer och vill att vi hämtar tidigare, för att det saknas personal.",
)
FEELINGS = (
    "Jag har ringt tre gånger utan att få något svar.",
    "Det känns som att ingen bryr sig, och vi är många som tycker så.",
    "Vi vill veta vad ni tänker göra och när det blir bättre.",
    "Jag förstår att ni har mycket, men så här kan det inte vara.",
    "Hör gärna av er på kvällen, dagtid arbetar jag.",
)


@dataclass(frozen=True)
class Sample:
    """A mail and who sends it."""

    sender: str
    raw: bytes


def samples(count: int = MAILS) -> list[Sample]:
    """All of them, in the order in which they come."""
    chance = random.Random(2026)
    return [_sample(number, chance) for number in range(count)]


def _sample(number: int, chance: random.Random) -> Sample:
    mail, sender = EmailMessage(policy=SMTP), f"vardnadshavare{number}@hem{number % 40}.example"
    mail["From"] = f"Vårdnadshavare {number} <{sender}>"
    mail["To"] = f"Klagomål <{INTAKE}>"
    mail["Subject"] = f"Klagomål på {chance.choice(SCHOOLS)}"
    mail["Date"] = ARRIVES + timedelta(seconds=number)
    mail["Message-ID"] = f"<{number}.bench@hem{number % 40}.example>"
    text = f"Hej!\n\nPå {chance.choice(SCHOOLS)}: {chance.choice(MATTERS)}\n\n"
    text += "\n".join(chance.sample(FEELINGS, 3)) + f"\n\nMed vänlig hälsning\nFörälder {number}\n"
    if number % 10 == 3:
        mail["In-Reply-To"] = mail["References"] = f"<{number}.old@skola.example>"
        quoted = "\n".join(f"> {feeling}" for feeling in FEELINGS * 4)
        text += f"\nDen mån 9 mars 2026 kl 08:15 skrev Skolan <info@skola.example>:\n{quoted}\n"
    mail.set_content(text, cte="quoted-printable")
    if number % 10 in (0, 1, 2):
        paragraphs = "".join(f"<p class=MsoNormal>{line}</p>" for line in text.splitlines())
        mail.add_alternative(f"<html><body lang=SV>{paragraphs}</body></html>", subtype="html")
    if number % 10 == 4:
        picture = b"\xff\xd8\xff\xe0" + chance.randbytes(200_000)
        mail.add_attachment(picture, maintype="image", subtype="jpeg", filename=f"bild {number}.jpg")
    if mail.is_multipart():
        mail.set_boundary(f"bench-{number}")  # else one by chance
    return Sample(sender=sender, raw=mail.as_bytes())
