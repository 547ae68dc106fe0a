"""The whole local run, driven from outside as a visitor would: SMTP, the command line, the outbox."""

import json
import os
import signal
import smtplib
import subprocess
import sys
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from lyhord.engine.emulator import local_client
from lyhord.engine.errand import run_errand
from lyhord.engine.settings import read_settings
from tests.apart import ROOTS
from tests.emulator import free_port
from tests.lindhoj import INTAKE

LYHORD = [sys.executable, "-c", "from lyhord.cli import main; main()"]


@dataclass
class LocalRun:
    """One state folder with its ports; `start` and `stop` as often as one likes."""

    state: Path
    clock: str = "manual"
    relay: str = ""
    smtp_port: int = field(default_factory=free_port)
    http_port: int = field(default_factory=free_port)
    aws_port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            **ROOTS,
            "LYHORD_STATE": str(self.state),
            "LYHORD_SMTP_PORT": str(self.smtp_port),
            "LYHORD_HTTP_PORT": str(self.http_port),
            "LYHORD_AWS_PORT": str(self.aws_port),
            "LYHORD_CLOCK": self.clock,
            "LYHORD_RELAY": self.relay,
        }

    def start(self) -> None:
        self.process = subprocess.Popen(
            [*LYHORD, "run"], env=self.environment, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("lyhord is ready"), line

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        assert self.process is not None
        assert self.process.stdout is not None
        self.process.send_signal(number)
        status = self.process.wait(60)
        self.process.stdout.close()
        self.process = None
        return status

    def cli(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One call of the command line, whatever comes of it."""
        return subprocess.run(
            [*LYHORD, *arguments], env=self.environment, capture_output=True, text=True, check=False
        )

    def ask(self, *arguments: str) -> Any:
        """One call of the command line that has to succeed; its JSON if it gives any."""
        done = self.cli(*arguments)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if "--json" in arguments else done.stdout

    def post(self, raw: bytes, sender: str, *recipients: str) -> None:
        """Hand a mail in at the SMTP door."""
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=30) as server:
            server.sendmail(sender, list(recipients or (INTAKE,)), raw)

    def send(self, raw: bytes, *options: str) -> None:
        """Hand a mail in with `lyhord send`."""
        file = self.state.parent / "mail.eml"
        file.write_bytes(raw)
        self.ask("send", str(file), *options)

    def order(self, order: str, **request: Any) -> Any:
        """What `lyhord tick` and the like do, without the start of a program for each."""
        return run_errand(f"http://127.0.0.1:{self.http_port}/_engine/{order}", request, timeout=200)

    def tick(self, now: str) -> None:
        """Let time pass."""
        self.order("tick", now=now)

    def client(self, service: str) -> Any:
        """The operator's own way to a service of the emulated AWS."""
        return local_client(service, read_settings(self.environment))

    def objects(self, prefix: str) -> list[str]:
        """The keys in the bucket under a prefix."""
        answer = self.client("s3").list_objects_v2(Bucket="lyhord-mails-000000000000", Prefix=prefix)
        return [item["Key"] for item in answer.get("Contents", [])]

    def letters(self, to: str = "") -> list[EmailMessage]:
        """What left, in its order; only what went to `to`, if given."""
        files = sorted((self.state / "outbox").glob("*.eml"), key=lambda file: file.stem.rpartition("-")[2])
        found = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        return [letter for letter in found if to in str(letter["To"])]

    def when(self, to: str) -> list[str]:
        """On which days (by UTC) letters left to somebody."""
        files = sorted((self.state / "outbox").glob("*.eml"))
        return [file.name[:8] for file in files if to.encode() in file.read_bytes().split(b"\r\n\r\n")[0]]


def complaint(
    sender: str, subject: str = "Maten", text: str = "Maten på Åskolan är kall varje dag."
) -> bytes:
    """A guardian's mail about meals at Åskolan."""
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"] = f"Maria Lind <{sender}>"
    mail["To"] = INTAKE
    mail["Subject"] = subject
    mail["Message-ID"] = f"<{abs(hash((sender, subject, text)))}@{sender.partition('@')[2]}>"
    mail.set_content(text, cte="8bit")
    return mail.as_bytes()
