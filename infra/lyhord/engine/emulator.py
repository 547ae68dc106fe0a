"""The emulator of AWS: MiniStack as a child process, and clients that talk to it."""

import asyncio
import os
import secrets
import socket
import subprocess
import sys
import time
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from lyhord import LyhordError
from lyhord.engine.errand import run_errand
from lyhord.engine.leftovers import MARK
from lyhord.engine.settings import HOST, REGION, Settings
from lyhord.engine.state import StateFolder

ACCOUNT = "000000000000"
KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}  # the emulator's root user
START_WITHIN = 20.0  # seconds
STOP_WITHIN = 5.0
WARM_FOR = 3600  # seconds a function's process is kept for the next message


class Emulator:
    """One run of MiniStack. `run_key` is known to this run only, and not to what an earlier one left."""

    def __init__(self, settings: Settings, state: StateFolder) -> None:
        self._settings = settings
        self._state = state
        self.run_key = secrets.token_hex(16)
        self._process: subprocess.Popen[bytes] | None = None
        self.client = cache(self._client)

    def start(self) -> None:
        """Start it and wait until it answers. Raises LyhordError."""
        program = Path(__file__).with_name("ministack_app.py")
        with self._state.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-P", str(program)],
                env=self._environment(),
                cwd=self._state.scratch,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for the engine, which stops it when all is kept
            )
        self._await_answer(self._process)

    def stop(self) -> None:
        """Stop it: with a word first, then without."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    async def snapshot(self) -> None:
        """Have the table as it is now on disk before this returns."""
        await self._errand("snapshot", {})

    async def load_objects(self, bucket: str) -> None:
        """Have the objects known that lie in the bucket's folder."""
        await self._errand("objects", {"account": ACCOUNT, "bucket": bucket})

    async def under_way(self) -> dict[str, int]:
        """How many messages wait or are worked on, by queue; what failed for good is not under way."""
        found = await self._errand("queues", {})
        return {name: count for name, count in found.items() if count and not name.endswith("-failed")}

    async def put_event(self, entry: dict[str, str], at: datetime) -> None:
        """Put an event on the default bus in the name of an AWS service."""
        await self._errand("events", {"Entries": [entry], "time": at.timestamp()})

    async def _errand(self, name: str, request: dict[str, Any]) -> dict[str, Any]:
        url = f"{self._settings.aws_url}/_lyhord/{name}"
        return await asyncio.to_thread(run_errand, url, request, {"X-Lyhord-Run": self.run_key})

    def _client(self, service: str) -> Any:
        return local_client(service, self._settings)

    def _environment(self) -> dict[str, str]:
        """All that MiniStack and the functions see of the environment: nothing of the operator's own."""
        settings, state = self._settings, self._state
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(state.scratch),
            "LANG": "C.UTF-8",
            "TMPDIR": str(state.scratch),
            "PYTHONDONTWRITEBYTECODE": "1",
            "BIND_HOST": HOST,
            "MINISTACK_HOST": HOST,
            "GATEWAY_PORT": str(settings.aws_port),
            "MINISTACK_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ENDPOINT_URL": settings.aws_url,
            "AWS_ENDPOINT_URL_SESV2": f"{settings.engine_url}/_ses/{self.run_key}",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AUTH": "true",
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(state.objects),
            "LAMBDA_WARM_TTL_SECONDS": str(WARM_FOR),
            "LOG_LEVEL": "WARNING",
            MARK: str(state.table),
            "LYHORD_JOURNAL": str(state.journal),
            "LYHORD_RUN": self.run_key,
            "LYHORD_PARENT": str(os.getpid()),
        }

    def _await_answer(self, process: subprocess.Popen[bytes]) -> None:
        latest = time.monotonic() + START_WITHIN
        while time.monotonic() < latest and process.poll() is None:
            try:
                socket.create_connection((HOST, self._settings.aws_port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise LyhordError(f"The emulator of AWS does not start: its last words are in {self._state.log}.")


def local_client(service: str, settings: Settings) -> Any:
    """A boto3 client of the emulator's root user."""
    return boto3.client(
        service,
        region_name=REGION,
        endpoint_url=settings.aws_url,
        config=Config(
            proxies={}, read_timeout=90, retries={"max_attempts": 2}, s3={"addressing_style": "path"}
        ),
        **KEYS,
    )
