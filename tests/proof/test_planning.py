"""The plan of `make proof` is held to what it says: apart, since what it stands on takes boto3's place."""

from tests.apart import run_apart


def test_the_plan_is_what_it_says():
    done = run_apart("-m", "pytest", "-q", "tests/proof/plans.py")
    assert done.returncode == 0, done.stdout
