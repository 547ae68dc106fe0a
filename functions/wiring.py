"""What the handlers share: a log without personal data, and batches in which no message stops another."""

import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

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


def each(
    event: dict[str, Any], context: LambdaContext, deal_with: Callable[[SQSRecord], str]
) -> PartialItemFailureResponse:
    """Deal with each message of a batch. Those that fail are named in the answer and come again.

    A failure is logged by its type and place alone: its words may hold what somebody wrote.
    """

    def logged(record: SQSRecord) -> None:
        try:
            verdict = deal_with(record)
        except Exception as failure:
            tries = record.attributes.approximate_receive_count
            logger.error("failed", message_id=record.message_id, tries=tries, extra=_told(failure))
            raise
        logger.info(verdict, message_id=record.message_id)

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    return process_partial_response(event, logged, processor, context)


def _told(failure: Exception) -> dict[str, str]:
    """A failure by its type and place alone."""
    place = traceback.extract_tb(failure.__traceback__)[-1]
    return {"error": type(failure).__name__, "place": f"{place.name}:{place.lineno}"}
