"""Lambda: a page is asked for (Function URL). What there is to see and to do: `complaints.pages`."""

from typing import Any
from urllib.parse import urlsplit

from complaints.aws import settings
from complaints.aws.bell import SqsBell
from complaints.aws.function_url import answer_of, request_from
from complaints.aws.mailbox import S3Mailbox
from complaints.aws.organisations import S3Organisation
from complaints.aws.secrets import person_key, signer
from complaints.aws.store import DynamoStore
from complaints.letters import Letters
from complaints.pages.house import House
from complaints.pages.site import reply
from wiring import quietly

mailbox = S3Mailbox(settings.bucket())
store = DynamoStore(settings.table(), person_key)
organisations = S3Organisation(settings.bucket(), store.amendments)
bell = SqsBell(wakes=settings.wakes_queue())
letters = Letters()
root = urlsplit(settings.pages_url()).path


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer one request."""
    with quietly():
        house = House(
            organisation=organisations.current(),
            signer=signer(),
            store=store,
            mailbox=mailbox,
            bell=bell,
            letters=letters,
            root=root,
        )
        return answer_of(reply(house, request_from(event)))
