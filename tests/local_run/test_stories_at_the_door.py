"""A few stories by SMTP, the clock and the pages of a local run. `make door` tells them all."""

import pytest

from tests.apart import run_apart

pytestmark = pytest.mark.local_run

STORIES = (
    "exactly_once.py::test_g96_the_same_mail_three_times_is_one_case_and_one_acknowledgement",
    "exactly_once.py::test_a_bounce_with_the_null_sender_makes_no_case",
    "exactly_once.py::test_a_tick_that_comes_a_week_late_sends_the_highest_step_once_and_notes_the_others",
    "answers.py::test_after_a_stop_the_ladder_goes_on",
    "replies.py::test_a_no_reopens_the_case_one_level_up[Nej, samma sak igen]",
    "pupils.py::test_g45_a_pupil_is_asked_in_a_pupils_words[Lite-partly]",
    "secret_cases.py::test_the_code_goes_to_the_registered_address_opens_once_and_the_reading_is_logged",
    "quarantine.py::test_g92_one_word_lets_it_in_with_its_true_arrival",
    "parts.py::test_g76_each_part_has_its_own_answer_and_clock",
)


def test_the_same_stories_give_the_same_letters_and_pages_through_the_door() -> None:
    stories = [f"tests/stories/test_{story}" for story in STORIES]
    done = run_apart("-m", "tests.door", "--runs=1", *stories)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{{'same': {len(STORIES)}}}" in done.stdout
