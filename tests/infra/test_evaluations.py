"""What is told of the evaluations, and what is not."""

from complaints.model import Tally, Writer
from lyhord.cli.evaluations import lines


def told(**counts):
    [line] = lines([Tally(quarter="2026-Q1", writer=Writer.GUARDIAN, counts=counts)])
    return line


def test_shares_are_of_those_who_answered():
    line = told(asked=12, yes=6, partly=1, no=1, no_reply=3, declined=1, treated_yes=4, treated_no=1)
    assert (line["solved"], line["treated_well"]) == (0.75, 0.8)
    assert (line["asked"], line["no_reply"], line["declined"]) == (12, 3, 1)


def test_few_answers_are_not_told_apart():
    line = told(asked=5, yes=3, no=1, no_reply=1)
    assert (line["answers"], line["solved"], line["treated_well"]) == (None, None, None)
    assert (line["asked"], line["no_reply"]) == (5, 1)


def test_groups_and_quarters_stay_apart_and_in_order():
    tallies = [
        Tally(quarter=quarter, writer=writer, counts={"asked": 1})
        for quarter in ("2026-Q2", "2026-Q1")
        for writer in (Writer.PUPIL, Writer.GUARDIAN)
    ]
    assert [(line["quarter"], line["writer"]) for line in lines(tallies)] == [
        ("2026-Q1", "guardian"),
        ("2026-Q1", "pupil"),
        ("2026-Q2", "guardian"),
        ("2026-Q2", "pupil"),
    ]
