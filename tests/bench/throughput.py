"""(d) How fast the local run is from the SMTP door to both letters, on a working day at ten."""

import os
import queue
import smtplib
import statistics
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.mails import Sample, samples
from tests.lindhoj import INTAKE
from tests.local_run.running import LocalRun

ROUNDS = 3
TARGET = 15.0  # mails a second on two cores that nobody else uses
TEN = "2027-03-09T10:00+01:00"  # a working day
DOORS = 4  # senders at once, as other mail servers would be
LOOK_EVERY, CALM, WITHIN = 0.2, 4.0, 1_200.0  # seconds: it is over when no letter came for so long
OURS = {  # who uses the processor, by what stands on the command line
    "the functions that receive": b"lambda-lyhord-receive-mail",
    "the functions that send": b"lambda-lyhord-send-letters",
    "the emulator of AWS": b"ministack_app.py",
    "door, SES and outbox": b"lyhord.cli",
}


@dataclass(frozen=True)
class Round:
    """One run: seconds until every mail had its letters, and the processor time that each program used."""

    mails: int
    letters: int
    seconds: float
    used: Mapping[str, float]

    @property
    def cpu(self) -> float:
        """Processor time a mail, of all programs, in seconds."""
        return sum(self.used.values()) / self.mails


def lines() -> Iterable[str]:
    """The table."""
    rounds = [lived(samples()) for _ in range(ROUNDS)]
    rates = [each.mails / each.seconds for each in rounds]
    best = max(rounds, key=lambda each: each.mails / each.seconds)
    free = [2 / each.cpu for each in rounds]
    yield "| the local run | best | median |"
    yield "|---|---|---|"
    yield f"| mails a second, measured | {max(rates):.1f} | {statistics.median(rates):.1f} |"
    yield f"| what two free cores have time for | {max(free):.1f} | {statistics.median(free):.1f} |"
    yield f"\n{best.mails} mails, {best.letters} letters, {ROUNDS} runs. Target: {TARGET:g}, two free cores."
    yield "\n| processor time a mail, in the best run | ms |"
    yield "|---|---|"
    for name, seconds in best.used.items():
        yield f"| {name} | {1000 * seconds / best.mails:.1f} |"
    yield f"| all | {1000 * best.cpu:.1f} |"


def lived(mails: list[Sample]) -> Round:
    """Start a run, warm it with one mail, and give it the others."""
    with tempfile.TemporaryDirectory() as folder:
        run = LocalRun(state=Path(folder) / "state")
        run.start()
        try:
            run.tick(TEN)
            _hand_in(run, mails[:1])
            run.order("settle", within=120)
            return _measured(run, mails[1:])
        finally:
            run.stop()


def _measured(run: LocalRun, mails: list[Sample]) -> Round:
    outbox = run.state / "outbox"
    already = set(outbox.iterdir())
    before, began = _used(run), time.time()
    _hand_in(run, mails)
    count, calm = 0, 0.0
    while calm < CALM and time.time() < began + WITHIN:  # only to look costs the run nothing
        time.sleep(LOOK_EVERY)
        now = len(os.listdir(outbox))
        count, calm = now, calm + LOOK_EVERY if now == count else 0.0
    run.order("settle", within=120)
    used = {name: spent - before.get(name, 0.0) for name, spent in _used(run).items()}
    letters = set(outbox.iterdir()) - already
    if len(letters) < 2 * len(mails):
        raise RuntimeError(f"{len(mails)} mails had only {len(letters)} letters")
    left = max(letter.stat().st_ctime for letter in letters)  # when the last was renamed into the outbox
    return Round(len(mails), len(letters), left - began, used)


def _used(run: LocalRun) -> dict[str, float]:
    """Seconds of processor time that the programs of a run have used so far, by what they are."""
    mine, tick = os.fsencode(run.state), os.sysconf("SC_CLK_TCK")
    found = dict.fromkeys(OURS, 0.0)
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            program, told = (folder / "cmdline").read_bytes(), (folder / "environ").read_bytes()
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile, or is somebody else's
            continue
        if mine in told and (names := [name for name, mark in OURS.items() if mark in program]):
            found[names[0]] += (int(stat[11]) + int(stat[12])) / tick
    return found


def _hand_in(run: LocalRun, mails: list[Sample]) -> None:
    """Through the door, by several senders at once, one connection each."""
    left: queue.SimpleQueue[Sample | None] = queue.SimpleQueue()
    for sample in [*mails, *[None] * DOORS]:
        left.put(sample)

    def sender() -> None:
        with smtplib.SMTP("127.0.0.1", run.smtp_port, timeout=300) as server:
            while sample := left.get():
                server.sendmail(sample.sender, [INTAKE], sample.raw)

    senders = [threading.Thread(target=sender) for _ in range(DOORS)]
    for each in senders:
        each.start()
    for each in senders:
        each.join()
