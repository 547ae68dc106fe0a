"""SES as far as `SendEmail` goes: keeps every byte, gives an id, and refuses when the story says so."""

import base64
import hashlib
import json
from collections import Counter, deque
from collections.abc import Callable
from email import message_from_bytes

from botocore.awsrequest import AWSRequest, AWSResponse

from complaints.workflow.ports import NeverAcceptedError, NotNowError
from tests.proof.emulated import body_of, response
from tests.proof.refusals import refusal

REFUSALS = {NotNowError: (429, "TooManyRequestsException"), NeverAcceptedError: (400, "MessageRejected")}


class Ses:
    """Tells `accepted` of each letter and its recipients; `trouble` holds what it says instead, once each.

    `troubled` tells whether it ever did: which letter it meets depends on which comes first.
    """

    def __init__(self, accepted: Callable[[bytes, tuple[str, ...]], None]) -> None:
        self.trouble: deque[Exception] = deque()
        self.refuses = self.troubled = False
        self.ids: dict[str, str] = {}  # ours by those that SES gave
        self._accepted = accepted
        self._copies: Counter[str] = Counter()

    def send_email(self, request: AWSRequest) -> AWSResponse:
        """What SES answers."""
        if self.refuses or self.trouble:
            self.troubled = True
            problem = self.trouble.popleft() if self.trouble else NotNowError()
            if type(problem) not in REFUSALS:
                raise problem
            return refusal("sesv2", request, *REFUSALS[type(problem)])
        body = json.loads(body_of(request))
        raw = base64.b64decode(body["Content"]["Raw"]["Data"])
        self._accepted(raw, tuple(body["Destination"]["ToAddresses"]))
        return response(
            request, 200, {"content-type": "application/json"}, json.dumps({"MessageId": self._id(raw)})
        )

    def _id(self, raw: bytes) -> str:
        """Such as SES gives: a letter gets the same one in every life of a story, a second copy another."""
        ours = str(message_from_bytes(raw)["Message-ID"])
        self._copies[ours] += 1
        noise = hashlib.sha256(f"{ours}{self._copies[ours]}".encode()).hexdigest()
        given = f"0110{noise[:12]}-{noise[12:20]}-000000"
        self.ids[given] = ours
        return given
