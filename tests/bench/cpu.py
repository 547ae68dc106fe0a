"""(a) The CPU time of reading, judging and deciding a mail, beside what parses it alone."""

import threading
import time
from collections.abc import Callable, Iterable
from email import policy
from email.parser import BytesParser
from functools import partial

import mailparser

from complaints.model import Envelope
from complaints.signature import Signer
from complaints.workflow.reception import Reception
from tests.bench.mails import ARRIVES, Sample, samples
from tests.bench.turns import quickest
from tests.lindhoj import INTAKE, lindhoj
from tests.memory import MemoryBell, MemoryMailbox, MemoryStore

TIMES = 2.0  # the target: at most so many times the standard library's


class _Asking(threading.local):
    """What this thread has spent in the ports, in seconds."""

    seconds = 0.0


ASKING = _Asking()


class Port:
    """A port in memory whose time is counted apart: what stands for AWS here is no part of deciding."""

    def __init__(self, memory: object) -> None:
        self._memory = memory

    def __getattr__(self, name: str) -> Callable[..., object]:
        ask = getattr(self._memory, name)

        def asked(*given: object) -> object:
            began = time.thread_time()
            try:
                return ask(*given)
            finally:
                ASKING.seconds += time.thread_time() - began

        return asked


def by_lyhord() -> Callable[[Sample], object]:
    """From bytes to the decision, everything kept in memory."""
    mailbox = MemoryMailbox()
    story = Reception(
        organisation=lindhoj(),
        signer=Signer({"1": b"k"}),
        store=Port(MemoryStore()),
        mailbox=Port(mailbox),
        bell=Port(MemoryBell()),
    )

    def receive(sample: Sample) -> object:
        key = f"incoming/{sample.sender}"
        mailbox.objects[key] = sample.raw
        envelope = Envelope(received_at=ARRIVES, sender=sample.sender, recipients=(INTAKE,))
        return story.receive(key, lambda _raw: envelope, ARRIVES)

    return receive


def by_standard_library() -> Callable[[Sample], object]:
    """`policy.default`, every body and file decoded."""

    def parse(sample: Sample) -> object:
        message = BytesParser(policy=policy.default).parsebytes(sample.raw)
        return [part.get_content() for part in message.walk() if not part.is_multipart()]

    return parse


def by_mail_parser() -> Callable[[Sample], object]:
    """mail-parser alone, with all that it works out when asked."""

    def parse(sample: Sample) -> object:
        mail = mailparser.parse_from_bytes(sample.raw)
        return mail.subject, mail.from_, mail.to, mail.body, mail.attachments

    return parse


def lines() -> Iterable[str]:
    """The table."""
    mails = samples()
    ways = {
        "standard library, full parse": by_standard_library,
        "mail-parser alone": by_mail_parser,
        "Lyhörd: read, judge, decide": by_lyhord,
    }
    spent = quickest({name: partial(_spent, way, mails) for name, way in ways.items()})
    base = spent["standard library, full parse"]
    yield "| CPU a mail | ms | times the standard library |"
    yield "|---|---|---|"
    for name, seconds in spent.items():
        yield f"| {name} | {1000 * seconds:.2f} | {seconds / base:.2f} |"
    yield f"\nTarget: at most {TIMES} times."


def _spent(make: Callable[[], Callable[[Sample], object]], mails: list[Sample]) -> float:
    way = make()
    way(mails[0])  # what is loaded once is no cost of a mail
    began = _thought()
    for sample in mails[1:]:
        way(sample)
    return (_thought() - began) / (len(mails) - 1)


def _thought() -> float:
    """What this thread has spent of its own, in seconds."""
    return time.thread_time() - ASKING.seconds
