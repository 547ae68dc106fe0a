"""The steps around CloudFormation: what sam is asked, which rule set becomes active, what DNS must hold."""

from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from lyhord import deploy
from lyhord.build import BuildError
from lyhord.deploy import DeployError, activate, dns_records, sam_deploy


@pytest.fixture
def ses() -> Any:
    return boto3.client(
        "ses", region_name="eu-north-1", aws_access_key_id="test", aws_secret_access_key="test"
    )


def active(name: str) -> dict[str, Any]:
    return {"Metadata": {"Name": name, "CreatedTimestamp": 0}, "Rules": []} if name else {}


@pytest.mark.parametrize(("before", "take_over"), [("", False), ("old", True)])
def test_our_rules_become_the_active_ones(ses, before, take_over):
    with Stubber(ses) as aws:
        aws.add_response("describe_active_receipt_rule_set", active(before))
        aws.add_response("set_active_receipt_rule_set", {}, {"RuleSetName": "lyhord"})

        said = activate(ses, "lyhord", take_over)

        aws.assert_no_pending_responses()
    assert "lyhord are now active" in said


def test_rules_that_are_active_are_left_in_peace(ses):
    with Stubber(ses) as aws:
        aws.add_response("describe_active_receipt_rule_set", active("lyhord"))

        assert "as before" in activate(ses, "lyhord", take_over=False)


def test_the_mail_of_another_system_is_not_taken_unasked(ses):
    with Stubber(ses) as aws:
        aws.add_response("describe_active_receipt_rule_set", active("theirs"))

        with pytest.raises(DeployError, match=r"theirs.*--take-over"):
            activate(ses, "lyhord", take_over=False)


def test_sam_is_given_only_the_parameters_that_were_given():
    first = sam_deploy("lyhord", "eu-north-1", {"Domain": "skola.lindhoj.example", "AlarmAddress": ""})
    later = sam_deploy("lyhord", "eu-north-1", {"Domain": "", "AlarmAddress": ""})

    assert first[-2:] == ["--parameter-overrides", "Domain=skola.lindhoj.example"]
    assert "--parameter-overrides" not in later
    assert "--no-fail-on-empty-changeset" in later


def test_any_parameter_of_the_template_can_be_given(monkeypatch, tmp_path):
    asked = tmp_path / "asked"
    sam = tmp_path / "sam"
    sam.write_text(f'#!/bin/sh\necho "$@" > {asked}\nexit 1\n')
    sam.chmod(0o755)
    monkeypatch.setattr(deploy, "build", lambda: [])
    monkeypatch.setattr(deploy, "SAM", sam)

    deploy.main(["--parameter", "TickState=DISABLED", "--parameter", "LogDays=30"])

    assert asked.read_text().endswith("--parameter-overrides TickState=DISABLED LogDays=30\n")


def test_a_parameter_can_be_emptied_again(monkeypatch, tmp_path):
    """RestoredTable is, when the stack is to work on its own table again."""
    asked, sam = tmp_path / "asked", tmp_path / "sam"
    sam.write_text(f'#!/bin/sh\necho "$@" > {asked}\nexit 1\n')
    sam.chmod(0o755)
    monkeypatch.setattr(deploy, "build", lambda: [])
    monkeypatch.setattr(deploy, "SAM", sam)

    deploy.main(["--parameter", "RestoredTable="])

    assert asked.read_text().endswith('--parameter-overrides RestoredTable=""\n')


def test_a_parameter_without_a_value_is_refused(capsys):
    with pytest.raises(SystemExit):
        deploy.main(["--parameter", "TickState"])
    assert "write NAME=VALUE instead of TickState" in capsys.readouterr().err


def test_dns_holds_the_door_in_the_signatures_the_return_path_and_the_policy():
    records = dns_records(
        "skola.lindhoj.example",
        "eu-north-1",
        "a._domainkey.skola.lindhoj.example=a.dkim.amazonses.com "
        "b._domainkey.skola.lindhoj.example=b.dkim.amazonses.com",
    )

    assert records == [
        "skola.lindhoj.example.  MX  10 inbound-smtp.eu-north-1.amazonaws.com.",
        "a._domainkey.skola.lindhoj.example.  CNAME  a.dkim.amazonses.com.",
        "b._domainkey.skola.lindhoj.example.  CNAME  b.dkim.amazonses.com.",
        "retur.skola.lindhoj.example.  MX  10 feedback-smtp.eu-north-1.amazonses.com.",
        'retur.skola.lindhoj.example.  TXT  "v=spf1 include:amazonses.com -all"',
        '_dmarc.skola.lindhoj.example.  TXT  "v=DMARC1; p=reject; adkim=s"',
    ]


def test_a_failed_build_ends_in_one_clear_line(monkeypatch, capsys):
    def fail() -> None:
        raise BuildError("a handler is missing")

    monkeypatch.setattr(deploy, "build", fail)

    assert deploy.main(["--domain", "skola.lindhoj.example"]) == 1
    assert capsys.readouterr().err == "lyhord: a handler is missing\n"


def test_a_refused_deployment_leaves_the_rules_alone(monkeypatch, capsys, tmp_path):
    refusing = tmp_path / "sam"
    refusing.write_text("#!/bin/sh\nexit 1\n")
    refusing.chmod(0o755)
    monkeypatch.setattr(deploy, "build", lambda: [])
    monkeypatch.setattr(deploy, "SAM", refusing)

    assert deploy.main([]) == 1
    said = capsys.readouterr().err
    assert "After an update what ran before runs on" in said
    assert "first deployment" in said
