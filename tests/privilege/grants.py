"""What the roles of template.yaml allow, taken apart into the smallest pieces that could be taken away."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from tests.proof.stack import template

Statement = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Grant:
    """One action on one resource, under one value of each condition: all as written in the template.

    `statement` is counted from 1 within its role.
    """

    role: str
    statement: int
    action: str
    resource: Any
    condition: Any

    __hash__ = None  # type: ignore[assignment]

    @property
    def narrow(self) -> Statement:
        """A statement that allows this and nothing else."""
        when = {"Condition": self.condition} if self.condition else {}
        return {"Effect": "Allow", "Action": self.action, "Resource": self.resource} | when

    def __str__(self) -> str:
        values = [named(value) for of in self.condition.values() for value in of.values()]
        return " ".join([f"{self.role}, {self.statement}:", self.action, "on", named(self.resource), *values])


def roles() -> list[str]:
    """The roles of the template, in its order."""
    declared = template()["Resources"]
    return [name for name, resource in declared.items() if resource["Type"] == "AWS::IAM::Role"]


def statements(role: str) -> list[Statement]:
    """What a role may do, as written."""
    policies = template()["Resources"][role]["Properties"]["Policies"]
    return [statement for policy in policies for statement in policy["PolicyDocument"]["Statement"]]


def grants(role: str) -> list[Grant]:
    """A role's statements, taken apart."""
    return [grant for number, of in enumerate(statements(role), start=1) for grant in parts(role, number, of)]


def without(taken: Grant | None, role: str) -> list[Statement]:
    """A role's statements, less one grant."""
    kept: list[Statement] = []
    for number, statement in enumerate(statements(role), start=1):
        if taken and (taken.role, taken.statement) == (role, number):
            kept += [grant.narrow for grant in parts(role, number, statement) if grant != taken]
        else:
            kept.append(statement)
    return kept


def named(resource: Any) -> str:
    """A resource in the template's own words."""
    if isinstance(resource, str):
        return resource
    ((word, of),) = resource.items()
    match word:
        case "Fn::If":
            return named(of[2])
        case "Fn::GetAtt":
            return str(of[0])
    return re.split(r":(?![^{]*\})", str(of))[-1]


def many(one_or_many: Any) -> list[Any]:
    """IAM takes a list or its only member."""
    return one_or_many if isinstance(one_or_many, list) else [one_or_many]


def parts(role: str, number: int, statement: Statement) -> Iterator[Grant]:
    """A statement, taken apart."""
    conditions = list(_conditions(statement.get("Condition", {})))
    for action, resource, condition in product(
        many(statement["Action"]), many(statement["Resource"]), conditions
    ):
        yield Grant(role=role, statement=number, action=action, resource=resource, condition=condition)


def _conditions(written: Mapping[str, Mapping[str, Any]]) -> Iterator[Mapping[str, Mapping[str, Any]]]:
    """Every choice of one value of each key."""
    keys = [(operator, key, many(values)) for operator, of in written.items() for key, values in of.items()]
    for chosen in product(*(values for _, _, values in keys)):
        picked: dict[str, dict[str, Any]] = {}
        for (operator, key, _), value in zip(keys, chosen, strict=True):
            picked.setdefault(operator, {})[key] = value
        yield picked
