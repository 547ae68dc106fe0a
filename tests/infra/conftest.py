"""What the tests of template.yaml share: the template as read, and as AWS sees it after SAM."""

import re
from typing import Any

import pytest
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

from tests.lindhoj import ROOT


@pytest.fixture(scope="session")
def template() -> dict[str, Any]:
    return yaml_parse((ROOT / "template.yaml").read_text("utf-8"))


@pytest.fixture(scope="session")
def transformed(monkeypatch_session: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch_session.setenv("AWS_DEFAULT_REGION", "eu-north-1")
    text = (ROOT / "template.yaml").read_text("utf-8")
    uploaded = re.sub(r"(CodeUri|ContentUri): [\w./]+", r"\1: s3://artefacts/a.zip", text)
    return transform(yaml_parse(uploaded), {}, NoManagedPolicies())


@pytest.fixture(scope="session")
def monkeypatch_session() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


class NoManagedPolicies:
    def load(self) -> dict[str, str]:
        return {}
