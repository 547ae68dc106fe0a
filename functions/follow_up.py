"""Lambda: a case or a leaders' meeting is due (SQS). Two stories: `follow_up` and `preparing`."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from complaints.aws import settings
from complaints.aws.bell import SqsBell
from complaints.aws.organisations import S3Organisation
from complaints.aws.secrets import person_key
from complaints.aws.store import DynamoStore
from complaints.organisation import Organisation
from complaints.parallel import begun
from complaints.workflow.follow_up import FollowUp
from complaints.workflow.preparing import Preparing
from wiring import each

store = DynamoStore(settings.table(), person_key)
organisations = S3Organisation(settings.bucket(), store.amendments)
bell = SqsBell(wakes=settings.wakes_queue())


def follow_up(due: dict[str, Any], now: datetime, organisation: Callable[[], Organisation]) -> str:
    """Take the steps whose time has come, of the case or of the next meeting."""
    if "case" not in due:
        return Preparing(organisation=organisation(), store=store, bell=bell).prepare(now)
    ahead = store.expecting(due["case"])
    story = FollowUp(store=ahead, organisation=organisation(), bell=bell)
    taken = story.follow_up(due["case"], now)
    return ", ".join(decision.verdict for decision in taken) or "nothing due any more"


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Each message names one case, or says that a meeting is due."""
    organisation = begun(organisations.current)  # the same for all of them
    return each(event, partial(follow_up, organisation=organisation))
