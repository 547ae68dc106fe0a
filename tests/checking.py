"""What is asked of DynamoDB is checked by the tests, since the functions do not have botocore do it."""

from typing import Any

import boto3
from botocore.exceptions import ParamValidationError
from botocore.model import OperationModel
from botocore.validate import ParamValidator


def check_requests(session: boto3.Session) -> None:
    """Have every client that the session makes from now on check what it asks DynamoDB, as botocore would."""
    session.events.register("before-parameter-build.dynamodb", _check)


def _check(params: dict[str, Any], model: OperationModel, **_more: Any) -> None:
    if (report := ParamValidator().validate(params, model.input_shape)).has_errors():
        raise ParamValidationError(report=report.generate_report())
