"""The bucket into which SES puts every mail. What was dealt with leaves `incoming/` for its kept place."""

from collections.abc import Callable, Iterator
from datetime import datetime
from secrets import token_hex

from complaints.aws.clients import client
from complaints.parallel import begun
from complaints.workflow.ports import GoneError

INCOMING = "incoming/"
KEPT = "mails/"
LENT = "lent/"  # files that a reader fetches at once; the bucket forgets them after a day
LENT_FOR = 60  # seconds
REMOVED = "x-amz-delete-marker"  # a header of the answer


class S3Mailbox:
    """Raw mails, untouched: copied and removed, never rewritten."""

    def __init__(self, bucket: str):
        self._bucket = bucket
        self._s3 = client("s3")
        self._coming: dict[str, Callable[[], bytes]] = {}

    def expecting(self, key: str) -> "S3Mailbox":
        """This mailbox, fetching already the mail that it will be asked for."""
        ahead = S3Mailbox(self._bucket)
        ahead._coming[key] = begun(lambda: self.fetch(key))
        return ahead

    def fetch(self, key: str) -> bytes:
        """Return the raw bytes; raises GoneError when the mail was dealt with and removed, or was erased.

        A bucket with versions remembers what it removed, for some weeks. What it never had is no mail that
        was dealt with, but a kept mail was there once: whoever asks has its key from the table.
        """
        if coming := self._coming.pop(key, None):
            return coming()
        try:
            body: bytes = self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        except self._s3.exceptions.NoSuchKey as error:
            if key.startswith(INCOMING) and REMOVED not in error.response["ResponseMetadata"]["HTTPHeaders"]:
                raise
            raise GoneError(key) from error
        return body

    def keep(self, key: str, identity: str) -> str:
        """Copy a mail to its kept place and return that key; the same again does no harm."""
        kept = f"{KEPT}{identity}/{key.rpartition('/')[2]}"
        if kept != key:
            self._s3.copy_object(
                Bucket=self._bucket, Key=kept, CopySource={"Bucket": self._bucket, "Key": key}
            )
        return kept

    def remove(self, key: str) -> None:
        """Take a mail out of `incoming/`. Only from there: a kept mail is never removed."""
        if key.startswith(INCOMING):
            self._s3.delete_object(Bucket=self._bucket, Key=key)

    def lend(self, content: bytes, disposition: str) -> str:
        """Put a file where a browser can fetch it for a minute, and return that address.

        For what is larger than an answer of Lambda. `disposition` says what the browser is to do with it. It
        goes with the object: a file's name may tell of a child, and addresses are written down on their way.
        """
        key = f"{LENT}{token_hex(16)}"
        self._s3.put_object(
            Bucket=self._bucket,
            Key=key,
            Body=content,
            ContentType="application/octet-stream",
            ContentDisposition=disposition,
        )
        wanted = {"Bucket": self._bucket, "Key": key}
        address: str = self._s3.generate_presigned_url("get_object", Params=wanted, ExpiresIn=LENT_FOR)
        return address

    def stuck(self, before: datetime) -> Iterator[tuple[str, datetime]]:
        """Keys of mails that have lain in `incoming/` since before that instant, and since when."""
        pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=INCOMING)
        for page in pages:
            for found in page.get("Contents", []):
                if found["LastModified"] < before:
                    yield found["Key"], found["LastModified"]
