"""How a story ends: every row, object, message and letter, less what may differ between two runs of it.

May differ: instants and what is counted in them, since what failed comes later; numbers, whose gaps are
allowed; the order of a case's entries, when two letters left in another order; the ids that SES gave; how
often a page was asked for, a code for it or a large file of it, since whoever gets none asks again; and how
many rows tell of one case of a person, since each is named by the instant of a mail.
"""

import hashlib
import hmac
import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

from complaints.process.arrival.parts import MOST_PARTS, part_id
from complaints.process.confidentiality import doors
from complaints.scenes import STAFF_THREAD, opaque_id
from complaints.signature import case_id
from tests.proof.emulated import drained
from tests.proof.town import HandlerTown
from tests.proof.views import rows
from tests.town import KEYS, LINK

SPENT = "no code is good any more"  # said to whoever types it again, since the page did not come
SEQUENCE = re.compile(r"(ENTRY|READING#[^#]+)#\d+")
PARTS = range(2, MOST_PARTS + 1)
NAMED_BY = 16  # digits of a mail's identity
MAILS, LENT, CODE_LETTER = "mails/", "lent/", "<code-"
AN_HOUR = timedelta(hours=1)
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+:\d]*")
HOUR = re.compile(r"\b(kl\.?|at|Kl\.?|At)\s+\d{1,2}[.:]\d\d\b")  # the same, told to a reader
ADDRESS = re.compile(r"(?<=\+)([a-z2-7]{16})[a-z0-9]{17}(?=@)")  # what a reply's address says, and its seal
COUNTED = re.compile(r"(?<=[a-z])-\d+$")  # letters named by the number of entries before them
VOLATILE = (
    "version",
    "attempts",
    "claimed_until",
    "hash",
    "previous",
    "last_hash",
    "sequence",
    "due_shard",
    "last",
    "readings",
    "text_hash",
    "knocked_at",
    "coded_at",
    "codes",
)


@dataclass(frozen=True)
class Ending:
    """Two runs of a story ended the same when these are equal."""

    kept: Counter[str]  # rows, objects and messages
    letters: Counter[str]


def ending(town: HandlerTown) -> Ending:
    """Let an hour pass, so that what was late has come, and look at everything."""
    town.waits_until(town.now + AN_HOUR)
    known = _Known(town)
    table = list(rows(town.stack.resources["Table"]))
    kept = [known.row(row) for row in table if not _may_come_again(row)]
    kept += {known.row(row) for row in table if _may_come_again(row) and row.get("why") != SPENT}
    kept += [known.text(key) for key in town.mailbox.objects if not key.startswith(LENT)]
    kept += {LENT for key in town.mailbox.objects if key.startswith(LENT)}
    for name, url in town.stack.resources.items():
        if url.startswith("http"):
            kept += [f"{name}: {INSTANT.sub('T', body)}" for body in drained(url)]
    kept += [f"{message.queue}: {message.body}" for message in town.runtime.messages]
    letters = Counter(map(known.letter, town.letters))
    letters.update({code: 1 - times for code, times in letters.items() if code.startswith(CODE_LETTER)})
    return Ending(Counter(kept), letters)


def _may_come_again(row: dict[str, Any]) -> bool:
    """Whether one more such row is left by asking for a page again, or by writing at another instant."""
    asked = row["sk"].startswith("READING#") or row.get("template") == doors.CODE
    return asked or row["pk"].startswith("PERSON#")


class _Known:
    """What stands for what: numbers for cases, ids for letters, digests for mails, which may quote a number.

    Our ids of letters follow from their names, and those of cases and of their parts from the mails that
    opened them; what letters to staff answer follows from the case.
    """

    def __init__(self, town: HandlerTown) -> None:
        self._numbers = {case.number: f"<number of {id_}>" for id_, case in town.store.case_rows.items()}
        self._ids = town.postman.ids
        self._letters = {
            row.message_ids[0]: f"<{COUNTED.sub('-n', ref.name)} of {ref.case_id}>"
            for ref, row in town.store.outbox.items()
            if row.message_ids
        }
        self._threads = {opaque_id(id_, STAFF_THREAD): f"staff of {id_}" for id_ in town.store.case_rows}
        self._mails: dict[str, str] = {}
        for key, raw in sorted(town.mailbox.objects.items()):
            if key.startswith(MAILS):
                _, identity, name = key.split("/")
                self._mails.setdefault(identity, f"<mail {name}>")
                self._mails[hashlib.sha256(raw).hexdigest()] = f"<bytes of {name}>"
        whole = {case_id(digest): f"<case of {meaning}>" for digest, meaning in self._mails.items()}
        self._cases = whole | {
            part_id(id_, n): f"<part {n} of {meaning}>" for id_, meaning in whole.items() for n in PARTS
        }
        # the whole ones first: a letter of no case is named by the beginning of its mail's
        self._mails |= {identity[:NAMED_BY]: meaning for identity, meaning in self._mails.items()}
        self._traces = {
            _trace(f"<{ses_id}@eu-north-1.amazonses.com>"): ours for ses_id, ours in self._ids.items()
        } | {_trace(ours): ours for ours in self._letters}

    def row(self, row: dict[str, Any]) -> str:
        """A row without what may differ."""
        kept = {name: self._plain(value) for name, value in row.items() if name not in VOLATILE}
        if row["sk"] == "MAIL" and row["pk"].partition("#")[2] not in self._mails:
            kept["pk"] = "the mark of what no mail told"  # it follows from an instant
        if row.get("template") == doors.CODE:
            kept["facts"]["number"] = "n"
        return json.dumps(kept, sort_keys=True, default=str)

    def letter(self, letter: Any) -> str:
        """A letter as its reader sees it, and who that is."""
        mail: EmailMessage = letter.mail
        for volatile in ("Date", "Content-Type"):
            del mail[volatile]
        parts = [part.get_content() for part in mail.walk() if not part.is_multipart()]
        told = json.dumps([letter.recipients, mail.items(), parts], default=str, ensure_ascii=False)
        said = self.text(told)
        return f"{CODE_LETTER} to {letter.recipients}" if CODE_LETTER in said else said

    def _plain(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._plain(inner) for name, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self._plain(inner) for inner in value]
        if isinstance(value, set):
            return sorted(map(self._plain, value))
        return self.text(value) if isinstance(value, str) else value

    def text(self, text: str) -> str:
        """What is said, in words that are the same in every life."""
        text = LINK.sub(r"\1", ADDRESS.sub(r"\1", text))
        of_letters = (self._ids, self._traces, self._letters, self._threads)
        for names in (self._numbers, *of_letters, self._mails, self._cases):
            for name, meaning in names.items():
                text = text.replace(name, meaning)
        text = HOUR.sub("at T", SEQUENCE.sub(r"\1", text))
        return COUNTED.sub("-n", INSTANT.sub("T", text))


def _trace(id_: str) -> str:
    """A Message-ID as it stands in a key."""
    return hmac.new(KEYS["PersonSecret"].encode(), id_.encode(), hashlib.sha256).hexdigest()
