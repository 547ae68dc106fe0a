"""The walls between the rooms, each broken once on purpose, and the doors in them, each gone through once."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RUFF = Path(sys.executable).with_name("ruff")
INNER = "functions/complaints/process/deadlines/clock.py"
WALLS = {
    "boto3": "import boto3",
    "botocore": "from botocore.exceptions import ClientError",
    "aws_lambda_powertools": "from aws_lambda_powertools import Logger",
    "jinja2": "from jinja2 import Environment",
    "mailparser": "import mailparser",
    "complaints.aws": "from complaints.aws import table",
    "lyhord": "from lyhord.build import build",
}
DOORS = [
    ("functions/complaints/aws/store.py", "boto3"),
    ("functions/complaints/aws/store.py", "botocore"),
    ("functions/complaints/mail/parser.py", "mailparser"),
    ("functions/complaints/letters.py", "jinja2"),
    ("functions/wiring.py", "aws_lambda_powertools"),
    ("functions/receive_mail.py", "complaints.aws"),
    ("functions/send_letters.py", "complaints.aws"),
    ("functions/tick.py", "aws_lambda_powertools"),
    ("functions/follow_up.py", "complaints.aws"),
    ("functions/show_page.py", "aws_lambda_powertools"),
    ("functions/note_delivery.py", "complaints.aws"),
    ("infra/lyhord/deploy.py", "lyhord"),
    ("infra/lyhord/engine/aws.py", "boto3"),
    ("tests/test_anything.py", "lyhord"),
]


def refused(path: str, line: str) -> bool:
    """Whether ruff, by our settings, refuses that import in a file of that name."""
    done = subprocess.run(
        [RUFF, "check", "--no-cache", "--select=TID251", f"--stdin-filename={path}", "-"],
        input=f"{line}\n",
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return "TID251" in done.stdout


def test_every_wall_is_tried():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

    assert set(WALLS) == set(settings["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"])


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_holds_inside(wall):
    assert refused(INNER, WALLS[wall])


@pytest.mark.parametrize(
    "path", ["functions/complaints/workflow/reception.py", "functions/complaints/judgement/a/b.py"]
)
def test_no_room_lies_outside_the_walls(path):
    assert refused(path, WALLS["boto3"])


def test_a_door_is_a_file_and_not_all_that_lies_below_its_folder():
    assert refused("functions/complaints/model.py", WALLS["complaints.aws"])
    assert refused("functions/complaints/calendar.py", WALLS["aws_lambda_powertools"])


@pytest.mark.parametrize(("path", "wall"), DOORS)
def test_a_door_is_open(path, wall):
    assert not refused(path, WALLS[wall])
