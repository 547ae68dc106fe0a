"""What no story of `tests/stories` meets, since its town has an organisation from the start."""

from lyhord.engine.aws import ORGANISATION
from tests.lindhoj import TUESDAY
from tests.proof.stack import client
from tests.town import Town


def test_time_goes_on_before_an_organisation_was_pushed():
    town = Town()
    client("s3").delete_object(Bucket=town.stack.resources["Mails"], Key=ORGANISATION)
    town.waits_until(TUESDAY)
    assert "tick" in town.runtime.said
