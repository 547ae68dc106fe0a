"""`make bench PARTS=h`: what reading a mail costs beside the standard library's parser, and at worst.

A program of its own, since the memory that it measures begins with what is loaded already.

Both read the same mails: the museum, and mails as Outlook, Gmail and telephones write them, generated here.
"""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from complaints.mail import read
from complaints.mail.reading import BROKEN
from complaints.model import Envelope
from tests.mail.hostile import HOSTILE

MUSEUM = Path(__file__).parent.parent / "mails"
ROUNDS = 7  # of which the quickest counts
MOST_TIMES, MOST_SECONDS, MOST_MB = 1.5, 2.0, 200
ENVELOPE = Envelope(
    received_at=datetime(2026, 3, 31, 8, tzinfo=UTC),
    sender="maria.lind@hem.example",
    recipients=("klagomal@skola.lindhoj.example",),
)
WORDS = (
    "Hej!\n\nMaten på Åskolan är kall varje dag. Det är inte okej, och jag vill att ni gör något åt det.\n\n"
)


def by_lyhord(raw: bytes) -> None:
    """The whole way from bytes to Mail."""
    read(raw, ENVELOPE)


def by_standard_library(raw: bytes) -> None:
    """A full parse: every address, the subject, every text decoded, every file's name and bytes."""
    message = BytesParser(policy=policy.default).parsebytes(raw)
    try:
        [str(message[name]) for name in ("from", "to", "cc", "subject", "date", "message-id", "references")]
        for part in message.walk():
            if not part.is_multipart():
                part.get_filename()
                part.get_content()
    except (ValueError, LookupError, IndexError, AttributeError):
        pass  # it gives up on some; that is quick


def typical() -> dict[str, bytes]:
    """A mail of each common build."""
    history = "".join(
        f"> Rad {number} i det som citeras, lång som rader brukar vara.\n" for number in range(60)
    )
    mails = {
        "plain": _mail(WORDS),
        "long": _mail(WORDS * 40),
        "reply": _mail(f"{WORDS}Den tors 2 apr. 2026 kl 15:04 skrev Per Lind <per@hem.example>:\n{history}"),
        "plain and HTML": _mail(WORDS * 4, html=_html(WORDS * 4)),
        "HTML alone": _mail("", html=_html(WORDS * 4)),
        "a picture of 300 kB": _mail(WORDS, file=b"\xff\xd8\xff" + os.urandom(300_000)),
        "a film of 5 MB": _mail(WORDS, file=os.urandom(5_000_000)),
    }
    return mails | {path.stem: path.read_bytes() for path in sorted(MUSEUM.glob("*.eml"))}


def _html(words: str) -> str:
    lines = words.split("\n")
    paragraphs = "".join(f"<p class=MsoNormal><span style='color:black'>{line}</span></p>" for line in lines)
    return f"<html><style>p.MsoNormal {{margin:0cm}}</style><body lang=SV>{paragraphs}</body></html>"


def _mail(words: str, html: str = "", file: bytes = b"") -> bytes:
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = "Åsa Berg <asa.berg@hem.example>"
    message["To"] = "Klagomål <klagomal@skola.lindhoj.example>"
    message["Subject"] = "Klagomål på maten på Åskolan"
    message["Date"] = datetime(2026, 3, 31, 8, tzinfo=UTC)
    message["Message-ID"] = "<bench@hem.example>"
    message["Received"] = (
        "from mx.hem.example by mx.skola.example with SMTP id 1; Tue, 31 Mar 2026 08:02:13 +0000"
    )
    if words:
        message.set_content(words, cte="quoted-printable")
    if html and words:
        message.add_alternative(html, subtype="html", cte="quoted-printable")
    elif html:
        message.set_content(html, subtype="html", cte="quoted-printable")
    if file:
        message.add_attachment(file, maintype="image", subtype="jpeg", filename="bild.jpg")
    return message.as_bytes()


def seconds(reader: Callable[[bytes], None], raw: bytes, rounds: int = ROUNDS) -> float:
    """CPU seconds of the quickest of some rounds."""
    return min(_once(reader, raw) for _ in range(rounds))


def _once(reader: Callable[[bytes], None], raw: bytes) -> float:
    started = time.process_time()
    reader(raw)
    return time.process_time() - started


def alone(make: Callable[[], bytes]) -> tuple[float, int, str]:
    """Seconds, memory in MB and what it was called unreadable for, of one mail in a process of its own."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        raw = make()
        started = time.process_time()
        mail = read(raw, ENVELOPE)
        os.write(
            writing, f"{time.process_time() - started} {BROKEN in mail.unreadable} {mail.unreadable}".encode()
        )
        os._exit(0)
    os.close(writing)
    _, status, usage = os.wait4(child, 0)
    told = os.read(reading, 10_000).decode() if status == 0 else "inf True died"
    os.close(reading)
    took, _, why = told.split(" ", 2)
    return float(took), usage.ru_maxrss // 1024, why


def lines() -> Iterator[str]:
    """Both tables, and which bounds do not hold."""
    mails = typical()
    for raw in mails.values():
        by_lyhord(raw)
    ours = {name: seconds(by_lyhord, raw) for name, raw in mails.items()}
    theirs = {name: seconds(by_standard_library, raw) for name, raw in mails.items()}
    yield "| typical mail | Lyhörd, ms | standard library, ms | times |\n|---|---|---|---|"
    for name in list(mails)[:7]:
        times = ours[name] / theirs[name]
        yield f"| {name} | {1000 * ours[name]:.2f} | {1000 * theirs[name]:.2f} | {times:.2f} |"
    ratios = sorted(ours[name] / theirs[name] for name in mails)
    median, worst = statistics.median(ratios), ratios[-1]
    middle, other = (1000 * statistics.median(each.values()) for each in (ours, theirs))
    yield f"| all {len(mails)}: median; worst | {middle:.2f} | {other:.2f} | {median:.2f}; {worst:.2f} |"
    yield "\n| hostile mail | seconds | MB | |\n|---|---|---|---|"
    results = {name: alone(make) for name, make in HOSTILE.items()}
    for name, (took, size, why) in results.items():
        yield f"| {name} | {took:.2f} | {size} | {why} |"
    slowest = max(took for took, _, _ in results.values())
    largest = max(size for _, size, _ in results.values())
    yield f"| worst | {slowest:.2f} | {largest} | |"
    holds = {
        f"{MOST_TIMES} times in the median": median <= MOST_TIMES,
        f"{MOST_SECONDS} s": slowest <= MOST_SECONDS,
        f"{MOST_MB} MB": largest <= MOST_MB,
    }
    told = (f"{bound}: {'holds' if held else 'broken'}" for bound, held in holds.items())
    yield f"\nBounds: {'; '.join(told)}."


if __name__ == "__main__":
    print(*lines(), sep="\n")
