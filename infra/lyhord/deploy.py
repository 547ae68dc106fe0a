"""Deploy to AWS: build, let CloudFormation make it so, activate the receipt rules, say what DNS must hold.

CloudFormation can make a receipt rule set, but not the active one, and an account has one active set for each
region: https://docs.aws.amazon.com/ses/latest/dg/receiving-email-managing-receipt-rule-sets.html
"""

import argparse
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any

import boto3

from lyhord import LyhordError, say
from lyhord.build import ROOT, build, say_whether_compiled
from lyhord.engine.aws import outputs

SAM = ROOT / ".venv-tools" / "bin" / "sam"


class DeployError(LyhordError):
    """The deployment stopped; the message says where, and what to do."""


def sam_deploy(stack: str, region: str, parameters: Mapping[str, str]) -> list[str]:
    """The command that deploys what was built. A parameter that is not given keeps its value."""
    command = [str(SAM), "deploy", "--template-file", str(ROOT / "build" / "template.yaml")]
    command += ["--stack-name", stack, "--region", region, "--resolve-s3", "--capabilities", "CAPABILITY_IAM"]
    command += ["--no-confirm-changeset", "--no-fail-on-empty-changeset"]
    overrides = [f"{name}={value}" for name, value in parameters.items() if value]
    return [*command, "--parameter-overrides", *overrides] if overrides else command


def activate(ses: Any, rule_set: str, take_over: bool) -> str:
    """Make `rule_set` the active one and say what was done; `ses` is boto3's client of SES, version 1.

    Raises DeployError when another set is active: mail of another system would stop without a word.
    """
    active = ses.describe_active_receipt_rule_set().get("Metadata", {}).get("Name")
    if active == rule_set:
        return f"The receipt rules {rule_set} are active, as before."
    if active and not take_over:
        raise DeployError(
            f"another receipt rule set, {active}, is active in this account and region: deploy Lyhörd in an "
            "account of its own, or add --take-over if nothing needs the other one"
        )
    ses.set_active_receipt_rule_set(RuleSetName=rule_set)
    return f"The receipt rules {rule_set} are now active" + (f", instead of {active}." if active else ".")


def dns_records(domain: str, region: str, dkim: str) -> list[str]:
    """What the municipality's DNS must hold. `dkim` is the stack's output: `name=value` by spaces."""
    signed = [record.split("=", 1) for record in dkim.split()]
    return [
        f"{domain}.  MX  10 inbound-smtp.{region}.amazonaws.com.",
        *(f"{name}.  CNAME  {value}." for name, value in signed),
        f"retur.{domain}.  MX  10 feedback-smtp.{region}.amazonses.com.",
        f'retur.{domain}.  TXT  "v=spf1 include:amazonses.com -all"',
        f'_dmarc.{domain}.  TXT  "v=DMARC1; p=reject; adkim=s"',
    ]


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise argparse.ArgumentTypeError(f"write NAME=VALUE instead of {text}")
    return name, value or '""'  # how sam is told of an empty one


def _deploy(arguments: argparse.Namespace) -> None:
    build()
    say_whether_compiled()
    parameters = {"Domain": arguments.domain, "AlarmAddress": arguments.alarms, **dict(arguments.parameter)}
    command = sam_deploy(arguments.stack, arguments.region, parameters)
    if subprocess.run(command, check=False).returncode:
        raise DeployError(
            "CloudFormation or sam refused, see above. After an update what ran before runs on unchanged; "
            "what a first deployment leaves, and how to try again: docs/deploy.md"
        )
    session = boto3.Session(region_name=arguments.region)
    told = outputs(session.client("cloudformation"), arguments.stack)
    print(activate(session.client("ses"), told["ReceiptRuleSet"], arguments.take_over))
    print("DNS must hold these records:")
    print("\n".join(dns_records(told["Domain"], arguments.region, told["DkimRecords"])))
    print(f"The pages are at {told['PagesUrl']}. Next, docs/deploy.md, step 5: the organisation.")


def main(argv: Sequence[str] | None = None) -> int:
    """Deploy by the command line's wishes; 1 and one clear line if that fails."""
    parser = argparse.ArgumentParser(prog="make deploy", description="Deploy Lyhörd to AWS (docs/deploy.md).")
    parser.add_argument("--domain", default="", help="the mail domain; needed the first time")
    parser.add_argument("--alarms", default="", help="whom alarms are mailed to, outside that domain")
    parser.add_argument("--stack", default="lyhord", help="the stack's name")
    parser.add_argument("--region", default="eu-north-1", help="an EU region where SES receives mail")
    parser.add_argument(
        "--parameter",
        action="append",
        default=[],
        type=_parameter,
        metavar="NAME=VALUE",
        help="another parameter of template.yaml; may be given several times",
    )
    parser.add_argument("--take-over", action="store_true", help="replace another active receipt rule set")
    try:
        _deploy(parser.parse_args(argv))
    except LyhordError as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
