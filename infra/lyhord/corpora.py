"""How well Lyhörd reads a folder of real mails: `make corpora CORPORA=DIR` prints a table and the failures.

The folder holds the mails, `index.jsonl` with what is expected of each, and `score.py`, which says what
counts. Nothing of such a folder belongs to the project: it is for measuring only.
"""

import importlib.util
import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from complaints.mail import envelope_from_headers, read
from complaints.mail.html import text_from_html
from complaints.mail.quotes import new_text_of
from complaints.model import Mail, MailKind

NORDIC = frozenset({"sv", "no", "da", "fi"})
ARRIVED = datetime(2026, 3, 31, 8, tzinfo=UTC)
MIB = 1 << 20


class Found(NamedTuple):
    """One thing asked of one mail: whether it was met, and what was read instead."""

    what: str
    mail: str
    right: bool
    got: str


def main(folder: Path) -> None:
    """Print what was right of what was asked, the slowest mail, and each failure on a line."""
    scorer = _scorer(folder / "score.py")
    found: list[Found] = []
    times: dict[str, float] = {}
    for record in map(json.loads, (folder / "index.jsonl").read_text(encoding="utf-8").splitlines()):
        raw = (folder / record["path"]).read_bytes()
        started = time.process_time()
        found += _found(scorer, record, raw)
        times[record["id"]] = time.process_time() - started
    _print(found, times)


def _scorer(file: Path) -> Any:
    spec = importlib.util.spec_from_file_location("corpus_scorer", file)
    if not spec or not spec.loader or not file.is_file():
        sys.exit(f"{file} is missing: CORPORA is to be a folder with index.jsonl and score.py.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _found(scorer: Any, record: Mapping[str, Any], raw: bytes) -> Iterator[Found]:
    expected = record["expect"]
    if record["input"] == "mime":
        mail = read(raw, envelope_from_headers(raw, ARRIVED))
        for what, right in scorer.judge_parse(expected, _read(mail)).items():
            yield Found(what, record["id"], bool(right), _shown(mail, what))
        yield Found("readable", record["id"], "way that" not in mail.unreadable, mail.unreadable)
        yield from _kinds(record, mail)
    if any(key.startswith("reply_") and key != "reply_sig" for key in expected):
        words, form = scorer.text_of(record, raw)
        reply = new_text_of(text_from_html(words) if form == "html" else words)
        for what, right in {**scorer.judge_reply(expected, reply), **_kept(scorer, expected, reply)}.items():
            yield Found(f"reply {what}", record["id"], bool(right), repr(reply[:200]))
            if record.get("lang") in NORDIC:
                yield Found(f"reply {what}, Nordic", record["id"], bool(right), "")


def _kept(scorer: Any, expected: Mapping[str, Any], reply: str) -> dict[str, bool]:
    """Whether nothing of the expected words is missing but signatures, which are meant to go."""
    if "reply_text" not in expected:
        return {}
    words = scorer.n0(scorer.nosig(expected["reply_text"]).replace("*", ""))
    return {"kept_nosig": words in scorer.n0(reply.replace("*", ""))}


def _read(mail: Mail) -> dict[str, Any]:
    files = [{"name": file.name, "size": file.size} for file in mail.attachments]
    sender = mail.sender.address if mail.sender else ""
    return {"from_addr": sender, "subject": mail.subject, "text": mail.text, "attachments": files}


def _kinds(record: Mapping[str, Any], mail: Mail) -> Iterator[Found]:
    expected = record["expect"]
    if "is_bounce" in expected:
        bounce = mail.kind is MailKind.BOUNCE
        what = "bounce" if expected["is_bounce"] else "not a bounce"
        yield Found(what, record["id"], bounce == expected["is_bounce"], mail.kind)
    if expected.get("is_autoreply"):
        yield Found("automatic reply", record["id"], mail.kind is MailKind.AUTO_REPLY, mail.kind)
    if expected.get("bounced_addr"):
        named = {address.lower() for address in expected["bounced_addr"]} <= set(mail.bounced)
        yield Found("bounced address", record["id"], named, " ".join(mail.bounced))
    if record["kind"] == "reply":
        yield Found("a person", record["id"], mail.kind is MailKind.PERSON, mail.kind)


def _shown(mail: Mail, what: str) -> str:
    shown = {"from": mail.sender, "subject": mail.subject, "body": mail.text[:200]}
    return repr(shown.get(what, [(file.name, file.size) for file in mail.attachments[:8]]))


def _print(found: list[Found], times: Mapping[str, float]) -> None:
    counts: dict[str, list[bool]] = defaultdict(list)
    for one in found:
        counts[one.what].append(one.right)
    for what, right in counts.items():
        print(f"| {what} | {sum(right)}/{len(right)} | {100 * sum(right) / len(right):.1f} % |")
    slowest = max(times, key=lambda name: times[name])
    print(f"| slowest mail | {times[slowest]:.2f} s | {slowest} |")
    print(f"| memory, at most | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // MIB} MiB | |")
    for one in found:
        if not one.right:
            print(f"{one.what}: {one.mail}: {one.got}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where the mails are: make corpora CORPORA=DIR")
    main(Path(sys.argv[1]))
