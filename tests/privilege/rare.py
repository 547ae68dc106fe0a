"""What no story of `tests/stories` meets: they have one town, with an organisation from the start."""

from lyhord.engine.aws import ORGANISATION
from tests.lindhoj import GUARDIAN, TUESDAY
from tests.proof.stack import client
from tests.town import Town


def test_time_goes_on_before_an_organisation_was_pushed():
    town = Town()
    client("s3").delete_object(Bucket=town.stack.resources["Mails"], Key=ORGANISATION)
    town.waits_until(TUESDAY)
    assert "tick" in town.runtime.said


def test_two_towns_at_once_each_have_their_own_functions_roles_and_letters():
    towns = [Town(), Town()]
    for town in towns:
        town.writes("Skolmaten på Åskolan är kall.")
    assert [len(town.letters_to(GUARDIAN)) for town in towns] == [1, 1]
    assert ["new case" in town.runtime.said for town in towns] == [True, True]
