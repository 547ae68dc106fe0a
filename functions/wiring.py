"""What the handlers share: a log without personal data, and batches in which no message stops another."""

import json
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from aws_lambda_powertools import Logger

from complaints.aws.clients import code_of
from complaints.aws.moments import moment

OURS = Path(__file__).parent

logger = Logger()
warnings.filterwarnings("ignore", "No application metrics")  # in a batch in which nothing was to be done


class FailedError(Exception):
    """Something failed; what and where stands in the log, without words that somebody wrote."""


@contextmanager
def quietly() -> Iterator[None]:
    """Let a failure rise without its words, which Lambda would log: they may hold what somebody wrote."""
    try:
        yield
    except Exception as failure:
        logger.error("failed", extra=_told(failure))
        raise FailedError(type(failure).__name__) from None


def each(event: dict[str, Any], deal_with: Callable[[dict[str, Any], datetime], str]) -> dict[str, Any]:
    """Deal with each message of a batch of SQS: what it says, and the moment it speaks of.

    Those that fail are named in the answer and come again. A failure is logged by its type and place alone:
    its words may hold what somebody wrote.
    """
    failed = []
    for record in event["Records"]:
        message_id, attributes = record["messageId"], record.get("attributes", {})
        try:
            message = json.loads(record["body"])
            verdict = deal_with(message, moment(message, attributes["SentTimestamp"], time.time()))
        except Exception as failure:
            tries = attributes.get("ApproximateReceiveCount")  # for the log alone: it may not stop the batch
            logger.error("failed", message_id=message_id, tries=tries, extra=_told(failure))
            failed.append({"itemIdentifier": message_id})
        else:
            logger.info(verdict, message_id=message_id)
    return {"batchItemFailures": failed}


def _told(failure: Exception) -> dict[str, str]:
    """A failure by its type, or AWS's code for it, and the innermost place in our code alone."""
    frames = [(Path(frame.filename), frame) for frame in traceback.extract_tb(failure.__traceback__)]
    file, place = [(file, frame) for file, frame in frames if file.is_relative_to(OURS)][-1]
    error = code_of(failure) or type(failure).__name__
    return {"error": error, "place": f"{file.stem}.{place.name}:{place.lineno}"}
