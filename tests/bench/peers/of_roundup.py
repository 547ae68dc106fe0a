"""Roundup takes the mails of a folder: its own mail gateway, on a tracker of its classic template and SQLite.

`python of_roundup.py FOLDER WORK` in the peers' own environment; prints what it took as a line of JSON. Who
wrote is told of the new issue, and nobody else; the letters go to a file.
"""

import json
import mailbox
import resource
import subprocess
import sys
import time
from email import message_from_bytes
from pathlib import Path

MAILS, WORK = map(Path, sys.argv[1:3])
HOME = WORK / "tracker"
SETTINGS = {
    "tracker_web": "http://127.0.0.1/",
    "tracker_email": "klagomal",
    "mail_domain": "skola.lindhoj.example",
    "mail_host": "127.0.0.1",
    "mail_debug": str(WORK / "letters.mbox"),
    "nosy_messages_to_author": "new",
}
STRANGERS = "db.security.addPermissionToRole('Anonymous', 'Email Access')"  # the template has it as a choice


def main() -> None:
    """Make a tracker, put the mails in a mailbox, and let the gateway read it."""
    admin = [sys.executable, "-m", "roundup.scripts.roundup_admin", "-i", str(HOME)]
    given = ",".join(f"{name}={value}" for name, value in SETTINGS.items())
    subprocess.run([*admin, "install", "classic", "sqlite", given], check=True, stdout=subprocess.DEVNULL)
    schema = HOME / "schema.py"
    schema.write_text(schema.read_text("utf-8").replace(f"#{STRANGERS}", STRANGERS), "utf-8")
    subprocess.run([*admin, "initialise", "of-no-use"], check=True, stdout=subprocess.DEVNULL)
    box = mailbox.mbox(str(WORK / "mails.mbox"))
    for file in sorted(MAILS.iterdir()):
        box.add(message_from_bytes(file.read_bytes()))
    box.close()
    from roundup.scripts import roundup_mailgw  # noqa: PLC0415 - what it loads is no cost of a mail

    began, used = time.perf_counter(), _cpu()
    roundup_mailgw.main([str(HOME), "mailbox", str(WORK / "mails.mbox")])
    took = {"wall": time.perf_counter() - began, "cpu": _cpu() - used}
    issues = subprocess.run([*admin, "list", "issue"], check=True, capture_output=True, text=True).stdout
    letters = mailbox.mbox(str(WORK / "letters.mbox"))
    print(json.dumps(took | {"cases": len(issues.splitlines()), "letters": len(letters)}))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


main()
