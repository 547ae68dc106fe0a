"""template.yaml within this process: its table, bucket, queues, secrets, and what each function is given."""

import itertools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import boto3
from samtranslator.yaml_helper import yaml_parse

from tests.lindhoj import ROOT

PARAMETERS = {
    "Domain": "skola.lindhoj.example",
    "PagesUrl": "https://sidor.lindhoj.example",
    "Receiving": "Local",
}
PSEUDO = {"AWS::Partition": "aws", "AWS::Region": "eu-north-1", "AWS::AccountId": "000000000000"}
TABLE_PARTS = ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")

client = cache(boto3.client)  # the operator's own, as the functions have theirs
_count = itertools.count(1)


@cache
def template() -> dict[str, Any]:
    """template.yaml as written, intrinsic functions in their long form."""
    content: dict[str, Any] = yaml_parse((ROOT / "template.yaml").read_text("utf-8"))
    return content


@dataclass(frozen=True, kw_only=True)
class Function:
    """A function of the template. `queue` is the logical name of the queue that feeds it, if one does."""

    name: str
    module: str
    environment: Mapping[str, str]
    queue: str = ""
    batch: int = 1


class Stack:
    """One deployment of its own: what another one holds is not seen here."""

    def __init__(self, secrets: Mapping[str, Mapping[str, str]]) -> None:
        self.name = f"town{next(_count)}"
        self._declared = template()["Resources"]
        self.resources: dict[str, str] = {}
        for kind, make in (
            ("AWS::SQS::Queue", self._queue),
            ("AWS::DynamoDB::Table", self._table),
            ("AWS::S3::Bucket", self._bucket),
        ):
            self.resources |= {
                name: make(name, self._declared[name]["Properties"]) for name in self._of(kind)
            }
        for name in self._of("AWS::SecretsManager::Secret"):
            self.resources[name] = self.value(self._declared[name]["Properties"]["Name"])
            client("secretsmanager").create_secret(
                Name=self.resources[name], SecretString=json.dumps(secrets[name])
            )
        self.functions = {name: self._function(name) for name in self._of("AWS::Serverless::Function")}

    def fed_by(self, queue: str) -> Function:
        """The function that takes a queue's messages."""
        return next(function for function in self.functions.values() if function.queue == queue)

    @property
    def sources(self) -> list[str]:
        """The queues that feed functions."""
        return [function.queue for function in self.functions.values() if function.queue]

    def patience(self, queue: str) -> tuple[int, int, str]:
        """A queue's visibility timeout in seconds, how often it tries, and the queue of what failed."""
        properties = self._declared[queue]["Properties"]
        redrive = properties["RedrivePolicy"]
        return (
            properties["VisibilityTimeout"],
            redrive["maxReceiveCount"],
            redrive["deadLetterTargetArn"]["Fn::GetAtt"][0],
        )

    def scheduled(self) -> Function:
        """The function that the clock calls."""
        (schedule,) = (
            self._declared[name]["Properties"]
            for name in self._of("AWS::Scheduler::Schedule")
            if "Condition" not in self._declared[name]
        )
        return self.functions[schedule["Target"]["Arn"]["Fn::GetAtt"][0]]

    def pages(self) -> Function:
        """The function behind the Function URL."""
        (name,) = (
            name for name in self.functions if "FunctionUrlConfig" in self._declared[name]["Properties"]
        )
        return self.functions[name]

    def value(self, part: Any) -> Any:
        """A value of the template as CloudFormation would give it."""
        if not isinstance(part, dict) or len(part) != 1:
            return part
        ((word, of),) = part.items()
        match word:
            case "Ref":
                return self._ref(of)
            case "Fn::Sub":
                return re.sub(r"\$\{([\w:]+)(\.Arn)?\}", self._written, of)
            case "Fn::If":
                return self.value(of[1] if self._holds(of[0]) else of[2])
            case "Fn::GetAtt":
                return self._arn(of[0])
        return part

    def resolved(self, part: Any) -> Any:
        """A part of the template with every value in it."""
        if isinstance(part, list):
            return [self.resolved(inner) for inner in part]
        known = self.value(part)
        if known is part and isinstance(part, dict):
            return {name: self.resolved(inner) for name, inner in part.items()}
        return known

    def _written(self, named: re.Match[str]) -> str:
        return str(self._arn(named[1]) if named[2] else self._ref(named[1]))

    def _arn(self, name: str) -> str:
        """The name by which a policy knows a resource."""
        of = self._ref(name)
        match self._declared[name]["Type"]:
            case "AWS::S3::Bucket":
                return f"arn:aws:s3:::{of}"
            case "AWS::DynamoDB::Table":
                return f"{here('dynamodb')}:table/{of}"
            case "AWS::SQS::Queue":
                return f"{here('sqs')}:{of.rpartition('/')[2]}"
        return f"{here(name.lower())}:{of}"

    def _ref(self, name: str) -> Any:
        parameters = template()["Parameters"]
        if name in parameters:
            return PARAMETERS.get(name, parameters[name].get("Default"))
        return ({"AWS::StackName": self.name} | PSEUDO).get(name) or self.resources.get(
            name, f"{self.name}-{name}"
        )

    def _holds(self, condition: str) -> bool:
        def holds(part: Any) -> bool:
            ((word, of),) = part.items()
            if word == "Fn::Not":
                return not holds(of[0])
            return bool(self.value(of[0]) == self.value(of[1]))

        return holds(template()["Conditions"][condition])

    def _of(self, kind: str) -> list[str]:
        return [name for name, declared in self._declared.items() if declared["Type"] == kind]

    def _queue(self, name: str, _properties: Mapping[str, Any]) -> str:
        url: str = client("sqs").create_queue(QueueName=f"{self.name}-{name}")["QueueUrl"]
        return url

    def _table(self, _name: str, properties: Mapping[str, Any]) -> str:
        table = f"{self.name}-table"
        client("dynamodb").create_table(TableName=table, **{part: properties[part] for part in TABLE_PARTS})
        return table

    def _bucket(self, _name: str, properties: Mapping[str, Any]) -> str:
        bucket = f"{self.name}-mails"
        client("s3").create_bucket(
            Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": PSEUDO["AWS::Region"]}
        )
        client("s3").put_bucket_versioning(
            Bucket=bucket, VersioningConfiguration=properties["VersioningConfiguration"]
        )
        return bucket

    def _function(self, name: str) -> Function:
        properties = self._declared[name]["Properties"]
        given = template()["Globals"]["Function"]["Environment"]["Variables"]
        given = given | properties.get("Environment", {}).get("Variables", {})
        module = properties["Handler"].partition(".")[0]
        environment = {key: str(self.value(value)) for key, value in given.items()}
        function = {"name": name, "module": module, "environment": environment}
        for event in properties.get("Events", {}).values():
            if event["Type"] == "SQS":
                source = event["Properties"]
                function |= {"queue": source["Queue"]["Fn::GetAtt"][0], "batch": source["BatchSize"]}
        return Function(**function)


def here(service: str) -> str:
    """How the ARNs of a service's resources begin."""
    return ":".join(["arn", "aws", service, PSEUDO["AWS::Region"], PSEUDO["AWS::AccountId"]])
