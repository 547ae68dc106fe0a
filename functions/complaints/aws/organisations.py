"""The compiled organisation in the bucket, fetched when it changed. A broken one never replaces a good."""

import json
import logging
from collections.abc import Callable

from complaints.aws.clients import client
from complaints.model import Amendments
from complaints.organisation import Organisation
from complaints.organisation_file import UnreadableOrganisationError, from_json
from complaints.parallel import together

KEY = "organisation.json"
NONE_OR_REFUSED = "run `lyhord org push` if there is none; else the function's role may not read it"

logger = logging.getLogger(__name__)


class S3Organisation:
    """Asks the bucket each time, cheaply: an unchanged file costs one call without a body (If-None-Match).

    `amendments` gives what mail changed since the file was pushed.
    """

    def __init__(self, bucket: str, amendments: Callable[[], Amendments] = Amendments):
        self._bucket = bucket
        self._amendments = amendments
        self._s3 = client("s3")
        self._etag = ""
        self._current: Organisation | None = None

    def current(self) -> Organisation:
        """The organisation as last pushed and since amended by mail.

        Raises UnreadableOrganisationError if none was ever good.
        """
        pushed, amendments = together(self._pushed, self._amendments)
        return pushed.amended(amendments)

    def version(self) -> str:
        """Another one after each push and each amendment; empty as long as nothing was pushed."""
        pushed, amendments = together(self._pushed_version, self._amendments)
        return f"{pushed} {amendments.version}" if pushed else ""

    def _pushed_version(self) -> str:
        try:
            return str(self._s3.head_object(Bucket=self._bucket, Key=KEY)["ETag"])
        except self._s3.exceptions.ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
                raise
            return ""

    def _pushed(self) -> Organisation:
        unchanged = {"IfNoneMatch": self._etag} if self._etag else {}
        try:
            answer = self._s3.get_object(Bucket=self._bucket, Key=KEY, **unchanged)
        except self._s3.exceptions.NoSuchKey:
            return self._last_good("there is none: run `lyhord org push`")
        except self._s3.exceptions.ClientError as error:
            match error.response["ResponseMetadata"]["HTTPStatusCode"]:
                case 304:
                    return self._last_good("unchanged, and it was broken before")
                case 403:  # S3 tells only whoever may list the bucket that there is none
                    logger.error("S3 gives no organisation: %s", NONE_OR_REFUSED)
                    return self._last_good(NONE_OR_REFUSED)
            raise
        self._etag = answer["ETag"]
        try:
            self._current = from_json(json.loads(answer["Body"].read()))
        except ValueError as problem:
            logger.error("the pushed organisation is broken, the last good one is kept: %s", problem)
        return self._last_good("it is broken: run `lyhord org check` and push it again")

    def _last_good(self, why: str) -> Organisation:
        if self._current is None:
            raise UnreadableOrganisationError(f"no organisation to work with: {why}")
        return self._current
