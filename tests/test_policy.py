"""The table lane → letter, promises, hour, secrecy and count, beside the policy that must say the same.

Who owns and who is told stands in tests/judgement/test_routing.py. The mail came tisdag 10 mars 2026 kl. 10.
"""

from datetime import date

import pytest

from complaints.model import Lane
from complaints.policy import POLICY, Clock, Secrecy, is_followed_up, policy_of
from complaints.process.deadlines.promises import promised
from tests.builders import a_judgement
from tests.lindhoj import at, lindhoj

TODAY, NEXT_DAY, TWO_DAYS, SEVEN_DAYS = (date(2026, 3, day) for day in (10, 11, 12, 19))
MONTH = date(2026, 4, 10)

#                         letter       contact   answer      at once  mail shows  counted      asked later
TABLE = {
    Lane.ACUTE:            ("acute",     TWO_DAYS, SEVEN_DAYS, True,  "a notice", "complaint", False),
    Lane.PROTECTED:        ("protected", TWO_DAYS, SEVEN_DAYS, False, "a notice", "complaint", False),
    Lane.KRANKNING:        ("krankning", NEXT_DAY, SEVEN_DAYS, True,  "a notice", "apart",     False),
    Lane.APPEAL:           ("other",     NEXT_DAY, NEXT_DAY,   False, "all",      "not",       False),
    Lane.DOCUMENT_REQUEST: ("other",     TODAY,    TODAY,      False, "all",      "not",       False),
    Lane.DATA_REQUEST:     ("other",     TWO_DAYS, MONTH,      False, "all",      "not",       False),
    Lane.DEMAND:           ("plain",     TWO_DAYS, SEVEN_DAYS, False, "all",      "complaint", True),
    Lane.STAFF_MATTER:     ("staff",     TWO_DAYS, SEVEN_DAYS, False, "a notice", "apart",     False),
    Lane.THREAT:           ("plain",     TWO_DAYS, SEVEN_DAYS, True,  "all",      "complaint", False),
    Lane.WRONG_RECIPIENT:  ("elsewhere", NEXT_DAY, NEXT_DAY,   False, "all",      "apart",     False),
    Lane.FAULT_REPORT:     ("other",     NEXT_DAY, NEXT_DAY,   False, "all",      "not",       False),
    Lane.QUESTION:         ("other",     TWO_DAYS, TWO_DAYS,   False, "all",      "not",       False),
    Lane.SUGGESTION:       ("other",     TWO_DAYS, TWO_DAYS,   False, "all",      "apart",     False),
    Lane.PRAISE:           ("other",     TWO_DAYS, SEVEN_DAYS, False, "all",      "apart",     False),
    Lane.COMPLAINT:        ("plain",     TWO_DAYS, SEVEN_DAYS, False, "all",      "complaint", True),
}  # fmt: skip


@pytest.mark.parametrize("lane", TABLE)
def test_each_lane_is_treated_as_the_table_says(lane):
    letter, contact, answer, at_once, shows, counted, asked = TABLE[lane]
    judgement = a_judgement(lane=lane)
    policy = policy_of(judgement)
    promise = promised(policy, at("2026-03-10T10:00"), lindhoj())

    assert policy.letter == letter
    assert (promise.first_contact_by, promise.answer_by) == (contact, answer)
    assert policy.at_once == at_once
    assert policy.content == (shows == "all")
    assert policy.counted == counted
    assert is_followed_up(judgement) == asked


@pytest.mark.parametrize("lane", [Lane.AUTOMATIC, Lane.REPLY, Lane.SPAM])
def test_what_no_person_waits_for_has_no_letter_and_no_clock(lane):
    assert (POLICY[lane].letter, POLICY[lane].clock) == ("", Clock.NOTHING)


def test_every_lane_stands_in_one_of_the_tables():
    assert {*TABLE, Lane.AUTOMATIC, Lane.REPLY, Lane.SPAM} == set(Lane) == set(POLICY)


def test_a_lane_beside_the_first_makes_it_more_careful_and_never_less():
    both = policy_of(a_judgement(lane=Lane.KRANKNING, also=(Lane.COMPLAINT, Lane.QUESTION)))
    assert both.at_once
    assert both.secrecy is Secrecy.NOTICE
    assert policy_of(a_judgement(lane=Lane.COMPLAINT, also=(Lane.PROTECTED,))).only_named


def test_what_is_sensitive_is_told_in_a_notice_and_still_asked_about_afterwards():
    sensitive = a_judgement(sensitive=True)
    assert not policy_of(sensitive).content
    assert is_followed_up(sensitive)


@pytest.mark.parametrize(
    ("arrived", "by"),
    [
        ("2026-03-10T14:59", TODAY),
        ("2026-03-10T15:00", NEXT_DAY),
        ("2026-03-14T10:00", date(2026, 3, 16)),
        ("2026-04-02T16:00", date(2026, 4, 7)),
    ],
)
def test_papers_are_promised_the_same_day_while_it_is_young(arrived, by):
    promise = promised(POLICY[Lane.DOCUMENT_REQUEST], at(arrived), lindhoj())
    assert promise.first_contact_by == promise.answer_by == by


@pytest.mark.parametrize(
    ("arrived", "by"),
    [("2026-01-31", date(2026, 2, 28)), ("2027-12-31", date(2028, 1, 31)), ("2028-01-31", date(2028, 2, 29))],
)
def test_a_month_ends_with_the_next_one(arrived, by):
    assert promised(POLICY[Lane.DATA_REQUEST], at(f"{arrived}T10:00"), lindhoj()).answer_by == by
