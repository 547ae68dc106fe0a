"""Local runs that stories use one after another: to wipe one takes a moment, to start one much longer."""

import gc
import json
import shutil
import tempfile
import weakref
from functools import cache
from pathlib import Path
from typing import Any

from lyhord.engine.aws import System, resources
from lyhord.engine.emulator import local_client
from lyhord.engine.files import write_durably
from lyhord.engine.settings import read_settings
from tests.local_run.running import LocalRun, complaint
from tests.proof.views import rows
from tests.town import KEYS

ROWS_AT_ONCE = 25  # BatchWriteItem takes no more
CLOCK = "2026-01-07T10:00+01:00"


class Runs:
    """Those that are up. Whoever took one has it for as long as they live."""

    def __init__(self) -> None:
        self._all: list[Run] = []
        self._free: list[Run] = []

    def take(self, user: object) -> "Run":
        """One that nobody has, with nothing in it."""
        if not self._free:
            gc.collect()
        if not self._free:
            self._free.append(Run())
            self._all.append(self._free[0])
        run = self._free.pop()
        weakref.finalize(user, self._free.append, run).atexit = False
        run.wipe()
        return run

    def stop(self) -> None:
        """Stop all, and leave nothing of them."""
        for run in self._all:
            run.stop()
            shutil.rmtree(run.state.parent)


class Run(LocalRun):
    """A local run that is up, with the keys of the stories and a clock that stands."""

    def __init__(self) -> None:
        super().__init__(state=Path(tempfile.mkdtemp(prefix="lyhord-")) / "state")
        self.state.mkdir(mode=0o700)
        secrets = {name: {"1": key} for name, key in KEYS.items()}
        write_durably(self.state / "secrets.json", json.dumps(secrets).encode())
        self.start()
        settings = read_settings(self.environment)
        self.system = System(cache(lambda service: local_client(service, settings)), _deployed(self))
        self.order("clock", now=CLOCK)
        self.post(complaint("erik@hem.example"), "erik@hem.example")  # so that every function has started
        self.tick(CLOCK)

    def wipe(self) -> None:
        """As it was when it had just been started for the first time; its clock stays where it is."""
        self.order("ses", refuse=0)
        self.order("settle")
        db, table = self.system.client("dynamodb"), self.system.table
        keys = [{name: {"S": row[name]} for name in ("pk", "sk")} for row in rows(table, db)]
        for start in range(0, len(keys), ROWS_AT_ONCE):
            some = [{"DeleteRequest": {"Key": key}} for key in keys[start : start + ROWS_AT_ONCE]]
            db.batch_write_item(RequestItems={table: some})
        for key, _ in self.system.objects(""):
            self.system.client("s3").delete_object(Bucket=self.system.bucket, Key=key)
        for url in self.system.queues(failed=True).values():
            self.system.client("sqs").purge_queue(QueueUrl=url)
        for file in (self.state / "outbox").iterdir():
            file.unlink()

    @property
    def pages_url(self) -> str:
        """Where its pages are, as they are linked in letters."""
        return f"http://127.0.0.1:{self.http_port}/p"


def _deployed(run: LocalRun) -> dict[str, str]:
    found: Any = resources(run.client("cloudformation"))
    return dict(found)
