"""The table lane → owner and copies, beside the routing that must say the same."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.judgement.routing import assigned
from complaints.model import Judgement, Lane
from complaints.policy import POLICY

RECTOR, DEPUTY_HEAD, HEAD = "rektor-askolan", "bitradande-chef", "barn-och-utbildningschef"
COORDINATOR, REGISTRATOR, MEALS = "sektorsamordnare", "registrator", "maltidschef"
HEALTH, PRIVACY, HR, FAULTS = "elevhalsans-chef", "dataskyddsombud", "hr", "fastighetsjouren"

# A matter of school meals at Åskolan, whatever else the mail is.
TABLE = {
    Lane.AUTOMATIC: (COORDINATOR, ()),
    Lane.REPLY: (COORDINATOR, ()),
    Lane.ACUTE: (RECTOR, (DEPUTY_HEAD, HEALTH)),
    Lane.PROTECTED: (REGISTRATOR, (DEPUTY_HEAD,)),
    Lane.KRANKNING: (RECTOR, (DEPUTY_HEAD, COORDINATOR)),
    Lane.APPEAL: (REGISTRATOR, (MEALS,)),
    Lane.DOCUMENT_REQUEST: (REGISTRATOR, (RECTOR, DEPUTY_HEAD)),
    Lane.DATA_REQUEST: (REGISTRATOR, (PRIVACY,)),
    Lane.DEMAND: (MEALS, (RECTOR, DEPUTY_HEAD)),
    Lane.STAFF_MATTER: (HR, ()),
    Lane.THREAT: (DEPUTY_HEAD, (MEALS,)),
    Lane.WRONG_RECIPIENT: (COORDINATOR, ()),
    Lane.FAULT_REPORT: (RECTOR, (FAULTS,)),
    Lane.QUESTION: (MEALS, ()),
    Lane.SUGGESTION: (MEALS, ()),
    Lane.PRAISE: (RECTOR, ()),
    Lane.SPAM: (COORDINATOR, ()),
    Lane.COMPLAINT: (MEALS, (RECTOR,)),
}


@pytest.fixture(scope="module")
def meals():
    return Judgement(lane=Lane.COMPLAINT, category="maltid", owner="", unit="askolan")


@pytest.mark.parametrize("lane", Lane)
def test_each_lane_goes_where_the_table_says(lane, meals, lindhoj):
    assignment = assigned(replace(meals, lane=lane), lindhoj)

    assert (assignment.owner, assignment.copies) == TABLE[lane]


@pytest.mark.parametrize("lane", Lane)
def test_without_a_unit_the_coordinator_stands_in_for_its_head(lane, meals, lindhoj):
    expected, _ = TABLE[lane]

    assignment = assigned(replace(meals, lane=lane, unit=None), lindhoj)

    assert assignment.owner == (COORDINATOR if expected == RECTOR else expected)
    assert RECTOR not in assignment.copies


def test_a_category_of_the_unit_goes_to_its_head(meals, lindhoj):
    assert assigned(replace(meals, category="lokal"), lindhoj).owner == RECTOR


def test_a_lane_beside_the_first_brings_its_people_along(meals, lindhoj):
    both = replace(meals, lane=Lane.ACUTE, also=(Lane.KRANKNING, Lane.APPEAL, Lane.QUESTION))

    assert assigned(both, lindhoj).copies == (DEPUTY_HEAD, HEALTH, COORDINATOR, REGISTRATOR, MEALS)


@pytest.mark.parametrize("lane", [Lane.PROTECTED, Lane.STAFF_MATTER])
def test_where_nobody_else_may_know_nobody_else_is_told(lane, meals, lindhoj):
    alone = assigned(replace(meals, lane=lane), lindhoj)

    assert assigned(replace(meals, lane=lane, also=(Lane.THREAT, Lane.COMPLAINT)), lindhoj) == alone


@pytest.mark.parametrize(
    ("barred", "owner"),
    [
        ((RECTOR,), DEPUTY_HEAD),
        ((MEALS,), DEPUTY_HEAD),
        ((COORDINATOR,), DEPUTY_HEAD),
        ((DEPUTY_HEAD,), HEAD),
        ((RECTOR, DEPUTY_HEAD), HEAD),
        ((HEAD,), REGISTRATOR),
        ((RECTOR, DEPUTY_HEAD, HEAD), REGISTRATOR),
        ((HEAD, REGISTRATOR), COORDINATOR),
    ],
)
@pytest.mark.parametrize("lane", [Lane.COMPLAINT, Lane.DEMAND, Lane.KRANKNING, Lane.ACUTE])
def test_a_complaint_about_somebody_goes_to_the_lowest_above_them(lane, barred, owner, meals, lindhoj):
    assert assigned(replace(meals, lane=lane, barred=barred), lindhoj).owner == owner


@given(
    st.sampled_from(list(Lane)),
    st.lists(st.sampled_from(list(Lane)), max_size=4),
    st.sets(st.sampled_from([RECTOR, DEPUTY_HEAD, HEAD, MEALS, HEALTH, HR, PRIVACY]), max_size=5),
)
def test_nobody_owns_or_is_told_of_a_matter_against_themselves(meals, lindhoj, lane, also, barred):
    matter = replace(meals, lane=lane, also=tuple(also), barred=tuple(sorted(barred)))

    assignment = assigned(matter, lindhoj)

    assert not barred & {assignment.owner, *assignment.copies}
    assert assignment.owner not in assignment.copies
    assert len(set(assignment.copies)) == len(assignment.copies)


def test_the_policy_and_its_table_name_every_lane():
    assert set(POLICY) == set(TABLE) == set(Lane)
