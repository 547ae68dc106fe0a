"""2,000 mails, some delivered twice, and all their letters, by 20 workers at once. Run by `make proof`."""

import os
import random
from collections import Counter
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP

from tests.lindhoj import INTAKE, TUESDAY
from tests.proof.interleaving import Interleaving
from tests.proof.processes import Process
from tests.proof.town import HandlerTown

MAILS, WORKERS, TWICE = int(os.environ.get("MAILS", "2000")), 20, 0.05
SCHOOLS = ("Åskolan", "Kullaskolan", "Centralskolan", "Norrhultsskolan")
MATTERS = ("maten är kall", "bussen kom inte", "toaletterna är smutsiga", "läraren är sjuk och ingen kommer")


def test_no_mail_is_lost_or_doubled_and_every_letter_leaves_once(record_property):
    town, chance = HandlerTown(), random.Random(1)
    town.runtime.now = town.now = TUESDAY
    for number in range(MAILS):
        key = f"incoming/{number:05d}"
        town.mailbox.objects[key] = complaint(number, chance)
        for _ in range(1 + (chance.random() < TWICE)):
            town.tells_of(key, at=TUESDAY, sender=guardian(number))
    work(town)
    while town.runtime.messages or any(town.store.due(town.runtime.now, 1)):
        town.runtime.now += timedelta(minutes=6)
        town.runtime.call_tick()
        work(town)
    cases = town.store.case_rows.values()
    assert Counter(case.complainant.address for case in cases) == Counter(map(guardian, range(MAILS)))
    assert len({case.number for case in cases}) == MAILS
    entries = town.store.entries
    assert all(case.entries == len(entries[case.id]) for case in cases)
    leaving = Counter((letter.recipients, letter.subject) for letter in town.letters)
    assert set(leaving.values()) == {1}
    assert Counter(to for letter in town.letters for to in letter.recipients if "@hem" in to).total() == MAILS
    record_property("measured", f"{MAILS} mails, {len(town.letters)} letters, {WORKERS} workers at once")


def work(town: HandlerTown) -> None:
    """Twenty workers take messages until none is left, each with processes of its own."""
    town.runtime.carry = lambda _runtime, ready: carried(town, ready)
    town.runtime.settle()


def carried(town, ready):
    waiting, failed = list(reversed(ready)), set()

    def worker():
        processes = {}
        while waiting:
            message = waiting.pop()
            function = town.stack.fed_by(message.queue)
            process = processes.setdefault(function.name, Process(function))
            failed.update(town.runtime.deliver([message], process))

    interleaving = Interleaving(seed=len(ready))
    town.network.pause = interleaving.pause
    interleaving.run([worker] * WORKERS)
    town.network.pause = lambda: None
    return [(message, message.id not in failed) for message in ready]


def guardian(number: int) -> str:
    return f"v{number}@hem.example"


def complaint(number: int, chance: random.Random) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = guardian(number), INTAKE
    mail["Subject"], mail["Message-ID"] = "Klagomål", f"<{number}@hem.example>"
    mail.set_content(f"Hej! På {chance.choice(SCHOOLS)} {chance.choice(MATTERS)}, för {number}:e gången.")
    return mail.as_bytes()
