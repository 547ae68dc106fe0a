"""The very template that is deployed to AWS, deployed to the emulator; and where its resources are."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from samtranslator.yaml_helper import yaml_parse

from lyhord import LyhordError
from lyhord.engine.settings import STACK

ARTEFACTS = "lyhord-artefacts"
# The layer of dependencies is made for Lambda's Python and processor. Here they come from the environment the
# emulator runs in, where they are for this machine, and compiled already.
FOREIGN = "dependencies.zip"
EMPTY_ZIP = b"PK\5\6" + bytes(18)
LOCAL_PATHS = ("CodeUri", "ContentUri")


def deploy(client: Any, template: Path, parameters: Mapping[str, str]) -> None:
    """Deploy a built template; `client` gives the boto3 client of a service. Raises LyhordError."""
    client("s3").create_bucket(
        Bucket=ARTEFACTS, CreateBucketConfiguration={"LocationConstraint": client("s3").meta.region_name}
    )
    body = json.dumps(_with_numbers(_packaged(client("s3"), template), parameters))
    client("s3").put_object(Bucket=ARTEFACTS, Key="template.json", Body=body)
    cloudformation = client("cloudformation")
    cloudformation.create_stack(
        StackName=STACK,
        TemplateURL=f"https://s3.amazonaws.com/{ARTEFACTS}/template.json",
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
    )
    waiter = cloudformation.get_waiter("stack_create_complete")
    try:
        waiter.wait(StackName=STACK, WaiterConfig={"Delay": 0.1, "MaxAttempts": 300})
    except Exception as failure:
        raise LyhordError(f"The stack does not deploy: {_first_failure(cloudformation)}") from failure


def _packaged(s3: Any, template: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml_parse(template.read_text(encoding="utf-8"))
    for resource in content["Resources"].values():
        properties = resource.get("Properties", {})
        for name in LOCAL_PATHS:
            path = properties.get(name)
            if isinstance(path, str) and not urlsplit(path).scheme:
                content_of = EMPTY_ZIP if path == FOREIGN else (template.parent / path).read_bytes()
                s3.put_object(Bucket=ARTEFACTS, Key=path, Body=content_of)
                properties[name] = f"s3://{ARTEFACTS}/{path}"
    return content


def _with_numbers(content: dict[str, Any], parameters: Mapping[str, str]) -> Any:
    """The template with its number parameters filled in: the emulator would pass them on as text."""
    numbers = {
        name: int(parameters.get(name, parameter.get("Default")))
        for name, parameter in content["Parameters"].items()
        if parameter["Type"] == "Number"
    }

    def filled(part: Any) -> Any:
        if isinstance(part, dict):
            if len(part) == 1 and part.get("Ref") in numbers:
                return numbers[part["Ref"]]
            return {key: filled(value) for key, value in part.items()}
        return [filled(value) for value in part] if isinstance(part, list) else part

    return filled(content)


def _first_failure(cloudformation: Any) -> str:
    events = cloudformation.describe_stack_events(StackName=STACK)["StackEvents"]
    failed = [event for event in events if event["ResourceStatus"].endswith("_FAILED")]
    if not failed:
        return "no reason is given."
    first = min(failed, key=lambda event: event["Timestamp"])
    return f"{first['LogicalResourceId']}: {first.get('ResourceStatusReason', 'no reason is given')}"
