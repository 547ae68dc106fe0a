"""Wakes other functions by SQS. The messages carry keys and times, never content."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from complaints.aws.clients import client
from complaints.aws.values import stamp
from complaints.model import LetterRef

MOST_IN_A_BATCH = 10  # SendMessageBatch


class SqsBell:
    """`wakes`, `dues` and `arrivals` are queue URLs; a function gives those it may ring."""

    def __init__(self, *, wakes: str, dues: str = "", arrivals: str = ""):
        self._wakes, self._dues, self._arrivals = wakes, dues, arrivals
        self._sqs = client("sqs")

    def letters(self, refs: Sequence[LetterRef], at: datetime) -> None:
        """Wake `send_letters` for letters whose hour has come."""
        self._ring(self._wakes, ({"case": ref.case_id, "letter": ref.name, "at": stamp(at)} for ref in refs))

    def cases(self, case_ids: Sequence[str], at: datetime) -> None:
        """Wake `follow_up` for cases that are due."""
        self._ring(self._dues, ({"case": case_id, "at": stamp(at)} for case_id in case_ids))

    def meeting(self, at: datetime) -> None:
        """Wake `follow_up` for the leaders' meetings."""
        self._ring(self._dues, [{"meeting": "next", "at": stamp(at)}])

    def mails(self, keys: Sequence[str], at: datetime) -> None:
        """Have mails received again from their object alone."""
        found = {"notificationType": "Reconcile", "at": stamp(at)}
        self._ring(self._arrivals, (found | {"objectKey": key} for key in keys))

    def _ring(self, queue: str, bodies: Iterable[dict[str, str]]) -> None:
        for batch in _batches(bodies):
            entries = [{"Id": str(n), "MessageBody": json.dumps(body)} for n, body in enumerate(batch)]
            answer = self._sqs.send_message_batch(QueueUrl=queue, Entries=entries)
            if failed := answer.get("Failed"):
                raise RuntimeError(f"SQS took {len(entries) - len(failed)} of {len(entries)} wake-ups")


def _batches(bodies: Iterable[dict[str, str]]) -> Iterator[list[dict[str, Any]]]:
    rest = iter(bodies)
    while batch := list(islice(rest, MOST_IN_A_BATCH)):
        yield batch
