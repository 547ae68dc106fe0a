"""How long a letter waits that SES does not take now."""

from datetime import timedelta

import pytest

from complaints.process.delivery.sending import backoff


@pytest.mark.parametrize(
    ("attempts", "minutes"),
    [(0, 5), (1, 5), (2, 10), (3, 20), (4, 40), (5, 60), (40, 60), (10_000, 60)],
)
def test_the_wait_doubles_up_to_an_hour_however_often_it_was_tried(attempts, minutes):
    assert backoff(attempts) == timedelta(minutes=minutes)
