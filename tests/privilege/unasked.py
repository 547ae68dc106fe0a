"""What AWS itself asks in the name of a role, without a call of ours: the emulator never asks for it.

So no story can tell whether it is needed. It is counted apart, and `tests/infra/test_template_roles.py` says
word for word what of it each role is given.
"""

from tests.privilege.grants import Grant
from tests.proof.stack import template

BY_ITSELF = {
    "logs:CreateLogStream": "Lambda writes the function's log",
    "logs:PutLogEvents": "Lambda writes the function's log",
    "sqs:ReceiveMessage": "Lambda takes messages from the function's queue",
    "sqs:DeleteMessage": "Lambda takes messages from the function's queue",
    "sqs:GetQueueAttributes": "Lambda takes messages from the function's queue",
    "kms:Decrypt": "S3, SQS, DynamoDB and Secrets Manager use the key for whoever asks them",
    "kms:GenerateDataKey": "S3 and SQS use the key for whoever asks them",
    "kms:DescribeKey": "DynamoDB looks at the key for whoever asks it",
}


def why_unasked(grant: Grant) -> str:
    """What AWS does with a grant by itself; nothing if calls of ours ask for it."""
    resources = template()["Resources"]
    function = next((n for n, of in resources.items() if _role(of) == grant.role), None)
    if function is None:
        return "EventBridge Scheduler acts in this role"
    failed = resources[function]["Properties"].get("DeadLetterQueue", {}).get("TargetArn")
    if (grant.action, grant.resource) == ("sqs:SendMessage", failed):
        return "Lambda keeps what failed"
    return BY_ITSELF.get(grant.action, "")


def _role(resource: dict[str, dict[str, dict[str, list[str]]]]) -> str:
    """The role that a function acts in."""
    if resource["Type"] != "AWS::Serverless::Function":
        return ""
    return resource["Properties"]["Role"]["Fn::GetAtt"][0]
