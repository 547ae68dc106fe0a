"""How much the sheet tells of a case, row by row: this table is the policy."""

from dataclasses import replace

import pytest

from complaints.model import Errand, ErrandKind, Lane
from complaints.reports.treatment import Treatment, treatment_of
from tests.builders import a_case, a_judgement

TOLD, COUNTED, PRAISE, KRANKNING, APART, ABSENT = Treatment
TABLE = {
    Lane.AUTOMATIC: ABSENT,
    Lane.REPLY: ABSENT,
    Lane.ACUTE: APART,
    Lane.PROTECTED: ABSENT,
    Lane.KRANKNING: KRANKNING,
    Lane.APPEAL: ABSENT,
    Lane.DOCUMENT_REQUEST: ABSENT,
    Lane.DATA_REQUEST: ABSENT,
    Lane.DEMAND: TOLD,
    Lane.STAFF_MATTER: APART,
    Lane.THREAT: APART,
    Lane.WRONG_RECIPIENT: ABSENT,
    Lane.FAULT_REPORT: ABSENT,
    Lane.QUESTION: ABSENT,
    Lane.SUGGESTION: ABSENT,
    Lane.PRAISE: PRAISE,
    Lane.SPAM: ABSENT,
    Lane.COMPLAINT: TOLD,
}


def a_matter(**judged):
    return a_case(judgement=a_judgement(**{"barred": ()} | judged))


@pytest.mark.parametrize("lane", Lane)
def test_each_lane_is_told_of_as_the_table_says(lane):
    assert treatment_of(a_matter(lane=lane)) is TABLE[lane]


@pytest.mark.parametrize(
    ("judged", "treatment"),
    [
        ({"also": (Lane.PROTECTED,)}, ABSENT),
        ({"lane": Lane.KRANKNING, "also": (Lane.PROTECTED,)}, ABSENT),
        ({"also": (Lane.KRANKNING,)}, KRANKNING),
        ({"lane": Lane.ACUTE, "also": (Lane.KRANKNING,)}, KRANKNING),
        ({"also": (Lane.THREAT,)}, APART),
        ({"doubt": ("complaint", "acute")}, APART),
        ({"doubt": ("complaint", "krankning")}, KRANKNING),
        ({"doubt": ("complaint", "protected")}, ABSENT),
        ({"doubt": ("complaint", "question")}, TOLD),
        ({"barred": ("rektor-askolan",)}, APART),
        ({"lane": Lane.PRAISE, "barred": ("rektor-askolan",)}, APART),
        ({"sensitive": True}, COUNTED),
        ({"lane": Lane.PRAISE, "also": (Lane.ACUTE,)}, APART),
    ],
)
def test_in_doubt_less_is_told(judged, treatment):
    assert treatment_of(a_matter(**judged)) is treatment


def test_a_case_that_goes_on_in_another_is_told_there_alone():
    assert treatment_of(replace(a_matter(), merged_into="anothercaseidxyz")) is ABSENT


def test_a_case_that_hr_was_asked_about_is_counted_and_no_more():
    thread = Errand(name="hr", kind=ErrandKind.HR, of="hr", by="rektor-askolan")
    assert treatment_of(replace(a_matter(), errands=(thread,))) is COUNTED
