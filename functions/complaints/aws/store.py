"""The store in DynamoDB: `save` is one transaction. Knows how to ask; `table` knows all names."""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from complaints.aws import table
from complaints.aws.clients import client
from complaints.aws.transaction import transaction
from complaints.aws.values import stamp
from complaints.aws.wire import plain, wired
from complaints.model import (
    Amendments,
    Case,
    Decision,
    Door,
    Due,
    Entry,
    Letter,
    LetterRef,
    LetterState,
    Meetings,
    Sheet,
    Tally,
    Tick,
)
from complaints.parallel import begun
from complaints.workflow.ports import AlreadyDealtWithError, ConflictError, Known, ReminderClosedError

# Longer than any run of send_letters (60 s), so that only a dead one lets its claim run out; shorter than its
# queue's visibility timeout (360 s), so that the wake-up that comes again finds the letter free. Otherwise a
# letter that can never be written would look dealt with, and never reach the queue of what failed.
CLAIM = timedelta(minutes=5)
# The tick leaves it alone for longer: else it would wake the letter between two tries of the queue, each
# wake-up would find it claimed by the other, and none would ever reach the queue of what failed.
LEFT_ALONE = timedelta(minutes=15)

MOST_IN_A_PAGE = 1_000  # rows of a query: whoever needs only the first ones reads no further
LATEST_MAILS = 400  # of a person, a line of 200 bytes each: a long exchange on one case hides no other
MOST_IN_A_GET = 100  # BatchGetItem; an owner may have more cases than that in one reminder


class DynamoStore:
    """Cases, their logs and their outbox.

    `key` gives the key of the hashes of traces, which never rotates. It is asked for only where a
    trace is looked up or stored, so that functions which do neither need no secret.
    """

    def __init__(self, table_name: str, key: Callable[[], bytes]):
        self._name = table_name
        self._key = key
        self._db = client("dynamodb")
        self._read: dict[str, Callable[[], Case | None]] = {}
        self._claimed: dict[LetterRef, Callable[[], Letter | None]] = {}

    # --- ahead of the question -----------------------------------------------------------------------

    def expecting(self, case_id: str) -> "DynamoStore":
        """This store, reading already the case that it will be asked for."""
        ahead = DynamoStore(self._name, self._key)
        ahead._read[case_id] = begun(lambda: self.case(case_id))
        return ahead

    def claiming(self, ref: LetterRef, now: datetime) -> "DynamoStore":
        """This store, taking already the letter that it will be asked for."""
        ahead = DynamoStore(self._name, self._key)
        ahead._claimed[ref] = begun(lambda: self.claim(ref, now))
        return ahead

    # --- reading -----------------------------------------------------------------------------------

    def known(self, identity: str, traces: Sequence[str], number: str) -> Known:
        """What the table knows of a mail: dealt with or not, and the cases its traces lead to."""
        keys = {trace: table.thread_key(self._hash(trace)) for trace in dict.fromkeys(traces)}
        marker = table.mail_key(identity)
        numbers = [table.number_key(number)] if number else []
        found = {item["pk"]: item for item in self._get_all([marker, *keys.values(), *numbers])}
        return Known(
            dealt_with=marker["pk"] in found,
            by_trace={
                trace: found[key["pk"]]["case_id"] for trace, key in keys.items() if key["pk"] in found
            },
            by_number=found[numbers[0]["pk"]]["case_id"] if numbers and numbers[0]["pk"] in found else "",
        )

    def case(self, case_id: str) -> Case | None:
        """A case as it stands now (a consistent read)."""
        if coming := self._read.pop(case_id, None):
            return coming()
        found = self._db.get_item(
            TableName=self._name, Key=wired(table.case_key(case_id)), ConsistentRead=True
        )
        return table.case_from(plain(found["Item"])) if "Item" in found else None

    def cases(self, case_ids: Iterable[str]) -> list[Case]:
        """Those of the cases that exist."""
        return [table.case_from(item) for item in self._get_all([table.case_key(i) for i in case_ids])]

    def case_of(self, trace: str) -> str:
        """The id of the case that a trace, such as a Message-ID of ours or theirs, leads to; or nothing."""
        found = self._get_all([table.thread_key(self._hash(trace))])
        return str(found[0]["case_id"]) if found else ""

    def numbered(self, number: str) -> Case | None:
        """The case with that readable number."""
        found = self._get_all([table.number_key(number)])
        return self.case(str(found[0]["case_id"])) if found else None

    def cases_of(self, address: str, most: int) -> tuple[str, ...]:
        """Ids of the cases that this address opened: first those in which the contact with it is taken over,
        then so many others at most that its latest 400 mails were on, the latest first.
        """
        answer = self._db.query(
            TableName=self._name,
            KeyConditionExpression="pk = :person",
            ExpressionAttributeValues=wired({":person": table.contact_key(self._hash(address))["pk"]}),
            ScanIndexForward=False,
            Limit=LATEST_MAILS + 1,  # and the row of the contact
            ConsistentRead=True,
        )
        return table.cases_of_person(list(map(plain, answer["Items"])), most)

    def cases_in(self, month: str) -> Iterator[str]:
        """Ids of the cases that came in a month in Sweden (`2026-04`), the latest first."""
        return map(table.case_of_line, self._rows(table.lines_of(month), newest_first=True))

    def log(self, case_id: str) -> tuple[Entry, ...]:
        """The log of a case, in its order."""
        return tuple(map(table.entry_from, self._rows(table.entries_key(case_id))))

    def openings(self, case_ids: Iterable[str]) -> dict[str, str]:
        """What was written in the mails that opened cases, by their ids: the text of the first entry."""
        ids = {table.entry_key(case_id, 1)["pk"]: case_id for case_id in case_ids}
        found = self._get_all([table.entry_key(case_id, 1) for case_id in ids.values()])
        return {ids[row["pk"]]: table.entry_from(row).text for row in found}

    def _rows(self, beginning: table.Key, *, newest_first: bool = False) -> Iterator[dict[str, Any]]:
        """The rows of a partition whose sort key begins like that, a page at a time (consistent reads)."""
        pages = self._db.get_paginator("query").paginate(
            TableName=self._name,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
            ExpressionAttributeValues=wired({":pk": beginning["pk"], ":sk": beginning["sk"]}),
            ScanIndexForward=not newest_first,
            ConsistentRead=True,
            PaginationConfig={"PageSize": MOST_IN_A_PAGE},
        )
        return (plain(row) for page in pages for row in page["Items"])

    def door(self, case_id: str, reader: str) -> Door:
        """A reader's way to a case: one that nothing came through if there is no row."""
        unused = Door(case_id=case_id, reader=reader)
        found = self._get_all([table.door_key(unused)])
        return table.door_from(found[0]) if found else unused

    def evaluations(self) -> list[Tally]:
        """What was counted of the evaluations so far, by quarter and group of writers."""
        pages = self._db.get_paginator("query").paginate(
            TableName=self._name,
            KeyConditionExpression="pk = :evaluations",
            ExpressionAttributeValues=wired({":evaluations": table.evaluations_key()["pk"]}),
        )
        return [table.tally_from(plain(row)) for page in pages for row in page["Items"]]

    def amendments(self) -> Amendments:
        """What mail changed in the organisation."""
        key = wired(table.amendments_key())
        found = self._db.get_item(TableName=self._name, Key=key, ConsistentRead=True)
        return table.amendments_from(plain(found["Item"])) if "Item" in found else Amendments()

    def meetings(self) -> Meetings:
        """How far the leaders' meetings have come."""
        found = self._get_all([table.meetings_key()])
        return table.meetings_from(found[0]) if found else Meetings()

    def sheet(self, name: str) -> Sheet | None:
        """A sheet as it was sent before a meeting, by its name."""
        found = self._get_all([table.sheet_key(name)])
        return table.sheet_from(found[0]) if found else None

    def letter(self, ref: LetterRef) -> Letter | None:
        """A letter of the outbox, whatever became of it."""
        found = self._get_all([table.letter_key(ref)])
        return table.letter_from(found[0]) if found else None

    def waiting(self, after: Mapping[str, str], limit: int) -> tuple[list[str], dict[str, str]]:
        """Ids of cases whose clock wants something, now or later: a page of at most so many rows.

        `after` is where the page before ended, empty for the first one; with the ids comes where this one
        did, empty after the last.
        """
        found: list[table.Item] = []
        place = dict(after) or table.beginning_of(table.shards()[0])
        while place and len(found) < limit:
            start = {} if table.is_beginning(place) else {"ExclusiveStartKey": wired(place)}
            answer = self._db.query(
                TableName=self._name,
                IndexName=table.DUE_INDEX,
                KeyConditionExpression="due_shard = :shard",
                ExpressionAttributeValues=wired({":shard": place["due_shard"]}),
                Limit=limit - len(found),
                **start,
            )
            found += map(plain, answer["Items"])
            left = answer.get("LastEvaluatedKey")
            place = plain(left) if left else table.next_beginning(place)
        dues = map(table.due_from, found)
        return [due.case_id for due in dues if due.case_id], place

    def last_tick(self) -> Tick:
        """The last tick that found everything and woke it."""
        found = self._db.get_item(TableName=self._name, Key=wired(table.clock_key()))
        return table.tick_from(plain(found["Item"])) if "Item" in found else Tick()

    def due(self, now: datetime, limit: int) -> Iterator[Due]:
        """What is due at `now`, the longest waiting of each shard first, at most `limit` a shard."""
        asked = [begun(partial(self._due_in, shard, now, limit)) for shard in table.shards()]
        for answer in asked:
            yield from answer()

    def _due_in(self, shard: str, now: datetime, limit: int) -> list[Due]:
        answer = self._db.query(
            TableName=self._name,
            IndexName=table.DUE_INDEX,
            KeyConditionExpression="due_shard = :shard AND due_at <= :now",
            ExpressionAttributeValues=wired({":shard": shard, ":now": stamp(now)}),
            Limit=limit,
        )
        return [table.due_from(plain(item)) for item in answer["Items"]]

    # --- writing -----------------------------------------------------------------------------------

    def next_number(self, year: int) -> int:
        """The next number of a year. One that is never used leaves a gap and does no harm."""
        answer = self._db.update_item(
            TableName=self._name,
            Key=wired(table.counter_key(year)),
            UpdateExpression="ADD #last :one",
            ExpressionAttributeNames={"#last": "last"},
            ExpressionAttributeValues=wired({":one": 1}),
            ReturnValues="UPDATED_NEW",
        )
        return int(plain(answer["Attributes"])["last"])

    def ticked(self, tick: Tick) -> None:
        """Remember a tick."""
        self._db.put_item(TableName=self._name, Item=wired(table.tick_item(tick)))

    def save(self, decision: Decision, recorded_at: datetime) -> None:
        """Store all of it or nothing.

        Raises AlreadyDealtWithError when its mail was dealt with, ReminderClosedError when the reminder it
        adds a line to has left, and ConflictError when the case changed since it was read.
        """
        actions = transaction(decision, recorded_at, self._hash)
        if not actions:
            return
        items = [{verb: _worded(body, self._name)} for verb, body, _ in actions]
        try:
            self._db.transact_write_items(TransactItems=items)
        except self._db.exceptions.TransactionCanceledException as refused:
            raise _translated(refused, [refusal for _, _, refusal in actions]) from refused

    def claim(self, ref: LetterRef, now: datetime) -> Letter | None:
        """Take a letter that waits, or whose claim ran out; None when it is not to be sent now."""
        if coming := self._claimed.pop(ref, None):
            return coming()
        key = table.letter_key(ref)
        try:
            answer = self._db.update_item(
                TableName=self._name,
                Key=wired(key),
                UpdateExpression=(
                    "SET #state = :claimed, claimed_until = :until, due_at = :later ADD attempts :one"
                ),
                ConditionExpression="#state = :waiting AND due_at <= :now"
                " OR #state = :claimed AND claimed_until <= :now",
                ExpressionAttributeNames={"#state": "state"},
                ExpressionAttributeValues=wired(
                    {
                        ":claimed": LetterState.CLAIMED.value,
                        ":waiting": LetterState.WAITING.value,
                        ":until": stamp(now + CLAIM),
                        ":later": stamp(now + LEFT_ALONE),
                        ":now": stamp(now),
                        ":one": 1,
                    }
                ),
                ReturnValues="ALL_NEW",
            )
        except self._db.exceptions.ConditionalCheckFailedException:
            return None
        return table.letter_from(plain(answer["Attributes"]))

    def postpone(self, ref: LetterRef, until: datetime) -> None:
        """Give a claimed letter back; it waits until then."""
        self._wait(ref, until, attempts=0)

    def give_back(self, ref: LetterRef, now: datetime) -> None:
        """Let a claimed letter wait as if nobody had claimed it: it was not tried at all."""
        self._wait(ref, now, attempts=-1)

    # --- helpers -----------------------------------------------------------------------------------

    def _wait(self, ref: LetterRef, until: datetime, *, attempts: int) -> None:
        self._db.update_item(
            TableName=self._name,
            Key=wired(table.letter_key(ref)),
            UpdateExpression="SET #state = :waiting, due_at = :until ADD attempts :attempts",
            ConditionExpression="#state = :claimed",
            ExpressionAttributeNames={"#state": "state"},
            ExpressionAttributeValues=wired(
                {
                    ":waiting": LetterState.WAITING.value,
                    ":claimed": LetterState.CLAIMED.value,
                    ":until": stamp(until),
                    ":attempts": attempts,
                }
            ),
        )

    def _hash(self, trace: str) -> str:
        return hmac.new(self._key(), trace.encode(), hashlib.sha256).hexdigest()

    def _get_all(self, keys: list[table.Key]) -> list[table.Item]:
        found: list[table.Item] = []
        for first in range(0, len(keys), MOST_IN_A_GET):
            named = [wired(key) for key in keys[first : first + MOST_IN_A_GET]]
            asked: dict[str, Any] = {self._name: {"Keys": named, "ConsistentRead": True}}
            while asked:  # DynamoDB may leave some keys for the next call
                answer = self._db.batch_get_item(RequestItems=asked)
                found += map(plain, answer["Responses"].get(self._name, []))
                asked = answer.get("UnprocessedKeys", {})
        return found


def _worded(action: dict[str, Any], table_name: str) -> dict[str, Any]:
    values = {part: wired(action[part]) for part in _VALUES if part in action}
    return {"TableName": table_name} | action | values


_VALUES = ("Item", "Key", "ExpressionAttributeValues")


def _translated(refused: Any, refusals: list[type[Exception]]) -> Exception:
    """The most telling of the reasons: a mail dealt with before outweighs a case that changed."""
    reasons = refused.response["CancellationReasons"]
    codes = {reason["Code"] for reason in reasons}
    failed = [
        refusal
        for refusal, reason in zip(refusals, reasons, strict=True)
        if reason["Code"] == "ConditionalCheckFailed"
    ]
    for meaning in (AlreadyDealtWithError, ReminderClosedError):
        if meaning in failed:
            return meaning()
    if failed or "TransactionConflict" in codes:
        return ConflictError()
    unexpected: Exception = refused
    return unexpected
