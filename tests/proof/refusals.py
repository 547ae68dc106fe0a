"""How each service says no, word for word as botocore would read it."""

import json

from botocore.awsrequest import AWSRequest, AWSResponse

from tests.proof.emulated import body_of, response

THROTTLED = {
    "s3": (503, "SlowDown"),
    "sesv2": (429, "TooManyRequestsException"),
    "sqs": (400, "RequestThrottled"),
}
WRITES = ("Put", "Update", "Delete", "Copy", "Transact")


def throttled(service: str, request: AWSRequest) -> AWSResponse:
    """Too much at once, says the service."""
    status, code = THROTTLED.get(service, (400, "ThrottlingException"))
    return refusal(service, request, status, code)


def knows_conflict(service: str, operation: str) -> bool:
    """Whether a service may say that somebody else writes at the same moment."""
    return service in ("dynamodb", "s3") and operation.startswith(WRITES)


def conflict(service: str, operation: str, request: AWSRequest) -> AWSResponse:
    """Somebody else writes at the same moment."""
    if operation == "TransactWriteItems":
        actions = json.loads(body_of(request))["TransactItems"]
        reasons = [{"Code": "TransactionConflict"}, *({"Code": "None"} for _ in actions[1:])]
        return refusal(service, request, 400, "TransactionCanceledException", CancellationReasons=reasons)
    if service == "dynamodb":
        return refusal(service, request, 400, "TransactionConflictException")
    return refusal(service, request, 409, "OperationAborted")


def refusal(service: str, request: AWSRequest, status: int, code: str, **more: object) -> AWSResponse:
    """An error in the protocol of the service."""
    if service == "s3":
        body = f"<Error><Code>{code}</Code><Message>a fault on purpose</Message></Error>"
        return response(request, status, {"content-type": "application/xml"}, body)
    headers = {"content-type": "application/json", "x-amzn-errortype": code}
    answer = {"__type": code, "message": "a fault on purpose", "Message": "a fault on purpose"}
    return response(request, status, headers, json.dumps(answer | more))
