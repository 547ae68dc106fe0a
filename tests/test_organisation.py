"""Who acts, who may be obeyed, and that a broken file never replaces a good one."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.model import Absence
from complaints.organisation_file import UnreadableOrganisationError, from_json
from lyhord.organisation import compile_file
from tests.lindhoj import FILE

COMPILED = compile_file(FILE)
LINDHOJ = from_json(json.loads(COMPILED))
DAY = date(2026, 4, 8)
ROLES = sorted(LINDHOJ.roles)


def away(*role_ids):
    """Lindhöj, these roles being away on DAY."""
    absent = {
        r: replace(LINDHOJ.roles[r], absences=(Absence(role=r, first=DAY, last=DAY),)) for r in role_ids
    }
    return replace(LINDHOJ, roles={**LINDHOJ.roles, **absent})


def test_whoever_is_there_acts_alone():
    assert LINDHOJ.acting("rektor-askolan", DAY).holder.name == "Birgitta Norén"


def test_a_deputy_acts_only_on_the_days_of_absence():
    lindhoj = away("rektor-askolan")

    assert lindhoj.acting("rektor-askolan", DAY).holder.name == "Johan Ahl"
    assert lindhoj.acting("rektor-askolan", date(2026, 4, 9)).holder.name == "Birgitta Norén"
    assert lindhoj.acting("rektor-askolan", date(2026, 4, 7)).holder.name == "Birgitta Norén"


def test_two_who_stand_in_for_each_other_and_are_both_away_fall_to_the_coordinator():
    assert (
        away("rektor-askolan", "rektor-ekbackeskolan").acting("rektor-askolan", DAY).id == "sektorsamordnare"
    )


def test_own_deputies_come_in_their_order_before_the_deputies_of_deputies():
    absent = ("sektorsamordnare", "utvecklingsstrateg")

    assert away("sektorsamordnare").acting("sektorsamordnare", DAY).id == "utvecklingsstrateg"
    assert away(*absent).acting("sektorsamordnare", DAY).id == "bitradande-chef"
    assert away(*absent, "bitradande-chef").acting("sektorsamordnare", DAY).id == "barn-och-utbildningschef"


def test_when_everybody_is_away_the_coordinator_gets_it_all_the_same():
    assert away(*ROLES).acting("maltidschef", DAY).id == "sektorsamordnare"


def test_nobody_stands_in_for_a_matter_against_themselves():
    lindhoj = away("barn-och-utbildningschef")

    acting = lindhoj.acting("barn-och-utbildningschef", DAY, barred=("bitradande-chef",))

    assert lindhoj.acting("barn-och-utbildningschef", DAY).id == "bitradande-chef"
    assert acting.id not in ("bitradande-chef", "barn-och-utbildningschef")


@given(st.sampled_from(ROLES), st.sets(st.sampled_from(ROLES)), st.sets(st.sampled_from(ROLES), max_size=3))
def test_somebody_present_acts_unless_the_whole_management_is_away(role, absent, barred):
    lindhoj = away(*absent)
    posts = lindhoj.posts
    management = {posts.coordinator, posts.deputy_head, posts.head, posts.registrator}

    acting = lindhoj.acting(role, DAY, barred)

    assert acting.id not in barred
    if management - absent - barred:
        assert acting.id not in absent


def test_a_role_that_is_gone_means_the_coordinator():
    assert LINDHOJ.role("rektor-nedlagda-skolan").id == "sektorsamordnare"
    assert LINDHOJ.category("gone").code == "ovrigt"
    assert LINDHOJ.unit("gone") is None


def test_a_registered_address_speaks_for_its_role_whatever_its_case():
    assert LINDHOJ.role_of("Peter.Hallgren@lindhoj.example").id == "maltidschef"
    assert LINDHOJ.role_of("maltid@lindhoj.example").id == "maltidschef"
    assert LINDHOJ.role_of("maltid@lindhoj.example.evil.example") is None
    assert LINDHOJ.role_of("") is None


def test_staff_without_a_role_is_staff_and_a_pupil_is_not():
    assert LINDHOJ.is_staff("nagon.larare@lindhoj.example")
    assert not LINDHOJ.is_staff("alva@elev.lindhoj.example")
    assert not LINDHOJ.is_staff("maria@hem.example")


@pytest.mark.parametrize(
    ("address", "asked_for"),
    [
        ("klagomal@skola.lindhoj.example", True),
        ("Klagomal+abc@Skola.Lindhoj.example", True),
        ("synpunkter@skola.lindhoj.example", True),
        ("rektor@skola.lindhoj.example", False),
        ("klagomal@lindhoj.example", False),
        ("klagomal", False),
    ],
)
def test_the_public_addresses_are_known(address, asked_for):
    assert LINDHOJ.is_intake(address) is asked_for


def test_pupils_per_unit_are_those_of_the_stated_year():
    counted = [u for u in LINDHOJ.units.values() if u.pupils_year == 2020]

    assert sum(u.pupils for u in counted) == 1559
    assert len(counted) == 5


def test_everyone_who_can_own_a_case_has_a_deputy():
    owners = {u.head for u in LINDHOJ.units.values()} | {c.owner for c in LINDHOJ.categories.values()} - {
        "unit"
    }

    assert all(LINDHOJ.roles[owner].deputies and LINDHOJ.roles[owner].holder.telephone for owner in owners)


@pytest.mark.parametrize(
    "breakage",
    [
        lambda data: data.pop("posts"),
        lambda data: data.update(format=99),
        lambda data: data["roles"][0].pop("holder"),
        lambda data: data["units"][0].update(head="nobody"),
        lambda data: data["posts"].update(coordinator="nobody"),
        lambda data: data["categories"][0].update(owner="nobody"),
        lambda data: data["calendar"]["free_days"].update({"yesterday": "x"}),
        lambda data: data.update(categories=[]),
        lambda data: data["limits"].update(surprise=1),
    ],
)
def test_a_broken_file_is_refused_with_what_to_do(breakage):
    data = json.loads(COMPILED)
    breakage(data)

    with pytest.raises(UnreadableOrganisationError, match=r"lyhord org push|does not have|no categories"):
        from_json(data)


@pytest.mark.parametrize("data", [None, [], "x", {}, {"format": 1}])
def test_what_is_no_organisation_is_refused(data):
    with pytest.raises(UnreadableOrganisationError):
        from_json(data)
