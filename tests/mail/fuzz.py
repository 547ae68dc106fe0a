"""`make fuzz SECONDS=60`: mails of the museum, mutilated, mixed and read, for as long as it is told to.

What fails is written to build/fuzz/ and belongs into the museum once it is understood.
"""

import random
import resource
import sys
import time
from hashlib import sha256
from pathlib import Path

from complaints.mail import read
from complaints.mail.reading import BROKEN
from tests.mail.bench import ENVELOPE, MUSEUM

FOUND = Path("build/fuzz")
LONGEST = 60_000  # bytes of a mail that is mutilated further
SLOW = 2.0  # seconds
LOG = 30.0  # seconds between two lines of progress
TOKENS = (
    b'\r\n', b'\r', b'\n', b'\x00', b'\x1b$B', b'\xff\xfe', b'\xe5', b';', b'"', b'\\', b'(', b'<',
    b'>', b'=?utf-8?b?', b'=?iso-2022-jp?q?', b'?=', b"*0*=utf-8''", b'--mix', b'--mix--',
    b'Content-Type: message/rfc822\r\n\r\n',
    b'Content-Type: multipart/mixed; boundary=mix\r\n\r\n--mix\r\n',
    b'Content-Transfer-Encoding: base64\r\n', b'Content-Transfer-Encoding: x-uuencode\r\n',
    b'begin 644 a\r\n', b'charset=utf-7', b'charset=idna', b'> ',
    b'Content-Type: application/ms-tnef\r\n', b'x\x9f>"', b'<style', b'<!--', b'</div>',
    b'From: a\r\n', b'Subject: VB: x\r\n', b'skrev:\r\n', b'-----Ursprungligt meddelande-----\r\n',
    b'\xf0\x9f\x98\x80', b"A" * 5_000,
)  # fmt: skip


def mutilated(mails: list[bytes], chance: random.Random) -> bytes:
    """A mail with pieces changed, doubled, torn off, or taken from another."""
    mail = bytearray(chance.choice(mails)[:LONGEST])
    for _ in range(chance.randint(1, 12)):
        start = chance.randint(0, len(mail))
        end = start + chance.choice((0, 1, 4, 40, 400))
        other = chance.choice(mails)
        there = chance.randint(0, len(other))
        mail[start:end] = chance.choice(
            (
                b"",
                bytes(mail[start:end]) * chance.randint(2, 30),
                chance.randbytes(min(end - start, 40)),
                chance.choice(TOKENS),
                chance.choice(TOKENS) * chance.randint(1, 200),
                other[there : there + 400],
                bytes(mail[start:end]).swapcase(),
            )
        )
    return bytes(mail)


def main(seconds: float) -> None:
    """Read until the time is up; the exit status says whether all went well."""
    seed = random.randrange(1 << 32)
    chance = random.Random(seed)
    mails = [path.read_bytes() for path in sorted(MUSEUM.glob("*.eml"))]
    began = told = time.monotonic()
    count = failures = 0
    slowest = 0.0
    while (now := time.monotonic()) - began < seconds:
        raw = mutilated(mails, chance)
        started = time.process_time()
        mail = read(raw, ENVELOPE)
        mail.text.encode(), mail.subject.encode(), mail.new_text.encode()
        took = time.process_time() - started
        slowest = max(slowest, took)
        count += 1
        if BROKEN in mail.unreadable or took > SLOW:
            failures += 1
            FOUND.mkdir(parents=True, exist_ok=True)
            (FOUND / f"{sha256(raw).hexdigest()[:16]}.eml").write_bytes(raw)
            print(f"{mail.unreadable or 'slow'} {took:.2f} s", flush=True)
        if now - told > LOG:
            told = now
            print(f"{now - began:.0f} s: {count} mails, slowest {slowest:.3f} s", flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count} mails, {failures} failures, slowest {slowest:.3f} s, {memory} MB, seed {seed}")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
