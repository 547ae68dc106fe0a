"""The state folder of a local run: what is in it, and that only one run uses it at a time.

lock            held by the run that uses the folder
clock.json      the engine's clock
secrets.json    the signing key and the person key; made once, readable by the owner only
table.json      the table as this run began with it
table.journal   the SHA-256 of the table it belongs to; then what changed in it since, a line of JSON for each
                snapshot: [[pk, sk, row or null], …]
objects/        the bucket's objects, as the emulator keeps them
spool/          letters that SES accepted and that have not left yet
outbox/         the letters that left
letter-ids.json the Message-IDs that SES gave them
emulator.log    what the emulator and the functions say
tmp/            scratch space of the emulator, emptied at every start
"""

import fcntl
import json
import secrets
import shutil
from pathlib import Path
from typing import IO

from lyhord import LyhordError
from lyhord.engine.files import write_durably


class StateFolder:
    """The folder, locked for this process until it ends. Raises LyhordError when another run has it."""

    def __init__(self, path: Path) -> None:
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = _lock(path / "lock")
        except OSError as error:
            raise LyhordError(f"The state folder {path} cannot be used: {error.strerror}.") from error
        self.path = path
        self.clock = path / "clock.json"
        self.table = path / "table.json"
        self.journal = path / "table.journal"
        self.objects = path / "objects"
        self.spool = path / "spool"
        self.outbox = path / "outbox"
        self.letter_ids = path / "letter-ids.json"
        self.log = path / "emulator.log"
        self.scratch = path / "tmp"
        shutil.rmtree(self.scratch, ignore_errors=True)
        for folder in (self.spool, self.outbox, self.scratch):
            folder.mkdir(mode=0o700, exist_ok=True)

    def close(self) -> None:
        """Let another run have the folder."""
        self._lock.close()

    def secret(self, name: str) -> str:
        """The value of a secret: JSON of key number to key. Made at the first call, the same ever after."""
        file = self.path / "secrets.json"
        kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        if name not in kept:
            kept[name] = {"1": secrets.token_urlsafe(32)}
            write_durably(file, json.dumps(kept).encode())
        return json.dumps(kept[name])


def _lock(path: Path) -> IO[str]:
    file = path.open("w", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise LyhordError(
            f"Another local run already uses {path.parent}: stop it, or set LYHORD_STATE to another folder."
        ) from None
    return file
