"""Lindhöj whose functions each ask in the name of their own role, and may do what template.yaml says."""

import base64
import json
from collections import Counter
from email.parser import BytesHeaderParser
from email.policy import default
from http import HTTPStatus
from itertools import product
from typing import ClassVar
from urllib.parse import unquote, urlsplit
from weakref import WeakValueDictionary

import boto3
from botocore.awsrequest import AWSRequest, AWSResponse
from botocore.credentials import Credentials

from tests.privilege import front_door
from tests.privilege.grants import Grant, Statement, grants, without
from tests.proof import emulated
from tests.proof.network import SES, Invocation, Network
from tests.proof.refusals import refusal
from tests.proof.stack import PSEUDO, Stack, client, here, template
from tests.proof.town import HandlerTown

PATIENCE = 100  # refusals after which a story would go on being refused for ever
PARTS = ("AccessKeyId", "SecretAccessKey", "SessionToken")
SENDING = ("ses:SendEmail", "ses:SendRawEmail")


class RefusedForEver(BaseException):
    """Nobody hears of it but the story, which ends."""


class Sessions:
    """The roles of one stack, each less the grant that is taken away, and a session in the name of each.

    `roles` tells whose an access key is, `grants` what each may do, every value in it.
    """

    def __init__(self, stack: Stack, taken: Grant | None) -> None:
        self.roles: dict[str, str] = {}
        self.grants: dict[str, list[tuple[Grant, Statement]]] = {}
        self._keys: dict[str, Credentials] = {}
        for function in stack.functions:
            role = template()["Resources"][function]["Properties"]["Role"]["Fn::GetAtt"][0]
            trust = template()["Resources"][role]["Properties"]["AssumeRolePolicyDocument"]
            policy = {"Version": "2012-10-17", "Statement": stack.resolved(without(taken, role))}
            name = f"{stack.name}-{role}"
            made = client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
            client("iam").put_role_policy(RoleName=name, PolicyName=role, PolicyDocument=json.dumps(policy))
            session = client("sts").assume_role(RoleArn=made["Role"]["Arn"], RoleSessionName=function)
            key, *rest = (session["Credentials"][part] for part in PARTS)
            self._keys[function], self.roles[key] = Credentials(key, *rest), role
            self.grants[role] = [(grant, stack.resolved(grant.narrow)) for grant in grants(role)]

    def of(self, function: str) -> Credentials:
        """With what a function signs."""
        return self._keys[function]


class Guarded(Network):
    """A wire on which each function is known, and refused what its role does not allow.

    What the emulator does not ask for, though AWS does, is asked for here of the emulator's own policies.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sessions: WeakValueDictionary[str, Sessions] = WeakValueDictionary()  # by the names of stacks
        self.asked: Counter[tuple[str, str]] = Counter()  # how often a role asked for an action
        self.begin()
        boto3.DEFAULT_SESSION._session._credentials = _Whoever(self)
        front_door.listen(self._heard)

    def begin(self) -> None:
        """Forget what was heard: another story begins."""
        self.decisive: set[str] = set()  # grants without which something would have been refused
        self.refused: Counter[str] = Counter()

    @property
    def signs(self) -> Credentials | None:
        """With what the function signs that acts on this thread, if one does."""
        run: Invocation | None = getattr(self._here, "run", None)
        return self.sessions[run.stack].of(run.function) if run else None

    def _heard(self, key: str, asked: front_door.Asked, allowed: bool) -> None:
        sessions = next((of for of in self.sessions.values() if key in of.roles), None)
        if sessions is None:
            return  # the world itself
        role = sessions.roles[key]
        self.asked[role, asked.action] += 1
        if not allowed:
            self.refused[f"{role}: {asked.action}"] += 1
            if self.refused.total() > PATIENCE:
                raise RefusedForEver
        allowing = [grant for grant, narrow in sessions.grants[role] if front_door.allows(narrow, asked)]
        if len(allowing) == 1:
            self.decisive.add(str(allowing[0]))

    def _deliver(self, service: str, request: AWSRequest) -> AWSResponse:
        if self.signs is None and service in emulated.SERVICES:
            return super()._deliver(service, request)  # the world itself
        if service == SES:
            return self._send(request)
        answer = front_door.through(request)
        if service == "s3" and answer.status_code == HTTPStatus.NOT_FOUND:
            return self._missing(request, answer)
        return answer

    def _send(self, request: AWSRequest) -> AWSResponse:
        """SES asks of the identity that a mail is from, and of the configuration set."""
        asked = json.loads(emulated.body_of(request))
        mail = BytesHeaderParser(policy=default).parsebytes(base64.b64decode(asked["Content"]["Raw"]["Data"]))
        identity = f"identity/{mail['From'].addresses[0].domain}"
        settings = f"configuration-set/{asked['ConfigurationSetName']}"
        for action, resource in product(SENDING, (identity, settings)):
            if not front_door.may(request, action, f"{here('ses')}:{resource}"):
                return refusal(SES, request, HTTPStatus.FORBIDDEN, "AccessDeniedException")
        return super()._deliver(SES, request)

    def _missing(self, request: AWSRequest, answer: AWSResponse) -> AWSResponse:
        """Only to somebody who may list the bucket does S3 say that an object is not there."""
        _, bucket, key = unquote(urlsplit(request.url).path).split("/", 2)
        listed = front_door.may(request, "s3:ListBucket", f"arn:aws:s3:::{bucket}", **{"s3:prefix": key})
        return answer if listed else refusal("s3", request, HTTPStatus.FORBIDDEN, "AccessDenied")


class GuardedTown(HandlerTown):
    """A town on a wire that refuses. `taken` is the grant that its roles are to be without."""

    network: Guarded
    has_run = False  # or every story would need what only the schedule does
    taken: ClassVar[Grant | None] = None

    def __init__(self, organisation=None):
        super().__init__(organisation)
        self.sessions = Sessions(self.stack, self.taken)
        self.network.sessions[self.stack.name] = self.sessions

    def borrows(self, address):
        answer = front_door.through(AWSRequest(method="GET", url=address))
        return answer.raw.read(), answer.headers["content-disposition"]


class _Whoever(Credentials):
    """Whoever acts signs; the world itself as the account."""

    def __init__(self, wire: Guarded) -> None:
        super().__init__(PSEUDO["AWS::AccountId"], "test")
        self._wire = wire

    def get_frozen_credentials(self):
        return (self._wire.signs or super()).get_frozen_credentials()
